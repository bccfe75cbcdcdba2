# Casustafel: what can be done with this checkout. `make` alone prints it.
#   PYTHON=  the Python (3.11 or newer) that .venv is made with     PORT= DATA=  for demo and reset
#   JOBS=    how many tests run side by side                        ARGS=        more for pytest or the bench

.DEFAULT_GOAL := help
SHELL := /bin/sh
JOBS ?= 2
BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard site/locale/*/LC_MESSAGES/*.po))
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml
TEMPLATES := $(wildcard site/*/templates documents/templates casefiles/templates search/templates workflows/templates)
PRODUCTION := DJANGO_SETTINGS_MODULE=casustafel.settings.production \
	CASUSTAFEL_SECRET_KEY=no-secret-but-long-enough-to-check-the-settings-0123456789
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=casustafel.settings.test

.PHONY: help
help: ## Print this
	@echo "Casustafel. On a fresh machine: make demo"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: install
install: $(RUNTIME) $(CATALOGUES) ## Make .venv and put Casustafel in it

.PHONY: demo
demo: install ## Install, fill and serve the demo (PORT=8000 DATA=./data)
	@$(BIN)/casustafel demo $${PORT:+--port "$$PORT"} $${DATA:+--data "$$DATA"}

.PHONY: test
test: dev ## Get what the tests need (Chromium, PostgreSQL, gettext, LibreOffice, Java) and run them all
	@$(BIN)/python -m tests.servers.install
	@$(BIN)/pytest -n $(JOBS) --dist worksteal -m "not postgres" $(ARGS); sqlite=$$?; \
	$(BIN)/python -m tests.servers.postgres $(BIN)/pytest -n $(JOBS) --dist worksteal -m "postgres or both_databases" $(ARGS); postgres=$$?; \
	test $$sqlite = 0 -a $$postgres = 0

.PHONY: check
check: check-format check-lint check-layers check-templates check-types check-django check-house ## Check form, types, layers, templates, translations, locks

.PHONY: bench
bench: dev ## Measure, and write docs/performance.md
	$(BIN)/python -m tests.bench $(ARGS)

.PHONY: worlds
worlds: dev ## Look for a leak in 50,000 pairs of worlds on Tantivy and 5,000 on Elasticsearch (an hour or two)
	@$(BIN)/python -m tests.servers.install
	$(BIN)/pytest -q -n $(JOBS) --dist worksteal --hypothesis-profile=worlds -k test_hidden_documents_change_no_byte \
		tests/search/test_non_interference.py $(ARGS)

.PHONY: reset
reset: ## Remove the data of the demo (DATA=./data), to start over
	@folder="$${DATA:-data}"; \
	if [ ! -e "$$folder" ]; then echo "Nothing to remove: $$folder is not there."; \
	elif [ ! -f "$$folder/.casustafel-data" ]; then \
		echo "Not removed: $$folder holds no .casustafel-data, so it is not a data folder of the demo." >&2; exit 1; \
	else rm -rf -- "$$folder" && echo "Removed $$folder. The next 'make demo' starts anew."; fi

.PHONY: lock
lock: $(DEV) ## Pin what pyproject.toml asks, in both lock files
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --extra postgres --group dev --group build -o requirements-dev.lock

.PHONY: messages
messages: dev ## Read the texts out of the source into site/locale (needs gettext), and compile them
	$(TEST_SETTINGS) $(BIN)/python site/manage.py makemessages --locale nl --no-obsolete --add-location file \
		--ignore tests --ignore data --ignore artifacts --ignore ".venv*"
	@$(MAKE) --no-print-directory install

# The steps of `check`, each also callable by itself.

.PHONY: check-format check-lint check-layers check-templates check-types check-django check-house
check-format: dev
	$(BIN)/ruff format --check --quiet .
check-lint: dev
	$(BIN)/ruff check --quiet .
check-layers: dev
	$(BIN)/lint-imports --no-cache
check-templates: dev
	$(BIN)/djlint --quiet --check --lint $(TEMPLATES)
check-types: dev
	$(BIN)/mypy
check-django: dev
	$(TEST_SETTINGS) $(BIN)/python site/manage.py check --fail-level WARNING
	$(PRODUCTION) $(BIN)/python site/manage.py check --deploy --fail-level WARNING
	$(TEST_SETTINGS) $(BIN)/python site/manage.py makemigrations --check --dry-run
check-house: dev
	$(BIN)/pytest -q -m "not postgres" tests/house

# What is made once, and again when what it is made from changes.

.PHONY: dev
dev: install $(DEV)

.PHONY: python-that-fits
python-that-fits:
	@for python in $(or $(PYTHON),python3.13 python3.12 python3.11 python3.14 python3 python); do \
		"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
			&& echo "$$python" && exit 0; \
	done; \
	echo "Casustafel needs Python 3.11 or newer, with its venv module; none found, or PYTHON= names another." >&2; exit 1

$(BIN)/python:
	@python=$$($(MAKE) --silent --no-print-directory python-that-fits) \
		&& echo "Making .venv with $$python" && "$$python" -m venv --clear .venv

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Casustafel needs (the first time takes a minute or two)"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME) | $(BIN)/python
	@echo "Installing what the tests and checks need"
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# Babel compiles without gettext, which a machine that only runs the demo need not have.
%.mo: %.po $(RUNTIME)
	@$(BIN)/pybabel compile --input-file $< --output-file $@ --locale nl
