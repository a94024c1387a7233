"""Errors of the other rooms, said in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kring.app.web.language import page_language
from kring.errors import BadInput, KringError, NothingToPlan


def said(error: KringError) -> tuple[str, str]:
    """The message, as a sentence of its own, and the advice of an error."""
    message, advice = error.said_in(page_language())
    begins_with_a_name = isinstance(error, BadInput) and error.file
    sentence = message if begins_with_a_name else f"{message[:1].upper()}{message[1:]}"
    if isinstance(error, NothingToPlan):
        return " ".join((_("No set of creators can serve this brief."), sentence)), advice
    return sentence, advice
