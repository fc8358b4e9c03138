# On a fresh machine with Python 3.11 or newer (venv), make and git:
#   make run     installs into .venv from uv.lock and serves a synthetic demo clinic on http://localhost:8000
#   make test    runs the whole suite, a real browser included

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
UV_VERSION := 0.9.0
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# the certificates this machine trusts, a clinic's proxy among them
export UV_SYSTEM_CERTS ?= true

.PHONY: run test bench torture wheel screenshots clean help

help:
	@sed -n '2,3p' Makefile | sed 's/^# *//'

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Surefoot needs Python 3.11 or newer; found $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=$(UV_VERSION)"

.venv/.run: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --inexact --no-default-groups --extra all
	@touch $@

.venv/.test: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --inexact --extra all
	@touch $@ .venv/.run

run: .venv/.run
	$(BIN)/surefoot demo

test: .venv/.test
	sh tests/find_tools.sh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/surefoot knowledge check
	$(BIN)/pytest -n 2 --dist loadgroup

bench: .venv/.test
	$(BIN)/python -m benchmarks

torture: .venv/.test
	$(BIN)/python -m tests.torture --kills 300 --seed $$$$

screenshots: .venv/.test
	sh tests/find_tools.sh
	SUREFOOT_SCREENSHOTS=screenshots $(BIN)/pytest -q tests/web/test_every_page_browser.py tests/web/test_whole_chain_browser.py

wheel: .venv/.test
	$(UV) build --quiet --wheel --no-build-isolation --out-dir dist

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
