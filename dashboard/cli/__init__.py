"""The command line: ``python -m dashboard COMMAND``."""

from __future__ import annotations

from dashboard.cli.app import app, main

__all__ = ["app", "main"]
