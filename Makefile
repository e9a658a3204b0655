# make run: the bot, in Slack when it has tokens, else in a local workspace.
# make test: every check. The README has the same without make.
# make bench: what is reached beside what was asked (docs/performance.md); make bench SECTION=speed for a part of it.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run test bench lock clean

run: .venv/ready-to-run
	@$(BIN)/python -m bot

test: .venv/ready-to-test
	@$(BIN)/python -m tests

bench: .venv/ready-to-test
	@$(BIN)/python -m benchmarks $(SECTION)

# Exact versions for every Python that pyproject.toml allows. Needs uv.
lock:
	uv pip compile pyproject.toml localslack/pyproject.toml --extra testing --extra training --extra dev --extra model --universal --upgrade \
		--no-header --no-annotate --no-emit-index-url --output-file constraints.txt

clean:
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
