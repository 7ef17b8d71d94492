"""The judge's files: which they are, and what is said where they are gone. Light enough for every screen to ask."""

from __future__ import annotations

from pathlib import Path

FILES = ("encoder.onnx", "judge.onnx", "tokenizer.json", "labels.json")


def missing_notice(folder: Path) -> str | None:
    """What readers should know where nothing of the judge is in a folder; None where something is."""
    if any((folder / name).exists() for name in FILES):
        return None
    return (
        f"The judge, Standpoint's small neural reader, is not in {folder}: the rules read alone, which finds less and "
        "errs more. Fetch its files again ('git checkout data/models/judge'), or train it with 'make judge'."
    )
