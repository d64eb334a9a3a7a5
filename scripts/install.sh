#!/bin/sh
# Makes .venv and installs a lock file into it: with uv if it is there, else with Python 3.10's own venv and pip.
set -eu
lock=$1

# Python keeps what it has compiled, unless the environment forbids it: then every start compiles for seconds.
compile_imports() {
    if [ -z "${PYTHONDONTWRITEBYTECODE:-}" ] || [ ! -d bot ]; then return 0; fi
    echo "Compiling what a start imports ..."
    env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -c "import rasa.__main__, rasa.model_training
import rasa.engine.recipes.default_recipe, bot.serve, bot.chat, bot.channels.telegram.run, bot.rasa.runtime" \
        > /dev/null 2>&1 || echo "That failed; it only costs time at every start." >&2
}

if command -v uv >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv --quiet --python 3.10 .venv
    echo "Installing from $lock ..."
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
    compile_imports
    exit 0
fi
if [ ! -x .venv/bin/python ]; then
    found=""
    for candidate in python3.10 python3 python; do
        version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true)
        if [ "$version" = "3.10" ]; then found=$candidate; break; fi
    done
    if [ -z "$found" ]; then
        echo "Python 3.10 is needed (Rasa ends there): install uv (docs.astral.sh/uv) or python3.10, then run this again." >&2
        exit 1
    fi
    "$found" -m venv .venv
fi
# uv, itself locked with hashes, installs in seconds what takes pip minutes.
echo "Installing from $lock ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
if ! .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"; then
    echo "uv could not reach the packages; trying pip, which takes minutes." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
fi
compile_imports
