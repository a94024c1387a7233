"""What a company wants, in a few sentences."""

from __future__ import annotations

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _

from kring.match.draft.reading import MOST_TEXT


class DescribedForm(forms.Form):
    """The text that a draft is made from."""

    described = forms.CharField(
        label=_("Describe what you want in a few sentences"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        validators=[ProhibitNullCharactersValidator()],
        help_text=_("In Dutch or English: whom to reach, where, with which creators, for how much and when."),
    )
