# The checks by name, in .venv; `.ci/run` runs the same commands in an environment of its own.
BIN := .venv/bin
PYTHON ?= python3

.PHONY: setup test lint types check-data check-corpus check check-ray bench data corpus

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

setup: .venv/installed  ## an environment with the package and its development tools

test: setup  ## every test, the examples in docstrings and in the documentation
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

check-data: setup  ## the data in the package is what resources/ say
	$(BIN)/python -m generate --check

check-corpus: setup  ## the sheets keep their rules, and the built splits are what they say
	$(BIN)/python -m corpus check
	$(BIN)/python -m corpus build --check
	$(BIN)/python -m corpus practice

check-ray:  ## the same records on Ray, in an environment of its own with the extra
	$(PYTHON) -m venv .venv-ray
	.venv-ray/bin/python -m pip install --quiet -e '.[dev,ray]'
	.venv-ray/bin/python -m pytest tests/scale/test_ray.py

check: test lint types check-data check-corpus  ## all that must pass before a change is taken

bench: setup  ## precision, recall and F1 on the labelled reports and the corpus; speed
	$(BIN)/python bench/run.py
	$(BIN)/python bench/floors.py
	$(BIN)/python bench/ceiling.py
	$(BIN)/python bench/resolving.py
	$(BIN)/python bench/comparing.py
	$(BIN)/python bench/keeping.py --kills 20
	$(BIN)/python bench/stories.py --copies
	$(BIN)/python bench/perf.py
	$(BIN)/python bench/gate.py
	$(BIN)/python bench/scaling.py
	$(BIN)/python bench/desk.py

data: setup  ## build src/dragoman/data from resources/
	$(BIN)/python -m generate

corpus: setup  ## build the splits from corpus/sheets
	$(BIN)/python -m corpus build
