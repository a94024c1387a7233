# The commands of this project. `make demo` and `make test` set up everything they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-bench
DEMO ?= demo
PORT ?= 8000
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench bench-match bench-plan bench-reach docs locks clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

$(VENV)/run.stamp: requirements/run.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/run.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements/dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.lock
	@touch $@

demo: $(VENV)/run.stamp ## a synthetic workspace, a plan printed, the page served
	$(BIN)/kring demo --workspace $(DEMO) --port $(PORT)

test: $(VENV)/dev.stamp ## every test; on Debian as root it installs Chromium and PostgreSQL
	sh scripts/system_packages.sh
	sh scripts/test.sh $(WORKERS)

lint: $(VENV)/dev.stamp ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/dev.stamp ## mends the style
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

bench: $(VENV)/dev.stamp ## speed and accuracy, each against its peer in one run
	sh scripts/bench.sh

$(PEERS)/bench.stamp: requirements/bench-build.lock requirements/bench.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/bench-build.lock
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-build-isolation \
		-r requirements/bench.lock
	@touch $@

bench-plan: $(VENV)/dev.stamp $(PEERS)/bench.stamp ## plans for up to 100,000 creators, against libraries, numpy, HiGHS
	$(BIN)/python benchmarks/plan_scale.py
	$(BIN)/python benchmarks/plan_general.py

bench-reach: $(VENV)/dev.stamp ## unique reach: speed, samples, and accuracy against known truth
	$(BIN)/python benchmarks/reach.py
	$(BIN)/python benchmarks/reach_samples.py
	$(BIN)/python benchmarks/accuracy/wfa.py
	$(BIN)/python benchmarks/accuracy/reach_levels.py

bench-match: $(VENV)/dev.stamp $(PEERS)/bench.stamp ## creators for unseen brands, beside cosine and LightGBM; TRAIN= TEST=
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/match_pairs.py \
		$(if $(TRAIN),--train $(TRAIN)) $(if $(TEST),--test $(TEST))

docs: $(VENV)/dev.stamp ## the documentation, in site/
	$(BIN)/python scripts/build_reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

locks: $(VENV)/dev.stamp ## requirements/*.lock anew
	PATH="$(CURDIR)/$(BIN):$$PATH" sh scripts/lock.sh

clean: ## removes what was made here, not your workspaces
	rm -rf $(VENV) $(PEERS) site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage*
