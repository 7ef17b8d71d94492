"""Every path of the project, once: what it reads from its own folder, and where it keeps the user's workspace."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SEEDS = ROOT / "seeds"
COUNTRIES = DATA / "countries"
BLOCS = DATA / "blocs"
PEOPLE = DATA / "people"
STANCE = DATA / "stance"
TOPICS = DATA / "topics"
LANGUAGE_MODEL = DATA / "models" / "en_standpoint"
JUDGE = DATA / "models" / "judge"

APPLICATION = "standpoint"  # the folder's name among the user's data
STORE_FILE = "standpoint.sqlite"  # the name of a workspace's store
STORE_VARIABLE = "STANDPOINT_STORE"  # the environment variable that names another store
HOSTS_VARIABLE = "STANDPOINT_ALLOWED_HOSTS"  # names hosts of the own network that pages may be fetched from
STREAMLIT_APP = ROOT / "streamlit_app.py"


def user_data() -> Path:
    """The folder in which the user's workspaces lie."""
    return user_data_path(APPLICATION, appauthor=False)
