# `make report` and `make test` do all set-up themselves, in .venv of this clone; see tools/setup_env.py.
# Only relative paths below: the clone may stand in a folder with spaces in its name.
SHELL := /bin/sh
.DEFAULT_GOAL := help
SUMMIT ?= 2025-08-20-minsk
ARGS ?=
bin := .venv/bin

# Another Python's settings must not reach this one's environment.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help report test lab lint format build constraints countries picture score bench-cluster bench-extract clean distclean
.PHONY: env-run env-test env-lint env-build env-data env-bench

help: ## say what there is
	@echo "make TARGET, where TARGET is one of:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

report: env-run ## make the brief of one summit (SUMMIT=2025-08-20-minsk) and print its path
	@$(bin)/summitry report "$(SUMMIT)"

test: env-test ## run the tests (ARGS="-k name" selects)
	@$(bin)/python -m pytest -n 2 --dist loadfile $(ARGS)

lab: env-run ## open the latest workbook in JupyterLab (ARGS passes options on)
	@$(bin)/summitry lab $(ARGS)

lint: env-lint ## check style and types
	@$(bin)/ruff check
	@$(bin)/ruff format --check
	@$(bin)/mypy

format: env-lint ## put the code into the project's style
	@$(bin)/ruff check --fix
	@$(bin)/ruff format

build: env-build ## make the wheel and the source distribution in dist/
	@$(bin)/python -m hatchling build

picture: report ## draw docs/brief.png, the README's picture, with Chromium
	@$(bin)/python tools/picture.py "$(SUMMIT)" docs/brief.png

constraints: ## pin all dependencies anew in constraints.txt
	@python=$$(sh tools/find-python) && "$$python" tools/constraints.py

countries: env-data ## make the country table anew
	@$(bin)/python tools/make_countries.py

score: env-run ## score the extraction on annotated texts (ARGS=../shared/gold)
	@$(bin)/python benchmarks/score.py $(ARGS)

bench-runs: env-run ## measure runs: speed, skipping, memory (ARGS="--quick", "--corpus")
	@$(bin)/python benchmarks/runs.py $(ARGS)

bench-faults: env-run ## kill runs at random instants and look for what is lost (ARGS="--kills 50")
	@$(bin)/python benchmarks/faults.py $(ARGS)

bench-cluster: env-test ## kill workers of a Dask cluster at random instants (ARGS="--kills 3")
	@$(bin)/python benchmarks/cluster.py $(ARGS)

bench-extract: env-bench ## measure the extraction: speed, growth, memory
	@$(bin)/python benchmarks/extract.py $(ARGS)

bench-resolve: env-run ## measure the reconciliation: 200 sources with 150 copies, 10,000 positions
	@$(bin)/python benchmarks/resolve.py $(ARGS)

clean: ## remove what builds and tests leave
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find toolkit tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove the environment as well
	rm -rf .venv .env-tools .venv.lock

# Every environment goes through here: a stamped one costs a tenth of a second.
env-run env-test env-lint env-build env-data env-bench:
	@python=$$(sh tools/find-python) && "$$python" tools/setup_env.py $(@:env-%=%)
