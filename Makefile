# Farol's commands. A fresh machine needs Python 3.11 to 3.13, make and pip, and nothing else.

PORT ?= 8000
HOST ?= 127.0.0.1
VAR  ?= var

VENV := .venv
BIN  := $(VENV)/bin
RUN  := $(BIN)/python
UV   := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-package pip --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset manage test check requirements check-requirements audit scan messages bench \
        bench-requirements clean
export PYTHONDONTWRITEBYTECODE :=

help:
	@echo "make demo          the portal with demonstration content on http://$(HOST):$(PORT) (PORT=, HOST=)"
	@echo "make demo-reset    the same, started over with fresh content"
	@echo "make test          every test that this machine can run, and a line for each part that it can't"
	@echo "make check         style, types, architecture, security, migrations, translations, requirements"
	@echo "make audit         known faults of what is pinned (asks an advisory service), and what was taken back"
	@echo "make scan          a scanner for holes over a throw-away portal, signed in and not (ARGS=--quick)"
	@echo "make messages      collect the interface's texts for translation into locale/"
	@echo "make requirements  bring requirements*.txt in step with pyproject.toml (UPGRADE=1: newest releases)"
	@echo "make bench         speed beside other software"

# --- The virtual environment -------------------------------------------------------------------

# The first Python that fits: python3 if it is 3.11 to 3.13, else one named with its version.
define find_python
for each in "$${PYTHON:-python3}" python3.13 python3.12 python3.11; do \
	if "$$each" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; \
	then echo "$$each"; exit 0; fi; \
done; \
echo "Farol needs Python 3.11, 3.12 or 3.13. Found: $$(python3 --version 2>&1 || true)." >&2; \
echo "Install one of them (on Debian and Ubuntu: apt-get install python3 python3-venv)," >&2; \
echo "or name it: make demo PYTHON=/path/to/python3.12" >&2; exit 1
endef

# $(call environment,FILE): the virtual environment holds what FILE names; pip runs only if FILE changed.
define environment
set -e; \
if ! $(RUN) -c '' 2>/dev/null; then \
	python=$$($(find_python)); \
	echo "Making the virtual environment with $$($$python --version)"; \
	$$python -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python's venv module is missing (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }; \
fi; \
if ! cmp -s $(1) $(VENV)/$(1); then \
	echo "Installing $(1)"; \
	$(RUN) -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r $(1); \
	cp $(1) $(VENV)/$(1); \
fi
endef

.PHONY: environment-demo environment-dev
environment-demo:
	@if cmp -s requirements-dev.txt $(VENV)/requirements-dev.txt && $(RUN) -c '' 2>/dev/null; then :; \
	else $(call environment,requirements-demo.txt); fi

environment-dev:
	@$(call environment,requirements-dev.txt)

# --- Trying it ---------------------------------------------------------------------------------

# The secret key of this copy, made once. HOST's own address is allowed beside the usual ones.
# Mails go into a folder, where whoever tries the portal reads them, unless a server is named.
define own_settings
mkdir -p "$(VAR)"; [ -s "$(VAR)/secret_key" ] || ( umask 077; \
	$(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))' > "$(VAR)/secret_key" ); \
export FAROL_VAR_DIR="$(abspath $(VAR))" SECRET_KEY="$${SECRET_KEY:-$$(cat "$(VAR)/secret_key")}" \
	ALLOWED_HOSTS="$${ALLOWED_HOSTS:-$(if $(filter 0.0.0.0 ::,$(HOST)),*,127.0.0.1,localhost,[::1],$(HOST))}" \
	FAROL_MAIL="$${FAROL_MAIL:-file:///$(abspath $(VAR))/mail}" \
	FAROL_SITE_URL="$${FAROL_SITE_URL:-http://$(HOST):$(PORT)}"
endef

demo: environment-demo
	@$(RUN) -m portal.translations compile
	@$(own_settings); exec $(RUN) manage.py demonstrate --host "$(HOST)" --port "$(PORT)"

demo-reset: environment-demo
	@$(RUN) -m portal.translations compile
	@$(own_settings); exec $(RUN) manage.py demonstrate --host "$(HOST)" --port "$(PORT)" --reset

# A command of the portal on the demonstration's data: make manage ARGS="createsuperuser"
manage: environment-demo
	@$(own_settings); exec $(RUN) manage.py $(ARGS)

# --- Tests and checks --------------------------------------------------------------------------

test: environment-dev
	@$(RUN) -m portal.translations compile
	@$(RUN) -m tests $(ARGS)

check: environment-dev
	@$(RUN) -m portal.translations compile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files 'templates/*.html' | xargs -r $(BIN)/djade --check --target-version 5.2
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(RUN) -m tests.analysis manage.py portal infocenter policies tracking docs/verify_audit.py
	$(RUN) -m portal.translations check
	DJANGO_SETTINGS_MODULE=tests.settings $(RUN) manage.py makemigrations --check --dry-run
	@set -a; . deploy/farol.env.example; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	FAROL_VAR_DIR=$$folder FAROL_RUN_DIR=$$folder DATABASE_URL=sqlite://:memory: \
	$(RUN) manage.py check --deploy --fail-level WARNING
	@$(MAKE) --no-print-directory check-requirements
	@if git grep -nIE '(pypi|pythonhosted|npmjs|debian|ubuntu)[.](org|com)' -- ':!Makefile' ':!docs'; \
	then echo "A registry's host name is in a committed file." >&2; exit 1; fi
	@echo "All checks passed."

# $(call lock,FOLDER): pin there, with hashes, what pyproject.toml asks for. Pins that are there and
# still fit stay as they are, so a release elsewhere changes nothing unless UPGRADE=1 asks for it.
define lock
$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml -o $(1)/requirements.txt; \
$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml --extra meaning -c $(1)/requirements.txt -o $(1)/requirements-meaning.txt; \
$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml --extra demo -c $(1)/requirements-meaning.txt -o $(1)/requirements-demo.txt; \
$(UV) $(if $(UPGRADE),--upgrade) pyproject.toml --extra dev -c $(1)/requirements-demo.txt -o $(1)/requirements-dev.txt
endef

requirements: environment-dev
	@set -e; $(call lock,.)

# The programs that the portal is measured beside, and what scans it: environments of their own.
bench-requirements: environment-dev
	@$(UV) $(if $(UPGRADE),--upgrade) benchmarks/requirements-peers.in -o benchmarks/requirements-peers.txt
	@$(UV) $(if $(UPGRADE),--upgrade) benchmarks/requirements-wapiti.in -o benchmarks/requirements-wapiti.txt

check-requirements: environment-dev
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; cp requirements*.txt "$$folder"; \
	$(call lock,"$$folder"); \
	for each in requirements*.txt; do diff -u $$each "$$folder/$$each" || { \
		echo "$$each is behind pyproject.toml: run make requirements." >&2; exit 1; }; done

# Run this before a release and once a week. CI does with ARGS=--if-reachable: where nobody can be asked
# it says so and passes. With a copy of OSV's database: ARGS="--service osv --osv-url https://..."
audit: environment-dev
	@$(RUN) -m tests.advisories $(ARGS) requirements*.txt

# wapiti, by a visitor, by people of the staff and with a key; about an hour, or ARGS="--quick". It
# installs wapiti once; nothing that runs then reaches beyond this machine.
scan: environment-dev
	@$(RUN) -m portal.translations compile
	@$(RUN) -m benchmarks.scan $(ARGS)

messages: environment-dev
	@$(RUN) -m portal.translations update

bench: environment-dev
	@$(RUN) -m portal.translations compile
	@$(RUN) -m benchmarks $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
