# Needs sh, coreutils and Python 3.11 or later with venv; only the first set-up uses the network.
.POSIX:
.SUFFIXES:

BIN = .venv/bin
SELECT = not slow and not long
FIND_PYTHON = for each in python3.13 python3.12 python3.11 python3; do \
	command -v $$each >/dev/null 2>&1 \
	&& $$each -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& break; each=; done; \
	if [ -z "$$each" ]; then echo 'Python 3.11 or later with its venv module is needed (Debian: python3-venv).' >&2; exit 1; fi

help:
	@echo 'make run        set up, walk one purchase, then serve on http://localhost:8000'
	@echo 'make test       all tests that take seconds'
	@echo 'make test-long  every test at its full length: 300 crash rounds, 10,000 walks of the model; hours on two cores'
	@echo 'make check      checks and tests without the browser; CI adds the long tests, PostgreSQL 15 and OCDS'
	@echo 'make static     its checks that run nothing'
	@echo 'make fix        mend what the linter and the formatter can'
	@echo 'make bench      measure speed, each figure beside its limit (needs pgbench and EORDER_DATA)'
	@echo 'make ocds-check check all open data of the demo city, also with the official checker (needs EORDER_DATA)'
	@echo 'make ocds-check-home  the same of the home that EORDER_HOME names, a replay for one; 500 releases to the official checker'
	@echo 'make docs       redraw diagrams, parameter tables, the API description and the English texts'
	@echo 'make lock       pin the requirements anew (needs uv)'

set-up:
	@$(FIND_PYTHON); $$each tools/set_up.py runtime

set-up-dev:
	@$(FIND_PYTHON); $$each tools/set_up.py dev

run: set-up
	@$(BIN)/eorder purchase
	@exec $(BIN)/eorder run

test: set-up-dev
	@$(BIN)/python -m pytest -n auto -m '$(SELECT)'

test-long: set-up-dev
	@EORDER_CRASH_ROUNDS=300 EORDER_MODEL_EXAMPLES=10000 EORDER_SCHEMA_EXAMPLES=300 \
	$(BIN)/python -m pytest -n 2

static: set-up-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python tools/draw_docs.py --check
	$(BIN)/python tools/draw_texts.py --check

check: static
	$(BIN)/python -m pytest -n auto -m 'not slow and not long and not browser'

fix: set-up-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: set-up-dev
	@for each in 'order.py' 'order.py --hot' 'order.py --overspend 100000' 'importing.py'; do \
	echo "== $$each"; $(BIN)/python bench/$$each || exit 1; done

ocds-check: set-up-dev
	@$(BIN)/python tools/ocds_demo.py var/ocds-demo
	@$(BIN)/python tools/ocds_check.py var/ocds-demo

ocds-check-home: set-up-dev
	@$(BIN)/python tools/ocds_home.py var/ocds-home
	@$(BIN)/python tools/ocds_check.py var/ocds-home

docs: set-up-dev
	$(BIN)/python tools/draw_docs.py
	$(BIN)/python tools/draw_texts.py

lock:
	@command -v uv >/dev/null 2>&1 || { echo 'uv is needed to pin the requirements.' >&2; exit 1; }
	@for each in runtime dev ocds-check; do \
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock' "requirements/$$each.in" --output-file "requirements/$$each.txt" || exit 1; done

.PHONY: help set-up set-up-dev run test test-long static check fix bench ocds-check ocds-check-home docs lock
