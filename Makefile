# Everything that a checkout can do. Each target does its own set-up; `make` alone lists them.
#
#   PYTHON=python3.13   the interpreter that .venv is made with (3.11 or newer)
#   ARGS=…              more words for the command behind a target: make test ARGS="-k dates"
#   BASE=…              the commit against which annotate, summary and preview see what was changed
#   FACTS=…             the file of researched facts against which collection-log holds the entries

PYTHON ?= python3
ARGS ?=
BASE ?= main

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --no-strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links

# Stamps, so that a changed pyproject.toml does not install every dependency again. Their names hold the version of the
# interpreter: another PYTHON makes another environment. The program that opens links has one of its own: it is larger
# than all the rest, and only who runs the tests or opens links needs it.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo missing)
LOCKED := $(VENV)/.locked-$(VERSION)
READY := $(VENV)/.ready-$(VERSION)
LYCHEE := $(VENV)/.lychee-$(VERSION)

# Material says at every build that MkDocs 2 will be another program; pyproject.toml keeps to MkDocs 1.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test lint workflows format golden schema links annotate summary preview collection-log \
	audit screenshots kills bench pace peers mutants wheel lock oldest clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(READY) ## build the flagship site into site/
	@$(BIN)/mkdocs build --strict $(ARGS)

serve: $(READY) ## serve the site on this machine and build it again at every change
	@$(BIN)/mkdocs serve $(ARGS)

check: $(READY) ## check the content alone; ARGS=content/agreements/2010s tells the problems of that folder
	@$(BIN)/treatyline check $(ARGS)

test: $(READY) $(LYCHEE) ## run the tests but for the slow ones; ARGS=--all runs every one, ARGS=--cov measures what they cover
	@$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadfile $(ARGS)

lint: $(READY) ## check style, types and layers
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

workflows: $(READY) ## check the workflows and forms of GitHub, and the hooks of pre-commit
	@$(BIN)/zizmor --quiet --offline --persona=auditor --strict-collection .github .pre-commit-hooks.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-agreement.yml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml

format: $(READY) ## mend style where a machine can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

golden: $(READY) ## accept the pages as they are now as the golden ones; look at the difference before a commit
	@$(BIN)/python -m pytest --quiet tests/test_golden.py --accept $(ARGS)

schema: $(READY) ## make the JSON Schema of an entry again from the model
	@$(BIN)/python -m treatyline.schema > generator/treatyline/data/agreement.schema.json

links: $(READY) $(LYCHEE) ## open every link of the sources; links.md tells which are dead or have no archived copy
	@$(BIN)/python -m tools.links $(ARGS)

annotate: $(READY) ## tell GitHub the problems that the files changed since BASE cause
	@$(BIN)/treatyline check --changed $(BASE) --format github $(ARGS)

summary: $(READY) ## list the same problems for the summary of a job on GitHub
	@$(BIN)/python -m tools.summary $(BASE)

preview: $(READY) ## draw the agreements that were changed since BASE as one page, preview.html
	@$(BIN)/treatyline preview --changed $(BASE) --output preview.html $(ARGS)

collection-log: $(READY) ## hold the entries and docs/collection-log.md against the research: FACTS=…/agreements.yml
	@$(BIN)/python -m tools.collection_log $(FACTS) $(ARGS)

audit: $(READY) ## hold the pages against the Nu HTML checker and Lighthouse; needs Java, npm and Chromium
	@$(BIN)/python -m tools.audit $(ARGS)

screenshots: $(READY) ## take the pictures of docs/images/ anew, which README.md shows
	@$(BIN)/python -m tools.screenshots $(ARGS)

kills: $(READY) ## kill builds, let them fail and fill the disk; the previous site must be whole each time
	@$(BIN)/python tests/kills.py $(ARGS)

bench: $(READY) ## measure builds against plain MkDocs and Material; ARGS="--agreements 1000 5000 --rounds 3"
	@$(BIN)/python -m bench.build $(ARGS)

pace: $(READY) ## measure checks of 2,000 agreements, whole and of one change; bench/CHECK.md has the figures
	@$(BIN)/python -m bench.check $(ARGS)

peers: $(READY) ## measure what 1,000 agreements cost a reader, against other timelines; needs npm and Chromium
	@$(BIN)/python -m bench.readers $(ARGS)

mutants: $(READY) ## seed faults one by one; the tests must catch each
	@$(BIN)/python tests/mutants.py $(ARGS)

wheel: $(READY) ## build the source distribution, and the wheel from it, into dist/
	@$(BIN)/python -m build --no-isolation --outdir dist $(ARGS)

lock: $(LOCKED) ## make both requirements*.txt again from pyproject.toml; ARGS=--upgrade takes the newest releases
	@$(COMPILE) --extra test --extra dev --output-file requirements.txt $(ARGS) pyproject.toml
	@$(COMPILE) --group links --output-file requirements-links.txt $(ARGS)

oldest: $(LOCKED) ## run the tests with the oldest releases that pyproject.toml allows
	@$(BIN)/uv venv --quiet --clear --seed --python $(BIN)/python $(VENV)/oldest
	@$(BIN)/uv pip install --quiet --python $(VENV)/oldest/bin/python --resolution lowest-direct --editable '.[test]' --group links
	@$(VENV)/oldest/bin/python -m pytest --quiet --all --numprocesses 2 $(ARGS)

clean: ## remove all that was made here, .venv too
	@rm -rf $(VENV) site dist links.md preview.html .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

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

$(LYCHEE): requirements-links.txt $(LOCKED)
	@$(PIP) install --require-hashes --requirement requirements-links.txt
	@touch $@
