# Two commands: `make run` and `make test`. The others are for people who change the portal.
# On a machine with Python 3.11 or newer both install what they need into .venv.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# One mark for each content of the list of packages: a second run installs nothing.
installed = $(VENV)/$(1)-$(shell cksum < requirements/$(1).txt | cut -d' ' -f1).installed
# Tests wait for servers and processes: one more of them than there are cores keeps all cores busy.
PARALLEL ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# Settings as in production, with secrets of this moment and servers that nobody reaches.
PRODUCTION = env ENVIRONMENT=production SECRET_KEY=$$(head -c 48 /dev/urandom | base64 -w 0) \
  ALLOWED_HOSTS=portal.example SITE_URL=https://portal.example EMAIL_URL=smtp+tls://mail.example:587 \
  DATABASE_URL=postgresql://portal@db.example/portal REDIS_URL=redis://redis.example:6379/0

.PHONY: run test check lock messages bench pictures coverage mutate help

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/' | column -t -s:

run: $(call installed,embedded) ## start the portal with all its parts; Ctrl-C ends it
	@$(BIN)/python -m naio_portal.embedded --with-parent

test: $(call installed,dev) ## linters, then every test
	@tests/install_chromium.sh
	@ENVIRONMENT=test $(BIN)/python manage.py compile_catalogues
	@failed=; said=$$(mktemp); \
	echo "make check, beside $(BIN)/python -m pytest -n $(PARALLEL) --dist worksteal"; \
	$(MAKE) --no-print-directory check > $$said 2>&1 & \
	$(BIN)/python -m pytest -n $(PARALLEL) --dist worksteal || failed=pytest; \
	wait $$! || failed="make check $$failed"; \
	cat $$said; rm $$said; \
	test -z "$$failed" || { echo "failed: $$failed"; exit 1; }

check: $(call installed,dev) ## linters, types, order of layers, migrations, catalogues, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --target-version 5.2 --check $$(find templates tests -name '*.html')
	$(BIN)/djlint --lint --quiet templates tests
	$(BIN)/lint-imports --no-cache --no-logo
	ENVIRONMENT=test $(BIN)/mypy
	ENVIRONMENT=test $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	ENVIRONMENT=test $(BIN)/python manage.py compile_catalogues --check
	ENVIRONMENT=test $(BIN)/python manage.py collect_messages --check
	ENVIRONMENT=test $(BIN)/python manage.py permission_table --check
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

messages: $(call installed,dev) ## collect the texts of code and templates into locale/ (pure Python, no gettext)
	ENVIRONMENT=test $(BIN)/python manage.py collect_messages

pictures: $(call installed,dev) ## screenshots for the docs, of the demo that `make run` serves (PORT, VAR_DIR as there)
	@tests/install_chromium.sh
	$(BIN)/python -m docs.pictures.take

bench: $(call installed,embedded) ## measure every page on data set SIZE=S or L
	@$(BIN)/python -m bench $(or $(SIZE),S)

coverage: $(call installed,dev) ## every test, measured: the branches it runs of the four apps and of naio_portal
	@tests/install_chromium.sh
	@ENVIRONMENT=test $(BIN)/python manage.py compile_catalogues
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n $(PARALLEL)
	@$(BIN)/coverage combine -q
	$(BIN)/coverage report

mutate: $(call installed,dev) ## mistakes in rules, moves and reminders that no test notices (SAMPLE=20, ONLY=rules)
	@$(BIN)/python -m tests.mutation

lock: ## compile requirements/*.txt from pyproject.toml, with hashes and without any index address
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/base.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra embedded --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/embedded.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements/dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make environments: install its package venv (Debian: python3-venv)."; rm -rf $(VENV); exit 1; }

$(VENV)/%.installed: | $(BIN)/python
	@echo "installing packages into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(firstword $(subst -, ,$*)).txt
	@touch $@
