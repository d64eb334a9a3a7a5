#!/bin/sh
# Checks the types of the website widget and builds it: `sh scripts/widget.sh [FOLDER]`, by default bot/widget/dist.
# The tools are those of bot/widget/package-lock.json (hashes, no download host); npm comes with the machine or with .venv.
set -eu
cd "$(dirname "$0")/.."
source=$PWD/bot/widget
dist=${1:-$source/dist}
tools=$PWD/.cache/widget
PATH=$PATH:$PWD/.venv/bin
mkdir -p "$tools"
if ! cmp -s "$source/package-lock.json" "$tools/installed.json"; then
    echo "Installing the tools that build the widget ..."
    cp "$source/package.json" "$source/package-lock.json" "$tools/"
    if ! (cd "$tools" && npm ci --ignore-scripts --no-audit --no-fund) > "$tools/install.log" 2>&1; then
        cat "$tools/install.log" >&2
        echo "The widget's tools could not be installed: npm needs the network once." >&2
        exit 1
    fi
    cp "$source/package-lock.json" "$tools/installed.json"
fi
"$tools/node_modules/.bin/tsc" -p "$source/tsconfig.json"
version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$source/package.json")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
esbuild=$tools/node_modules/.bin/esbuild
"$esbuild" "$source/src/chat.css" --minify --target=safari16 --log-level=warning --outfile="$work/chat.css"
mkdir -p "$dist/$version"
"$esbuild" "$source/src/main.ts" --bundle --minify --format=iife --target=es2022 --charset=utf8 --loader:.css=text \
    --alias:chat-css="$work/chat.css" --log-level=warning --outfile="$dist/$version/chat.js"
