#!/bin/sh
# Installs what tests need beyond Python, where that is possible: on Debian as root. Elsewhere the tests that need it
# say so in the summary.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing$missing"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing fonts-dejavu-core; } >/dev/null ||
        echo "could not install$missing; the tests that need it will be skipped"
else
    echo "not installed:$missing; the tests that need it will be skipped"
fi
exit 0
