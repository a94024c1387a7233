"""Forms on a shortlist entry, for what a creator contests, and for the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.app.matching.models import MOST_NOTE, MOST_TEXT, Status
from kring.app.matching.presenters.explained import ExplanationShown
from kring.app.web.language import page_language

SHORT = {"class": "short", "rows": "4"}


class EntryForm(forms.Form):
    """The status of a creator on a shortlist, and a note."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=MOST_NOTE,
        widget=forms.Textarea({"class": "short note", "rows": "3"}),
    )  # fmt: skip


class ContestForm(forms.Form):
    """Which bar is contested, what is wrong with it, and where to write if one wants."""

    criterion = forms.ChoiceField(label=_("What it is about"), required=False)
    text = forms.CharField(
        label=_("What is wrong, and what is right"), max_length=MOST_TEXT, widget=forms.Textarea(SHORT)
    )
    contact = forms.EmailField(
        label=_("E-mail address for questions (not needed)"), required=False, max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip

    def __init__(self, data: Any, explanation: ExplanationShown, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = page_language()
        bars = [(one.bar.criterion, one.bar.label.said_in(language)) for one in explanation.bars]
        self.fields["criterion"].choices = [("", _("the whole, or a condition")), *bars]


class AnswerForm(forms.Form):
    """The organisation's answer to a contest."""

    answer = forms.CharField(label=_("Answer"), max_length=MOST_TEXT, widget=forms.Textarea(SHORT))
