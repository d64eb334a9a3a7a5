#!/bin/sh
# Finds the Redis and HAProxy that the tests of several processes need, or installs them.
set -eu
missing=""
PATH="$PATH:/usr/sbin"
command -v redis-server >/dev/null 2>&1 || missing="$missing redis-server"
command -v haproxy >/dev/null 2>&1 || missing="$missing haproxy"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing$missing for the tests of several processes ..."
    # shellcheck disable=SC2086  # the names are words
    apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
echo "The tests of several processes need$missing: install it (Debian: apt-get install$missing), then run this again." >&2
exit 1
