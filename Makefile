# Everything a person types. Each target does its own set-up; see .ci/setup.
VENV := .venv
BIN  := $(VENV)/bin

.PHONY: help run install uninstall test check coverage format bench screenshots wheel lock clean

help:               ## list the targets
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/: .*##/\t/' | expand -t 18

run:                ## set up what is missing and open the program
	@.ci/setup run
	@$(BIN)/python -m kneeapp

install:            ## put Kneeapp into the menu of a Linux desktop
	@.ci/setup run
	@.ci/menu add

uninstall:          ## take it out of the menu again; the journal stays
	@.ci/menu remove

test:               ## set up what is missing and run every check
	@.ci/setup test
	@.ci/checks

check: test         ## the same as test

coverage:           ## run the tests with coverage and report what they leave out
	@.ci/setup test
	@$(BIN)/coverage erase
	@QT_QPA_PLATFORM=offscreen $(BIN)/coverage run -m pytest -n auto --dist loadfile -q
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --skip-covered --skip-empty

format:             ## put the code in its standard form
	@.ci/setup test
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench:              ## measure; the last line is BENCH {json}
	@.ci/setup test
	@$(BIN)/python -m tests.bench

screenshots:        ## make the README's pictures anew
	@.ci/setup test
	@$(BIN)/python -m tests.screenshots assets/readme

wheel:              ## build the wheel into dist/
	@.ci/setup test
	@$(BIN)/python -m build --wheel --no-isolation

lock:               ## write the hash-pinned requirement files anew
	@.ci/lock

clean:              ## remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
