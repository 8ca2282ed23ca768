# Every command of this project. `make` alone lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BASE_PYTHON ?= python3
VENV        := .venv
PYTHON      := $(VENV)/bin/python
TONGXIN     := $(VENV)/bin/tongxin
SETUP       := $(BASE_PYTHON) scripts/setup.py
WORKERS     ?= logical
ARGS        ?=
PYTEST_ARGS := -m "not browser" -n $(WORKERS) --maxprocesses 8 $(ARGS)

.PHONY: help setup run demo test test-postgres test-browser check fix messages docs bench lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Make .venv from the hash locks (what `make run` needs)
	@$(SETUP) run

run: setup ## Serve on 127.0.0.1:8000; an empty database gets the demonstration data
	@$(TONGXIN) serve --demo-if-empty $(ARGS)

demo: setup ## Load the demonstration data into an empty database
	@$(TONGXIN) demo $(ARGS)

test: ## Run the tests on SQLite (ARGS="-k word" chooses)
	@$(SETUP) test
	@$(PYTHON) -m pytest $(PYTEST_ARGS)
	@echo "Browser tests are not part of this: make test-browser"

test-postgres: ## Run the same tests on a PostgreSQL that is started for them
	@$(SETUP) test
	@$(PYTHON) -m tests.postgres -- $(PYTEST_ARGS)

test-browser: ## Run the browser tests in Chromium
	@$(SETUP) test
	@$(PYTHON) -m pytest -m browser $(ARGS)

check: ## Lint, format, types, layers, templates, migrations, messages, house rules
	@$(SETUP) dev
	@$(PYTHON) scripts/check.py

fix: ## Mend what the linters and formatters can mend
	@$(SETUP) dev
	@$(PYTHON) scripts/check.py --fix

messages: ## Update the message catalogues from templates and code
	@$(SETUP) dev
	@$(PYTHON) scripts/messages.py
	@$(SETUP) dev

docs: ## Build the manual into docs/_build
	@$(SETUP) docs
	@$(PYTHON) -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo "Open docs/_build/html/index.html"

bench: ## Measure pages on both databases and the engine; JSON with the limits (ARGS="--size all")
	@$(SETUP) bench
	@$(PYTHON) -m benchmarks $(ARGS)

lock: ## Solve the hash locks again (ARGS=--upgrade takes newer versions)
	@$(SETUP) dev
	@$(PYTHON) scripts/lock.py $(ARGS)

clean: ## Remove everything that was made, but not your data in var/
	@rm -rf $(VENV) build dist docs/_build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@rm -rf .hypothesis .coverage .coverage.* htmlcov src/tongxin/web/static/tongxin/vendor tests/browser/vendor
	@find src tests scripts -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
