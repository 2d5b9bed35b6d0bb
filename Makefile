# The front door. `make run` from a bare machine with Python 3.11+, make and a package index.
PY ?= python3
PORT ?= 8501
LEDGER ?= ledger.duckdb
UV := .tools/bin/uv
BIN := .venv/bin

.PHONY: run setup test properties check format lint types docs bench accuracy lock locks-clean bench-setup clean

run: setup
	@test -e $(LEDGER) || $(BIN)/aid-ledger init --sample --ledger $(LEDGER)
	@$(BIN)/aid-ledger publish --quiet --ledger $(LEDGER)
	$(BIN)/aid-ledger serve --port $(PORT) --ledger $(LEDGER)

setup: .venv/.ok

$(UV): tools.lock
	$(PY) -m pip install -q --upgrade --target .tools --require-hashes -r tools.lock
	touch $@

.venv/.ok: $(UV) requirements.lock pyproject.toml
	test -d .venv || $(UV) venv -q --python $(PY) .venv
	$(UV) pip sync -q --require-hashes --compile-bytecode -p $(BIN)/python requirements.lock
	$(UV) pip install -q --no-deps --no-build-isolation -p $(BIN)/python -e .
	touch $@

# In the order of the files: xdist would take files of few tests last, and the browser's are few and long.
test: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# The properties of the account book, a thousand accounts each (the suite asks thirty), and thirty
# imports killed at some moment (the suite kills four).
properties: setup
	PROPERTY_LEDGERS=100 KILLED_IMPORTS=30 $(BIN)/python -m pytest -n 2 tests/posting/test_properties.py \
		tests/posting/test_two_times.py tests/posting/test_parts.py tests/intake/test_crash.py

# Everything that CI asks: format, lint, types, layers (a test), locks and the suite, unless TESTED
# says that `make test` has just run it.
check: setup lint types locks-clean $(if $(TESTED),,test)

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# A lock with a host name in it binds every user to our package index.
locks-clean:
	! grep -nE 'https?://|index-url|find-links|file:' requirements.lock tools.lock benchmarks/requirements.lock

docs: setup
	$(BIN)/python -m tests.house.generated_docs

bench: bench-setup
	.venv-bench/bin/python -m benchmarks

accuracy: bench-setup
	.venv-bench/bin/python -m benchmarks.accuracy --markdown docs/accuracy.md

bench-setup: .venv-bench/.ok

.venv-bench/.ok: $(UV) benchmarks/requirements.lock pyproject.toml
	test -d .venv-bench || $(UV) venv -q --python $(PY) .venv-bench
	$(UV) pip sync -q --require-hashes --compile-bytecode -p .venv-bench/bin/python benchmarks/requirements.lock
	$(UV) pip install -q --no-deps --no-build-isolation -p .venv-bench/bin/python -e .
	touch $@

lock: $(UV)
	$(UV) pip compile -q --no-header --universal --generate-hashes --python-version 3.11 --extra dashboard --group dev pyproject.toml -o requirements.lock
	$(UV) pip compile -q --no-header --universal --generate-hashes --python-version 3.11 --extra dashboard --group dev --group bench -c requirements.lock pyproject.toml -o benchmarks/requirements.lock
	echo uv | $(UV) pip compile -q --no-header --universal --generate-hashes - -o tools.lock

clean:
	rm -rf .venv .venv-bench .tools .mypy_cache .ruff_cache .pytest_cache
