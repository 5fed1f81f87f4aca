# The product's commands; README tells what each is for.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FLASK := $(BIN)/flask --app app
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$candidate" -c '$(NEW_ENOUGH)' 2>/dev/null && { echo "$$candidate"; break; }; done)
TEST_WORKERS ?= 2

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.DELETE_ON_ERROR:
.PHONY: install run test battery bench pictures lint requirements translations catalogue

install: $(STAMP) $(CATALOGUES)

$(STAMP): requirements.txt requirements-dev.txt
	@'$(PYTHON)' -c '$(NEW_ENOUGH)' 2>/dev/null || \
		{ echo 'Python 3.11 or newer is needed: install it, or name it with make PYTHON=…' >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || '$(PYTHON)' -m venv --clear $(VENV) || \
		{ echo 'No virtual environment could be made: on Debian, install python3-venv.' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

translations: $(CATALOGUES)

# What the code says now, into the template and the catalogues.
catalogue: install
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --no-location --sort-output --keywords _l --keywords lazy_gettext \
		--project 'From the Floor' --version 0.1 --copyright-holder 'the From the Floor maintainers' \
		--output-file translations/messages.pot .
	$(BIN)/pybabel --quiet update --input-file translations/messages.pot --output-dir translations --no-fuzzy-matching --ignore-pot-creation-date

%.mo: %.po | $(STAMP)
	$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# `exec` makes the server the one child that make waits for when it is told to stop.
run: install
	@export FLOOR_ENV="$${FLOOR_ENV:-development}"; \
	$(FLASK) db upgrade && $(FLASK) search reindex && \
	{ test "$${FLOOR_DEMO:-1}" = 0 || $(FLASK) demo --if-empty; } && \
	exec $(FLASK) serve

test: install
	$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadgroup

battery: install
	$(BIN)/python -m pytest -n $(TEST_WORKERS) --dist loadgroup -q --no-header --show-capture=stdout --tb=short -m battery

bench: install
	$(BIN)/python -m benchmarks

pictures: install
	$(BIN)/python -m docs.pictures

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/djlint --quiet --check templates
	$(BIN)/lint-imports

# `make requirements UPGRADE=--upgrade` looks for newer versions.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command 'make requirements'
requirements: install
	$(COMPILE) $(UPGRADE) --output-file requirements.txt pyproject.toml
	$(COMPILE) $(UPGRADE) --output-file requirements-dev.txt --group dev --constraints requirements.txt pyproject.toml
