PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test test-fast lint-js coverage bench lock clean

help:  ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-10s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/ready-to-run  ## Run the bot: in Slack when it has tokens, else in a local workspace.
	@$(BIN)/python -m bot

test: .venv/ready-to-test  ## Run every check. The README has the same without make.
	@$(BIN)/python -m tests all $(if $(DATABASE),--database $(DATABASE))

test-fast: .venv/ready-to-test  ## Run the checks that take less than a minute: style, types, imports and fast tests.
	@$(BIN)/python -m tests fast

lint-js:  ## Lint the page of the local Slack. Needs npm.
	@cd localslack && npx --yes @biomejs/biome@2.6.8 lint --error-on-warnings

coverage: .venv/ready-to-test  ## Run every test and show the lines that none of them runs.
	@$(BIN)/python -m tests all --cov --cov-report=term-missing:skip-covered

bench: .venv/ready-to-test  ## Measure everything (docs/performance.md); SECTION=speed measures one part.
	@$(BIN)/python -m benchmarks $(SECTION)

lock:  ## Pin exact versions for every Python that pyproject.toml allows. Needs uv.
	uv pip compile pyproject.toml localslack/pyproject.toml --extra testing --extra training --extra dev --extra model --universal --upgrade \
		--no-header --no-annotate --no-emit-index-url --output-file constraints.txt

clean:  ## Delete the environment and the demo model.
	rm -rf .venv model

.venv/ready-to-run: pyproject.toml localslack/pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing packages, once; this takes a minute or two."
	@$(INSTALL) -e ".[training]" -e ./localslack
	@touch $@

.venv/ready-to-test: pyproject.toml localslack/pyproject.toml constraints.txt | $(BIN)/python
	@$(INSTALL) -e ".[training,dev]" -e "./localslack[testing]"
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || \
		{ echo "This needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python has no venv here. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
