# Relais, on a machine with git, make and Python 3.11 or newer (with pip and venv): each target prepares
# what it needs in .venv, from the locks, and does that again only when a lock or pyproject.toml changed.

PYTHON ?= python3
PORT ?= $(RELAIS_PORT)

bin := .venv/bin
# A school's network may vouch for itself: its authority is among the system's.
export UV_SYSTEM_CERTS := true
uv := $(bin)/uv
uv_install = $(uv) pip install --quiet --python $(bin)/python
# Relais itself, in place; what builds it is pinned by the developers' lock too.
install_relais = $(uv_install) --no-deps --build-constraints requirements-dev.lock --editable .
compile = $(uv) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) pyproject.toml

.PHONY: help demo test check bench tables lock

help: ## Say what can be made: this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: .venv/.runs ## Start the demo, on this machine only; PORT=4000 (or RELAIS_PORT) chooses its port
	@$(bin)/relais demo $(if $(PORT),--port $(PORT))

test: check ## Check, then run every test
	@$(bin)/python -m pytest --numprocesses auto --dist worksteal

check: .venv/.develops ## Look at form, types and the walls between the rooms, without running anything
	@$(bin)/ruff format --check --quiet .
	@$(bin)/ruff check --quiet .
	@$(bin)/mypy
	@$(bin)/lint-imports --no-logo

bench: .venv/.develops ## Measure a turn beside a bare handler and the official echo bot (two minutes)
	@$(bin)/python -m tests.bench

tables: .venv/.develops ## Write the tables of README.md again, as the code has them now
	@$(bin)/python -m tests.tables

lock: .venv/.develops ## Write both locks again after a change in pyproject.toml; UPGRADE=--upgrade takes newer releases
	@$(compile) --output-file requirements.lock
	@$(compile) --extra postgres --group dev --constraints requirements.lock --output-file requirements-dev.lock

$(uv):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Relais needs Python 3.11 or newer; name one with make PYTHON=python3.11" >&2; exit 1; }
	@echo "Preparing .venv with $$($(PYTHON) --version), and uv inside it."
	@$(PYTHON) -m venv .venv
	@sed -n '/^uv==/,/^ *#/p' requirements-dev.lock | \
		$(bin)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement /dev/stdin

.venv/.runs: requirements.lock pyproject.toml | $(uv)
	@echo "Installing what Relais runs with, from requirements.lock."
	@$(uv_install) --require-hashes --requirements requirements.lock
	@$(install_relais)
	@touch $@

.venv/.develops: requirements-dev.lock requirements.lock pyproject.toml | $(uv)
	@echo "Installing what Relais is developed with, from requirements-dev.lock."
	@$(uv) pip sync --quiet --python $(bin)/python --require-hashes requirements-dev.lock
	@$(install_relais)
	@touch $@ .venv/.runs
