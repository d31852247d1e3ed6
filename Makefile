# Portail Familles. `make help` lists what can be done.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 3000
BIN := .venv/bin
RUN := $(BIN)/python -m portail

# PyPI's Node before the system's; Reflex asks nothing of the Internet when it starts.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false
export REFLEX_CHECK_LATEST_VERSION := false

.DEFAULT_GOAL := help
.PHONY: help run dev test check bench screenshots clean

help: ## List what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run dev: export PORTAIL_DEMO ?= 1
run dev: export PORTAIL_PUBLIC_URL ?= http://localhost:$(PORT)

run: .venv/run ## Prepare everything, then serve the demo on http://localhost:3000 (PORT=, HOST=)
	@$(RUN) migrate
	@$(RUN) demo
	@$(RUN) build
	@$(RUN) serve --host $(HOST) --port $(PORT)

dev: .venv/run ## Serve the demo with hot reload on http://localhost:3000
	@$(RUN) migrate
	@$(RUN) demo
	@rm -f .web/portail-fingerprint # what it builds is not for `make run`
	@$(BIN)/reflex run --env preview --frontend-port $(PORT) --backend-port $(PORT) --backend-host $(HOST)

test: .venv/dev ## Run every test that this machine can run, and name what was skipped and why
	@$(BIN)/python -m pytest

check: .venv/dev ## All that is checked before a change is taken: style, types, tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/python -m pytest

screenshots: .venv/dev ## Take the README's pictures from the demo
	@$(RUN) build
	@$(BIN)/python -m tests.screenshots

bench: .venv/dev ## Measure the portal on a synthetic community (minutes)
	@$(RUN) build
	@$(BIN)/python -m tests.bench

clean: ## Remove what is built; the demo's data in var/ stay
	rm -rf .web .states .pytest_cache .ruff_cache

# The environments: made again when a requirement changes. Each stamp says what is installed.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv .venv

.venv/run: requirements.txt constraints.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	@touch $@
