#!/bin/sh
# Every benchmark, one after another, because they need the machine to themselves.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
for benchmark in $(grep -l __main__ benchmarks/*.py benchmarks/accuracy/*.py); do
    echo "== $benchmark"
    python "$benchmark"
done
