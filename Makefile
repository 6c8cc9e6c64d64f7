# Everything that a checkout can do. Each target does its own set-up; `make` alone lists them.
#
#   PYTHON=python3.13   the interpreter that .venv is made with (3.11 or newer)
#   ARGS=…              more words for the command behind a target: make test ARGS="-k dates"

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check

# Two stamps, so that a changed pyproject.toml does not install every dependency again. Their names hold the version
# of the interpreter: another PYTHON makes another environment.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo missing)
LOCKED := $(VENV)/.locked-$(VERSION)
READY := $(VENV)/.ready-$(VERSION)

# Material says at every build that MkDocs 2 will be another program; pyproject.toml keeps to MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test lint format golden schema kills bench mutants wheel lock oldest clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## build the flagship site into site/
	@$(BIN)/mkdocs build --strict $(ARGS)

serve: $(READY) ## serve the site on this machine and build it again at every change
	@$(BIN)/mkdocs serve $(ARGS)

test: $(READY) ## run the tests; ARGS=--cov measures what they cover, which takes twice as long
	@$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile $(ARGS)

lint: $(READY) ## check style, types and layers
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(READY) ## mend style where a machine can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

golden: $(READY) ## accept the pages as they are now as the golden ones; look at the difference before a commit
	@$(BIN)/python -m pytest --quiet tests/test_golden.py --accept $(ARGS)

schema: $(READY) ## make the JSON Schema of an entry again from the model
	@$(BIN)/python -m treatyline.schema > generator/treatyline/data/agreement.schema.json

kills: $(READY) ## kill builds, let them fail and fill the disk; the previous site must be whole each time
	@$(BIN)/python tests/kills.py $(ARGS)

bench: $(READY) ## measure builds against plain MkDocs and Material; ARGS="--agreements 1000 5000 --rounds 3"
	@$(BIN)/python -m bench.build $(ARGS)

mutants: $(READY) ## seed faults one by one; the tests must catch each
	@$(BIN)/python tests/mutants.py $(ARGS)

wheel: $(READY) ## build the source distribution, and the wheel from it, into dist/
	@$(BIN)/python -m build --no-isolation --outdir dist $(ARGS)

lock: $(LOCKED) ## make requirements.txt again from pyproject.toml; ARGS=--upgrade takes the newest releases
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links \
		--extra test --extra dev --output-file requirements.txt $(ARGS) pyproject.toml

oldest: $(LOCKED) ## run the tests with the oldest releases that pyproject.toml allows
	@$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python $(VENV)/oldest
	@$(BIN)/uv pip install --quiet --python $(VENV)/oldest/bin/python --resolution lowest-direct --editable '.[test]'
	@$(VENV)/oldest/bin/python -m pytest --quiet --numprocesses 2 $(ARGS)

clean: ## remove all that was made here, .venv too
	@rm -rf $(VENV) site dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCKED): requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Treatyline needs Python 3.11 or newer; $(PYTHON) is $(VERSION). Name another: make PYTHON=python3.12 …" >&2; \
		exit 1; }
	@echo "Installing the locked dependencies into $(VENV) (once, about a minute) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.txt
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
