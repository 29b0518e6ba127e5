# 益企 Yiqi. `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help demo test check soak mutation coverage schema pictures lock clean

help: ## say what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Yiqi needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv

.venv/.demo: requirements/demo.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/demo.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.all: requirements/all.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements/all.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.demo

demo: .venv/.demo ## open the web chat on a fresh SQLite with sample people (PORT=8000)
	$(BIN)/yiqi demo --port $(PORT)

test: .venv/.all ## run the whole suite: tests, types, style, import contracts
	$(BIN)/python -m pytest -n 2 --dist loadgroup

check: .venv/.all ## style, types and import contracts alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

soak: .venv/.all mutation ## what takes long: random talks, a year of deaths, processes killed, an hour in use, mutation
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m soak --timeout 1200
	$(BIN)/yiqi simulate --days 400 --experts 2000 --crash-every 7 --seed 1 --compare --json
	$(BIN)/yiqi bench kills --kills 50 --json
	$(BIN)/yiqi bench soak --json

mutation: .venv/.all ## is every small change of programme, matching, language and the engine noticed by a test?
	$(BIN)/python -m tests.mutation

coverage: .venv/.all ## the share of lines and branches that the tests come by, of each package; 95 % at least
	mkdir -p build
	$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=
	$(BIN)/python -m tests.tools.covered

schema: .venv/.all ## write down the newest form of the tables, for the tests of later upgrades
	$(BIN)/python -m tests.tools.schema

pictures: .venv/.all ## take the pictures of the README from the demo (needs Chromium)
	$(BIN)/python -m tests.tools.pictures

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --extra build pyproject.toml -o requirements/demo.txt
	uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --all-extras pyproject.toml -o requirements/all.txt

clean: ## remove the environment and what tests and builds leave behind
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
