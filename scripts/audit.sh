#!/bin/sh
# Asks the public lists of known vulnerabilities about every locked package; each finding needs a reason in docs/safety/audit.md.
# pip-audit needs a newer `packaging` than Rasa allows, so it has an environment of its own. Needs the network.
set -eu
cd "$(dirname "$0")/.."
tools=.cache/audit
uv=$(command -v uv || echo .venv/bin/uv)
if ! cmp -s requirements-audit.lock "$tools/installed.lock"; then
    echo "Installing pip-audit ..."
    "$uv" venv --quiet --clear --python .venv/bin/python "$tools"
    "$uv" pip install --quiet --python "$tools/bin/python" --require-hashes -r requirements-audit.lock
    cp requirements-audit.lock "$tools/installed.lock"
fi
# Accepted findings are the ids in the first column of the table.
accepted=$(sed -n 's/^| *\([A-Z][A-Z]*-[A-Za-z0-9-]*\) *|.*/--ignore-vuln \1/p' docs/safety/audit.md)
for lock in requirements.lock requirements-dev.lock; do
    echo "$lock:"
    # shellcheck disable=SC2086  # the options are words
    "$tools/bin/pip-audit" --strict --disable-pip --no-deps --require-hashes --progress-spinner off $accepted -r "$lock" || failed=yes
done
echo "bot/widget/package-lock.json:"
widget=$(mktemp -d)
trap 'rm -rf "$widget"' EXIT
cp bot/widget/package.json bot/widget/package-lock.json "$widget/"
(cd "$widget" && PATH=$PATH:$OLDPWD/.venv/bin npm audit --package-lock-only --no-fund) || failed=yes
if [ "${failed:-no}" = yes ]; then
    echo "The audit found something new, or could not ask (see above). A finding: take the fixed version, or write into docs/safety/audit.md why it is accepted." >&2
    exit 1
fi
