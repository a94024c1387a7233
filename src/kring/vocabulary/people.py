"""The words for groups of people: age bands, genders and languages, as target groups and audiences use them."""

from __future__ import annotations

AGE_BANDS = ("0-12", "13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")
GENDERS = ("female", "male", "other")
LANGUAGES = ("nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "ar")
