# Two commands: `make run` and `make test`. The others are for people who change the portal.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: test lock

test: ## run every test
	$(BIN)/python -m pytest -n 2

lock: ## compile requirements/*.txt from pyproject.toml, with hashes and without any index address
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/base.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra embedded --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/embedded.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/dev.txt
