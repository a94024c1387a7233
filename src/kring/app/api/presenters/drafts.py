"""A draft as plain values, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kring.app.api.presenters.rankings import text
from kring.estimate import Language
from kring.match.draft import Draft
from kring.match.draft.draft import Guess
from kring.match.draft.placed import LABELS
from kring.match.draft.said import value_in_words


def draft_shown(draft: Draft, confirmed: Iterable[str]) -> dict[str, Any]:
    """What was read, the brief it makes, and what was left out."""
    return {
        "guesses": [_guess(guess, draft.text) for guess in draft.guesses],
        "brief": draft.brief(confirmed).to_dict(),
        "left_out": {language: _left_out(draft, language) for language in ("nl", "en")},
        "unread": list(draft.unread),
    }


def _guess(guess: Guess, whole: str) -> dict[str, Any]:
    return {
        "field": guess.field,
        "label": text(LABELS[guess.field]),
        "value": guess.value,
        "said": {"nl": value_in_words(guess, "nl"), "en": value_in_words(guess, "en")},
        "certainty": guess.certainty,
        "why": text(guess.why) if guess.why else None,
        "spans": [list(span) for span in guess.spans],
        "words": list(guess.words(whole)),
    }


def _left_out(draft: Draft, language: Language) -> list[dict[str, str]]:
    return [{"what": one.what, "why": one.why} for one in draft.left_out(language)]
