"""How near two texts are to copies of each other, told by sketches of a few hundred bytes (MinHash, Broder 1997).

Newspapers print the same wire story with another beginning, shortened or with a paragraph of their own. The share of
runs of five words that two texts have in common is hardly above 0 for two reports of one event by different writers.
"""

from __future__ import annotations

import re
from itertools import islice

WORDS_IN_A_ROW = 5
PERMUTATIONS = 128  # numbers in a sketch: the share of equal ones is right within .09 in 95 of 100 cases
LEAST_WORDS = 50  # shorter texts are alike by chance: votes and prices are told in fixed words
MOST_WORDS = 20_000
SEED = 1  # sketches of different seeds cannot be compared: never change it
_WORD = re.compile(r"\w+")


def sketch_of(text: str) -> bytes:
    """The text's sketch, empty for a text that is too short to be told apart."""
    words = [found[0] for found in islice(_WORD.finditer(text.casefold()), MOST_WORDS)]
    if len(words) < LEAST_WORDS:
        return b""
    import numpy as np
    from datasketch import MinHash

    runs = {" ".join(words[place : place + WORDS_IN_A_ROW]) for place in range(len(words) - WORDS_IN_A_ROW + 1)}
    sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update_batch([run.encode() for run in runs])
    return np.asarray(sketch.hashvalues).astype("<u4").tobytes()
