# make demo    all example clients rendered into outputs/
# make lab     JupyterLab on the workshop notebooks
# make test    the tests (finds or installs a Chromium)
# make soak    the long tests
# make fuzz    files changed at random, 5 minutes for each kind (SECONDS=60 for one)
# make lint    style, types, import contracts, docstring openings
# make frontend   what runs in the browser, after a change in frontend/ (needs Node 20)
# make docs    the documentation site in docs/_build, in both languages
# make pictures   the pictures of README and docs again, from the example clients
# make coverage   what the tests of four packages cover, and whether each is above its floor
# make audit   known vulnerabilities of the pinned packages, and which the index does not know
#              (AUDIT=--strict fails where one was not checked)
# make bench   reports and edits beside their peers, in ratios, and where the time goes; a class graded

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo $$python; break; fi; done)
WORKERS ?= 2

.PHONY: help setup demo lab test soak fuzz lint frontend frontend-check coverage docs pictures audit bench constraints

help:
	@sed -n 's/^# make/make/p' Makefile

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Python 3.11 or newer with its venv module is needed (on Debian and Ubuntu: the package python3-venv)." >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

# The wheel copies the extension of JupyterLab to where Jupyter looks for it.
EXTENSION := $(wildcard kit/studio/lab/labextensions/*/* kit/studio/lab/labextensions/*/static/*)

$(VENV)/.installed: pyproject.toml constraints.txt $(EXTENSION) | $(BIN)/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt --group dev
	touch $@

setup: $(VENV)/.installed-dev

demo: $(VENV)/.installed
	$(BIN)/parcours report workshops
	@echo "The reports are in outputs/: open outputs/*/report.html (or */*/report.html) in a browser."

lab: $(VENV)/.installed
	$(BIN)/parcours lab

# The tests of a file run in one process, one after the other: what they share is made once.
SHARED_OUT := -n $(WORKERS) --dist loadscope --no-loadscope-reorder

# What depends on the parser of YAML: events, their places, and texts that have to be read back.
PARSER_TESTS := tests/cli/test_check.py $(patsubst %,tests/workshop/test_%.py,bad_files braces commas \
  migrations outgrown roundtrip saving traps)

test: setup
	browser=$$(.ci/browser) && PARCOURS_BROWSER="$$browser" \
	  $(BIN)/python -m pytest $(SHARED_OUT) -m 'not soak' $(PYTEST)
	PARCOURS_PURE_YAML=1 $(BIN)/python -m pytest $(SHARED_OUT) -m 'not soak' $(PARSER_TESTS)

# Where workshop files are read or written: the soak runs these with PyYAML's own parser, too.
YAML_TESTS := tests/workshop tests/cli tests/client_files tests/contracts tests/frontend \
  tests/hostile tests/review/test_examples.py tests/studio/learning/test_cases.py tests/studio/room \
  tests/studio/sync tests/test_examples.py tests/versions --ignore tests/cli/test_system_errors.py

soak: setup
	$(BIN)/python -m pip install --quiet -c constraints.txt --group soak --group docs
	browser=$$(.ci/browser) && PARCOURS_BROWSER="$$browser" \
	  $(BIN)/python -m pytest $(SHARED_OUT) -m soak $(PYTEST)
	PARCOURS_PURE_YAML=1 $(BIN)/python -m pytest $(SHARED_OUT) -m 'not soak and not browser' \
	  $(YAML_TESTS)
	$(BIN)/python -m tests.installation

SECONDS ?= 300

fuzz: setup
	$(BIN)/python -m pip install --quiet -c constraints.txt --group fuzz \
	  || echo "atheris cannot be installed here: files are changed at random instead." >&2
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/docstrings.py

# Lines and branches in percent, by package; stated in CONTRIBUTING, too.
FLOORS := steps:91 results:97 sections:93 figures:96

coverage: setup
	$(BIN)/python -m coverage run -m pytest -m 'not browser and not soak' $(PYTEST) \
	  $(foreach floor,$(FLOORS),tests/$(firstword $(subst :, ,$(floor))))
	status=0; for floor in $(FLOORS); do \
	  $(BIN)/python -m coverage report --skip-covered --include "kit/$${floor%:*}/*" \
	    --fail-under "$${floor#*:}" || status=1; done; exit $$status

# What npm ci has installed; it stands inside, so that it goes when that does.
frontend/node_modules/.installed frontend/lab/node_modules/.installed: \
%node_modules/.installed: %package.json %package-lock.json %.npmrc
	npm --prefix $* ci --no-audit
	touch $@

FRONTEND := setup frontend/node_modules/.installed frontend/lab/node_modules/.installed
# What JupyterLab shares with extensions stands in the installed one.
STAGING = JUPYTERLAB_STAGING="$$($(BIN)/python -c 'import jupyterlab; print(jupyterlab.__path__[0])')/staging"

frontend: $(FRONTEND)
	$(STAGING) npm --prefix frontend run build

frontend-check: $(FRONTEND)
	$(STAGING) npm --prefix frontend run check

docs: setup
	$(BIN)/python -m pip install --quiet -c constraints.txt --group docs
	$(BIN)/python -m docs.site

pictures: setup
	browser=$$(.ci/browser) && PARCOURS_BROWSER="$$browser" $(BIN)/python -m tests.pictures

audit: setup
	$(BIN)/python .ci/audit.py $(AUDIT) $(BIN)/pip-audit --requirement constraints.txt --no-deps \
	  --disable-pip --progress-spinner off --format json

bench: setup
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.edit_session
	$(BIN)/python -m benchmarks.board
	$(BIN)/python -m benchmarks.lab
	$(BIN)/python -m benchmarks.evidence
	$(BIN)/python -m benchmarks.command
	$(BIN)/python -m benchmarks.grading

constraints: setup
	{ sed -n '/^#/p' constraints.txt; \
	  $(BIN)/python -m pip freeze --exclude-editable --exclude parcours-kit; } > constraints.new
	mv constraints.new constraints.txt
