"""Streamlit as ``serve`` starts it: ``python -m dashboard.ui.launch run streamlit_app.py``.

Python's garbage collector rests until the first page is shown. It would look through the libraries again and again
while they load, for a quarter of a second in all, and find nothing.
"""

from __future__ import annotations

import gc


def main() -> None:
    """Run Streamlit's command line in this process."""
    gc.disable()
    from streamlit.web.cli import main as run

    run()


def wake_collector() -> None:
    """Have garbage collected from now on, except what is there already: libraries, which stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


if __name__ == "__main__":
    main()
