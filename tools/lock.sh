#!/bin/sh
# requirements/*.in → requirements/*.txt with hashes, for plain pip. No address of a registry is written down.
set -eu
cd "$(dirname "$0")/../requirements"
for name in run test dev; do
    ../.venv/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate ${UPGRADE:+--upgrade} \
        "$name.in" --output-file "$name.txt"
    { echo "# Made by \`make requirements\` from $name.in; do not edit by hand."; grep -v '^#' "$name.txt"; } >"$name.new"
    mv "$name.new" "$name.txt"
    if grep -n '://' "$name.txt"; then
        echo "requirements/$name.txt names an address; nothing in the repository may." >&2
        exit 1
    fi
done
