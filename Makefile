# `make` lists the commands. Everything runs in .venv, which is made on first use.
export RASA_TELEMETRY_ENABLED := false
export PYTHONWARNINGS := ignore
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
# Sanic imports distutils, which setuptools replaces by a copy that takes a tenth of the start.
export SETUPTOOLS_USE_DISTUTILS := stdlib

PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run chat telegram telegram-demo train check evaluate test test-one soak lint install lock widget screenshot clean audit

help: ## List the commands
	@awk -F ':.*## ' '/^##@ / {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Use it

run: .venv/run ## Serve it on http://127.0.0.1:5005 (PORT=...), training first if needed
	@$(PYTHON) -m bot serve

chat: .venv/run ## Talk to it in the terminal
	@$(PYTHON) -m bot chat

telegram: .venv/run ## The Telegram bot by polling (TELEGRAM_TOKEN=..., docs/telegram.md)
	@$(PYTHON) -m bot telegram

telegram-demo: .venv/run ## Try the Telegram bot here, without a token or the internet
	@$(PYTHON) -m bot telegram-demo

##@ Change it

train: .venv/run ## Train, if words, rules or components have changed
	@$(PYTHON) -m bot train

check: .venv/run ## Check the content in seconds: words, rules, replies, directory
	@$(PYTHON) -m bot check

evaluate: .venv/run train ## Report how well unseen words are understood (FILE=... for your own)
	@$(PYTHON) -m bot evaluate $(if $(FILE),--file "$(FILE)")

##@ Prove it

test: .venv/dev lint check train ## Run every check that CI runs
	@sh scripts/browser.sh
	@sh scripts/servers.sh
	@$(PYTHON) -m rasa data validate --data data/nlu data/rules data/stories > .cache/validate.log 2>&1 \
		|| { cat .cache/validate.log; exit 1; }
	@$(PYTHON) -m pytest

test-one: .venv/dev ## Run one test file (FILE=tests/test_hours.py)
	@test -f "$(FILE)" || { echo "Say which test file: make test-one FILE=tests/test_hours.py" >&2; exit 2; }
	@$(PYTHON) -m pytest "$(FILE)"

soak: .venv/dev train ## Half an hour of load on three processes, Redis and HAProxy (SOAK_MINUTES=30)
	@sh scripts/servers.sh
	@$(PYTHON) -m scripts.soak

lint: .venv/dev ## Check style, types and which way imports flow
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@mkdir -p .cache
	@.venv/bin/lint-imports --no-logo --no-cache > .cache/imports.log || { cat .cache/imports.log; exit 1; }

##@ Keep it

install: .venv/dev ## Install everything, for work on it

widget: .venv/dev ## Check the website widget's types and build its script
	@sh scripts/widget.sh
	@$(PYTHON) scripts/tag.py

screenshot: .venv/dev train ## Take the picture of the demo page that the README shows
	@sh scripts/browser.sh
	@$(PYTHON) -m scripts.screenshot

audit: .venv/dev ## Ask the public list of vulnerabilities about every package (needs the network)
	@sh scripts/audit.sh

lock: .venv/dev ## Renew the lock files from pyproject.toml
	@sh scripts/lock.sh

clean: ## Remove what was built (not the environment)
	@rm -rf models .cache results .pytest_cache .mypy_cache .ruff_cache .rasa

.venv/run: requirements.lock
	@sh scripts/install.sh requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock
	@sh scripts/install.sh requirements-dev.lock
	@touch $@ .venv/run
