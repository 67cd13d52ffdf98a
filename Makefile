# Every target does its own set-up; `make help` lists them.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-runtime run test check fmt fmt-check lint types contracts tests messages snapshots pictures lock audit soak bench

BIN := .venv/bin
PYBABEL := $(BIN)/python -m babel.messages.frontend -q
CHECKS := fmt-check lint types contracts
# Many tests wait for processes, so one worker more than cores; idle ones take from the slow ones.
WORKERS ?= 3
# Hundreds of processes are started by the tests; none should compile again what another has.
unexport PYTHONDONTWRITEBYTECODE
PYTEST_ARGS ?=

# Run each target named, all of them even if one fails; fail in the end if any did.
each = failed=; for check in $(1); do echo "== $$check"; \
       $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; done; \
       [ -z "$$failed" ] || { echo "failed:$$failed"; exit 1; }

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## */\1\t/p' Makefile | expand -t 12

setup:  ## make .venv with everything for development (skipped when it is up to date)
	@scripts/setup dev

setup-runtime:
	@scripts/setup runtime

run: setup-runtime  ## the bot on Telegram if TELEGRAM_BOT_TOKEN is set (or in .env), else the simulator
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ] || grep -Eqs "^ *(export +)?TELEGRAM_BOT_TOKEN *= *[\"']?[0-9A-Za-z]" .env; \
	then exec $(BIN)/python -m bot run; else exec $(BIN)/python -m bot demo; fi

test: setup  ## format, lint, types, contracts and tests; runs them all, fails if any fails
	@$(call each,$(CHECKS) tests)

check: setup  ## the same without the tests
	@$(call each,$(CHECKS))

fmt: setup  ## put the code in form and repair what ruff can
	$(BIN)/python -m ruff check --fix --exit-zero --quiet .
	$(BIN)/python -m ruff format .

fmt-check: setup
	@$(BIN)/python -m ruff format --check .

lint: setup  ## ruff
	@$(BIN)/python -m ruff check .

types: setup  ## mypy, strict
	@$(BIN)/python -m mypy

contracts: setup  ## who may import whom
	@$(BIN)/python $(BIN)/lint-imports --no-logo

tests: setup  ## pytest only; PYTEST_ARGS="-k reminder -x", WORKERS=0 for one process
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST_ARGS)

messages: setup  ## collect what is to be translated (build/tandem.pot) and bring templates/locale up to date
	@mkdir -p build
	@$(PYBABEL) extract --mapping-file babel.cfg --project Tandem --add-location file --output-file build/tandem.pot .
	@[ ! -d templates/locale ] || $(PYBABEL) update --domain tandem --input-file build/tandem.pot \
	  --output-dir templates/locale --no-fuzzy-matching --ignore-obsolete --width 0

snapshots: setup  ## write anew how every message looks in every language; read the difference before committing
	@$(BIN)/python -m pytest -q -n 0 tests/templates/test_snapshots.py --snapshot-update

pictures: setup  ## take the pictures of the README and of docs/people.md anew, in a real Chromium
	@TANDEM_PICTURES=$(CURDIR)/docs/pictures TANDEM_REQUIRE_BROWSER=1 \
	  $(BIN)/python -m pytest -n 0 tests/stories/test_demo_in_browser.py
	@mkdir -p docs/pictures/people
	@TANDEM_PEOPLE=$(CURDIR)/docs/pictures/people TANDEM_REQUIRE_BROWSER=1 \
	  $(BIN)/python -m pytest -n 0 tests/stories/test_five_people.py

lock: setup  ## write requirements/*.lock anew; UPGRADE=1 takes the newest releases
	@scripts/lock

audit: setup  ## look the locked dependencies up among the known vulnerabilities, if the network is there
	@scripts/audit

soak: setup  ## the large sizes of stories, properties and proofs of reliability, and what these found as a table
	@HYPOTHESIS_PROFILE=soak TANDEM_SOAK=1 $(BIN)/python -m pytest -n $(WORKERS) --timeout=0 $(PYTEST_ARGS)
	@$(BIN)/python -m tests.reliability.harness.results

bench:  ## the planner beside brute force and OR-tools; writes docs/benchmarks.md
	@scripts/setup bench
	@$(BIN)/python -m benchmarks --write docs/benchmarks.md
