#!/bin/sh
# Every test: the browser tests alone, because they need the machine to themselves; the others side by side.
set -eu
cd "$(dirname "$0")/.."
workers=${1:-auto}
export PATH="$PWD/.venv/bin:$PATH"
rm -f .coverage .coverage.*
python -m pytest -n "$workers" -m "not browser" --cov --cov-report= -q
python -m pytest -m browser --cov --cov-append --cov-report= -q
coverage report --skip-covered --sort=cover | tail -n 40
