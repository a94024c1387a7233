#!/bin/sh
# Writes requirements/*.lock anew: exact versions with hashes, no addresses.
set -eu
cd "$(dirname "$0")/.."
compile() {
    out=$1; shift
    uv pip compile "$@" --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        --no-emit-index-url --no-emit-find-links --quiet -o "requirements/$out.lock"
}
compile run pyproject.toml --extra build
compile dev pyproject.toml --extra build --extra dev
compile postgres pyproject.toml --extra build --extra postgres
compile bench-build --group bench-build
compile bench --group bench
