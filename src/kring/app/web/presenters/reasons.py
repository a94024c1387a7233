"""Why a figure is unknown, in the language of the page.

The rooms give their reasons in English; those that a page can show are listed here, so that they are translated.
"""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

REASONS = (
    gettext_noop("no number of followers was observed"),
    gettext_noop("fewer than three dated posts were observed"),
    gettext_noop("no post with likes and a number of followers was observed, or one post alone"),
    gettext_noop("no post with likes and reach was observed, or one post alone"),
    gettext_noop("no post with likes and impressions was observed, or one post alone"),
    gettext_noop("no post with likes and views was observed, or one post alone"),
    gettext_noop("no first-level comments with their threads were observed"),
    gettext_noop("no answered comments with their times were observed"),
    gettext_noop("no comments were observed under posts with a known number of comments"),
    gettext_noop("no captions were observed"),
    gettext_noop("the source does not say whether posts carry the paid label"),
    gettext_noop("no captions or links were observed"),
    gettext_noop("of none of these accounts is it known who follows it"),
    gettext_noop("nobody of the target group is reached"),
    gettext_noop("nothing was observed"),
    gettext_noop("a part of it is unknown"),
    gettext_noop("what it is divided by may be zero"),
)


def reason_in_words(reason: str) -> str:
    """The reason, translated when it is one of the known ones."""
    return gettext(reason) if reason in REASONS else reason
