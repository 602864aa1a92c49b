# Everything a newcomer needs: `make start` and `make test` set themselves up.

VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
LOCAL  := FLASHCARDS_DB=$(CURDIR)/.local/flashcards.db FLASHCARDS_CONFIG=$(CURDIR)/.local/settings.toml
RUN    := $(LOCAL) $(BIN)/flashcards
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup start test long check format snapshots pictures plots bench wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

start: $(VENV)/ready ## set up if needed, then open today's review on the shipped deck (kept in .local/)
	@test "$$($(RUN) sources --json)" != "[]" || $(RUN) add @ai-masterclass --yes >/dev/null
	@$(RUN)

test: $(VENV)/ready-dev ## set up if needed, then run the tests
	@$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term

long: $(VENV)/ready-dev ## set up if needed, then run the long forms of tests that `make test` runs in short
	@$(BIN)/pytest -n auto --dist worksteal -m long

setup: $(VENV)/ready-dev ## set up for development

check: $(VENV)/ready-dev ## format, lint, types and the ranks of the packages
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/ready-dev ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

snapshots: $(VENV)/ready-dev ## draw the screens' snapshots anew (look at the difference before committing)
	@$(BIN)/pytest tests/tui --snapshot-update

pictures: $(VENV)/ready-dev ## draw the pictures of the README and the docs anew
	@$(BIN)/python docs/pictures/draw.py

plots: $(VENV)/ready-dev ## play a year through for the plots of docs/scheduling.md, and draw them anew
	@$(BIN)/python docs/pictures/years.py

bench: $(VENV)/ready-dev ## time the export beside genanki alone and Anki's own
	@$(BIN)/python -m tests.bench.anki_export

wheel: $(VENV)/ready-dev ## build the wheel, install it in empty environments, and run the main job there
	@$(BIN)/pytest -m wheel tests/packaging

clean: ## remove what make built, but not the database in .local/
	@rm -rf $(VENV) .artifacts build dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/python:
	@test -n "$(PYTHON)" || { echo "flashcards needs Python 3.11 or newer: install it, or name it with make PYTHON=..." >&2; exit 1; }
	@echo "Setting up $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --upgrade pip
	@touch $@

$(VENV)/ready: $(VENV)/python pyproject.toml constraints.txt
	@$(PIP) --constraint constraints.txt --editable .
	@touch $@

$(VENV)/ready-dev: $(VENV)/ready
	@echo "Installing the tools for tests and checks (once) ..." >&2
	@$(PIP) --constraint constraints.txt --editable '.[dev]'
	@touch $@
