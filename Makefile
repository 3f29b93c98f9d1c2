# Two commands for a stranger: `make up` and `make test`. Everything is installed into .venv, nothing elsewhere.

SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := $(VENV)/runtime-installed
TESTS := $(VENV)/tests-installed
PLACES := server models workers web graphql/api tests bench

# Tests use the public data sets where they lie beside the repository, else the seeded ones in tests/data.
export GROUNDSWELL_DATA ?= $(abspath $(wildcard ../shared/data))
# One process more than there are cores: many tests wait for processes of their own.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

.DEFAULT_GOAL := help
.PHONY: help setup up test verify compile check lock migration messages schema

help: ## Say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(RUNTIME) ## Install what Groundswell needs to run
	@echo "Ready: $(BIN)/groundswell"

up: $(RUNTIME) ## Start everything on this machine; Ctrl-C stops it
	@$(BIN)/groundswell up

test: compile check ## Check the code and run every test, with browser tests where a Chromium is
	@echo "==> Running the tests ($(WORKERS) processes)"
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# Checking takes one core; meanwhile another compiles for matching what every test that matches would wait for.
compile: $(TESTS)
	@echo "==> Compiling for matching, beside the checks"
	@$(BIN)/python -m models.matching.solver.warm_up .pytest_cache/compiled &

verify: $(TESTS) ## Run every test at full size; takes long
	@echo "==> Running the tests at full size ($(WORKERS) processes)"
	GROUNDSWELL_TEST_SIZE=1 $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(TESTS) ## Lint, formatting, types, and who may import whom
	@echo "==> Lint and formatting"
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@echo "==> Types"
	$(BIN)/mypy
	@echo "==> Rooms and tiers"
	$(BIN)/lint-imports

lock: | $(BIN)/python ## Choose versions anew: writes both lock files
	@echo "==> Locking"
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip --disable-pip-version-check --quiet install uv
	$(VENV)/lock/bin/uv pip compile pyproject.toml --extra build $(LOCKING) --output-file requirements.lock
	$(VENV)/lock/bin/uv pip compile pyproject.toml --extra build --extra test $(LOCKING) \
		--constraint requirements.lock --output-file requirements-test.lock
	@! grep -nE 'https?:' requirements.lock requirements-test.lock

LOCKING := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	--python-version 3.11 --universal --upgrade

migration: $(TESTS) ## Write the migration that the models need: make migration NAME="a few words"
	@$(BIN)/groundswell make-migration $(if $(NAME),--name "$(NAME)")

messages: $(TESTS) ## Find new sentences; then translate models/kernel/locale and run it again
	@PYTHONPATH=. $(BIN)/pybabel -q extract -F babel.cfg -k _n:1,2 --omit-header --no-location --sort-output -o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d models/kernel/locale --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/pybabel compile -d models/kernel/locale

schema: $(RUNTIME) ## Write graphql/schema.graphql
	@$(BIN)/groundswell schema

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed and was not found."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is too old: Python 3.11 or later is needed. Say which: make PYTHON=..."; exit 1; }
	@echo "==> Creating $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: install the package python3-venv."; exit 1; }

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "==> Installing the locked requirements (a minute or two)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS): requirements-test.lock $(RUNTIME)
	@echo "==> Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements-test.lock
	@touch $@
