#!/bin/sh
# Renews the lock files. --no-emit-index-url keeps the name of the package index out of them.
set -eu
uv=$(command -v uv || echo .venv/bin/uv)
options="--python-version 3.10 --generate-hashes --no-emit-index-url --no-header --quiet"
# shellcheck disable=SC2086  # the options are words
"$uv" pip compile pyproject.toml $options -o requirements.lock
# shellcheck disable=SC2086
"$uv" pip compile pyproject.toml --extra dev -c requirements.lock $options -o requirements-dev.lock
# shellcheck disable=SC2086
echo uv | "$uv" pip compile - $options -o requirements-uv.lock
# pip-audit needs a newer `packaging` than Rasa allows, so it lives in an environment of its own (scripts/audit.sh).
# shellcheck disable=SC2086
echo pip-audit | "$uv" pip compile - $options -o requirements-audit.lock
