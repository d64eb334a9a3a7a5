#!/bin/sh
# Finds a Chromium for the browser tests, or installs one.
set -eu
if [ -x /usr/bin/chromium ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests ..."
    apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null
    exit 0
fi
.venv/bin/python -m playwright install chromium
