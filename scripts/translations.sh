#!/bin/sh
# Collect the texts of the web application and compile the Dutch catalogue. Needs gettext.
# Run it twice: once to see which texts are new in django.po, and again when they are translated.
set -eu
cd "$(dirname "$0")/../src/kring/app"
workspace=$(mktemp -d)
trap 'rm -rf "$workspace"' EXIT
export KRING_WORKSPACE="$workspace" KRING_SECRET_KEY=translations DJANGO_SETTINGS_MODULE=kring.app.settings
python -m django makemessages --locale nl --no-location --no-obsolete --no-wrap --extension html,py
msgfmt --check-format --statistics --output-file locale/nl/LC_MESSAGES/django.mo locale/nl/LC_MESSAGES/django.po
