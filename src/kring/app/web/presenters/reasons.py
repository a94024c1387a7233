"""Why a figure is unknown, in the language of the page.

A figure carries its reason in English. What a profile's figures need stands in the vocabulary in both languages, why a
creator can't be planned with stands beside the gates; the other reasons that a page can show are listed here, so that
they are translated.
"""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext, gettext_noop

from kring.app.web.language import page_language
from kring.match.gates import NO_AUDIENCE, NO_FEE
from kring.vocabulary.figures import figures
from kring.vocabulary.text import Words

REASONS = (
    gettext_noop("of none of these accounts is it known who follows it"),
    gettext_noop("nobody of the target group is reached"),
    gettext_noop("nothing was observed"),
    gettext_noop("a part of it is unknown"),
    gettext_noop("what it is divided by may be zero"),
    gettext_noop("no rate is known and the number of followers is not known"),
)


def reason_in_words(reason: str) -> str:
    """The reason in the language of the page, or as it stands when it is none of the known ones."""
    words = _in_both_languages().get(reason)
    if words is not None:
        return words.said_in(page_language())
    return gettext(reason) if reason in REASONS else reason


@cache
def _in_both_languages() -> dict[str, Words]:
    needs = [figure.needs for figure in figures().values()]
    return {words.en: words for words in (*needs, NO_AUDIENCE, NO_FEE)}
