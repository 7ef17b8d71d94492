"""Every path of the project, once: what it reads from its own folder, and where it keeps the user's workspace."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SEEDS = ROOT / "seeds"
COUNTRIES = DATA / "countries"
BLOCS = DATA / "blocs"
PEOPLE = DATA / "people"
STANCE = DATA / "stance"
TOPICS = DATA / "topics"
LANGUAGE_MODEL = DATA / "models" / "en_standpoint"

APPLICATION = "standpoint"  # the folder's name among the user's data
STORE_FILE = "standpoint.sqlite"  # the store's name in that folder
STORE_VARIABLE = "STANDPOINT_STORE"  # the environment variable that names another store
STREAMLIT_APP = ROOT / "streamlit_app.py"
