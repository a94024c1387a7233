#!/bin/sh
# Every test: the browser tests alone, because they need the machine to themselves; the others side by side. What the
# browser asks is served by a process of its own, in which nothing is counted for the coverage.
set -eu
cd "$(dirname "$0")/.."
workers=${1:-auto}
export PATH="$PWD/.venv/bin:$PATH"
rm -f .coverage .coverage.*
python -m pytest -n "$workers" -m "not browser" --cov --cov-report= -q
python -m pytest -m browser -q
coverage report --skip-covered --sort=cover | tail -n 40
