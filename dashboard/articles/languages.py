"""Which language a text is written in."""

from __future__ import annotations

from functools import cache
from typing import Any

ENGLISH = "en"
LEAST_CHARACTERS = 40  # a shorter text is too little to tell by
LONGEST_SAMPLE = 20_000  # characters; more of a text tells no more
# Of 778 sentences of English news the identifier gives none of 40 characters or more less than this to be English.
LEAST_ENGLISH = 0.01
_CHINESE = frozenset({"cdo", "cjy", "gan", "hak", "lzh", "nan", "wuu", "yue"})  # written nearly alike


def language_of(text: str) -> str:
    """The language's code (ISO 639-1 where it has one). English unless the text clearly is not."""
    sample = text[:LONGEST_SAMPLE]
    if len(sample) < LEAST_CHARACTERS:
        return ENGLISH
    ranked = dict(_identifier().rank(sample))
    if ranked.get(ENGLISH, 0.0) >= LEAST_ENGLISH:
        return ENGLISH
    found = next(iter(ranked))
    return "zh" if found in _CHINESE else found


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
