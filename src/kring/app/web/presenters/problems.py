"""Errors of the other rooms, said in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kring.errors import KringError, NothingToPlan, UnknownName

KINDS = {
    "niche": gettext_lazy("niche"),
    "municipality": gettext_lazy("municipality"),
    "province": gettext_lazy("province"),
    "account": gettext_lazy("account"),
    "tier": gettext_lazy("tier"),
}


def said(error: KringError) -> tuple[str, str]:
    """The message and the advice of an error.

    Names that are not in a list are said in the page's language; other messages are those of the room that raised them.
    """
    if isinstance(error, UnknownName):
        kind = str(KINDS.get(error.kind, error.kind))
        message = pgettext("a name that is not in a list", "There is no %(kind)s “%(name)s”.")
        return message % {"kind": kind, "name": error.name}, _nearest(error)
    if isinstance(error, NothingToPlan):
        return " ".join((_("No set of creators can serve this brief."), error.message)), error.advice
    return error.message, error.advice


def _nearest(error: UnknownName) -> str:
    """The names that look like it, without the command line's advice."""
    marker = "Did you mean "
    if not error.advice.startswith(marker):
        return ""
    near = error.advice.removeprefix(marker).split("?", 1)[0]
    return _("Did you mean %(names)s?") % {"names": near}
