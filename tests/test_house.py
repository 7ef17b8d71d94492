"""The house itself: rooms where the plan says, words that match deeds, locks that know every door."""

from __future__ import annotations

import ast
import configparser
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from dashboard.paths import LANGUAGE_MODEL

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "dashboard/schema.py",
    "dashboard/errors.py",
    "dashboard/paths.py",
    "dashboard/table.py",
    "dashboard/ingest.py",
    "dashboard/articles",
    "dashboard/catalogue",
    "dashboard/extraction",
    "dashboard/store",
    "dashboard/workspaces",
    "dashboard/analysis",
    "dashboard/charts",
    "dashboard/export",
    "dashboard/ui",
    "dashboard/cli",
    "pages",
    "streamlit_app.py",
    "data",
    "seeds",
    "training",
    "benchmarks",
    "tests",
)
SHOWING_WING = ("table", "store", "analysis", "charts", "export", "ui")
GENERATED = {"__pycache__", "node_modules", "build", "dist"}  # besides hidden folders and what .gitignore names
TEXT_SUFFIXES = {".cfg", ".css", ".csv", ".ini", ".json", ".md", ".py", ".sh", ".toml", ".txt", ".yml", ""}
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
    "data/models/README.md",
    "data/models/judge/README.md",
    "seeds/README.md",
    "training/README.md",
)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def written_files() -> list[Path]:
    """Every text file that people wrote."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in GENERATED]
        if Path(folder) == ROOT / "data" / "models":
            folders.clear()  # what training wrote
        found += [Path(folder, name) for name in files if Path(name).suffix in TEXT_SUFFIXES]
    return found


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def imported_modules(path: Path) -> set[str]:
    """Full names of the modules that a file imports, wherever in the file."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_plan_exists(room):
    path = ROOT / room
    assert path.exists() or path.with_suffix(".py").exists()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_existing_make_targets(document):
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    named = set(re.findall(r"`make ([a-z]+)|^\s*make ([a-z]+)", read(document), re.M))
    assert {first or second for first, second in named} <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_existing_modules(document):
    for name in re.findall(r"python3? -m ((?:dashboard|benchmarks|training)[\w.]*)", read(document)):
        path = ROOT / name.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), name


def test_the_readme_names_existing_commands():
    shown = subprocess.run(
        [sys.executable, "-m", "dashboard", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    for command in set(re.findall(r"-m dashboard ([a-z]+)", read("README.md"))):
        assert re.search(rf"\b{command}\b", shown.stdout), command


def test_the_readme_python_reads_statements():
    (snippet,) = re.findall(r"```python\n(.*?)```", read("README.md"), re.S)
    shown = subprocess.run([sys.executable, "-c", snippet], cwd=ROOT, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stderr
    assert all(line.count(" | ") == 2 for line in shown.stdout.splitlines())
    assert shown.stdout


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_link_to_existing_files(document):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", read(document))
    missing = [link for link in links if not ((ROOT / document).parent / link).exists()]
    assert missing == []


def test_every_data_file_is_described():
    described = set(re.findall(r"`([\w/*-]+(?:\.\w+|/))`", read("data/README.md")))
    data = ROOT / "data"
    files = [path.relative_to(data) for path in data.rglob("*") if path.is_file() and path.name != "README.md"]
    patterns = [Path(name) for name in described]
    undescribed = [
        str(file)
        for file in files
        if not any(file.match(str(pattern)) or pattern in file.parents for pattern in patterns)
    ]
    assert undescribed == []


def test_every_described_data_file_exists():
    described = re.findall(r"^\| `([\w/*-]+(?:\.\w+|/))`", read("data/README.md"), re.M)
    assert described
    assert [name for name in described if not any((ROOT / "data").glob(name.rstrip("/")))] == []


def test_no_file_knows_the_machine_it_was_written_on():
    private = re.compile(r"(?<![\w.:/])/(?:work|home|root|Users)/\w+")
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in written_files()
        for match in private.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_the_language_model_does_not_know_the_machine_it_was_trained_on():
    config = configparser.ConfigParser(interpolation=None)
    config.read(LANGUAGE_MODEL / "config.cfg", encoding="utf-8")
    places = {
        f"[{name}] {option} = {value}"
        for name, section in config.items()
        for option, value in section.items()
        if option in {"path", "vectors", *config["paths"]} and value != "null" and not value.startswith("${paths.")
    }
    assert places == set()


def test_no_file_points_outside_the_repository():
    outside = re.compile(r"(?<![\w./])(?:\.\./)+[\w-][\w./-]*")
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in written_files()
        for match in outside.finditer(path.read_text(encoding="utf-8"))
        if not (path.parent / match.group()).exists() or ROOT not in (path.parent / match.group()).resolve().parents
    }
    assert found == set()


def requirements(name: str) -> dict[str, str]:
    """Distribution → version as pinned in a requirements file."""
    lines = [re.sub(r"\[.*?\]", "", line.split("#")[0]).strip() for line in read(name).splitlines()]  # without extras
    return dict(re.split(r"(?=[~=<>!])", line, maxsplit=1) for line in lines if line and not line.startswith("-r"))


def distributions(*folders: str) -> set[str]:
    """Distributions that the modules under these folders import."""
    modules = {name.split(".")[0] for path in python_files(*folders) for name in imported_modules(path)}
    modules |= {name.split(".")[0] for name in imported_modules(ROOT / "streamlit_app.py")}
    providers = packages_distributions()
    outside = modules - set(sys.stdlib_module_names) - {"dashboard", "pages"}
    return {normalised(name) for module in outside for name in providers.get(module, [module])}


def normalised(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_what_running_imports_is_required_and_nothing_else():
    required = {normalised(name) for name in requirements("requirements.txt")}
    assert distributions("dashboard", "pages") == required


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-training.txt"])
def test_requirements_take_bug_fixes_and_nothing_more(name):
    loose = {package: pin for package, pin in requirements(name).items() if not re.fullmatch(r"~=\d+\.\d+\.\d+", pin)}
    assert loose == {}


def test_the_showing_wing_opens_without_a_language_model():
    imports = "; ".join(f"import dashboard.{room}" for room in SHOWING_WING)
    code = f"import sys; {imports}; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("page", sorted(path.name for path in (ROOT / "pages").glob("*.py")))
def test_a_page_imports_the_rooms_with_a_view_only(page):
    allowed = ("streamlit", "dashboard.ui", "dashboard.charts", "dashboard.analysis", "__future__")
    assert [name for name in imported_modules(ROOT / "pages" / page) if not name.startswith(allowed)] == []


def test_every_component_of_the_reader_is_locked():
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    locked = {module for contract in contracts if contract["type"] == "independence" for module in contract["modules"]}
    components = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in python_files("dashboard/extraction")
        if re.search(r"^@Language\.(component|factory)", path.read_text(encoding="utf-8"), re.M)
    }
    assert components <= locked


def test_continuous_integration_runs_what_a_newcomer_runs():
    commands = [line for line in read(".ci/run").splitlines() if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["make test"]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_changes_are_told_before_they_are_released():
    assert "## Unreleased" in read("CHANGELOG.md")


def test_the_first_start_asks_nothing():
    """Streamlit would wait for an e-mail address before it opens the dashboard on a machine it has not run on."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["showEmailPrompt"] is False
