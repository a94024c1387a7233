"""What a company wants, in a few sentences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.match.draft.model_answer import MOST_ANSWER
from kring.match.draft.reading import MOST_TEXT
from kring.workspace.language_model import LanguageModel


class DescribedForm(forms.Form):
    """The text that a draft is made from.

    `model`: a language model that the settings name; then a person may send it this text too, and `said` holds what it
    said of the text when that was asked before.
    """

    described = forms.CharField(
        label=_("Describe what you want in a few sentences"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "class": "short"}),
        validators=[ProhibitNullCharactersValidator()],
        help_text=_("In Dutch or English: whom to reach, where, with which creators, for how much and when."),
    )
    ask_model = forms.BooleanField(required=False)
    said = forms.CharField(required=False, max_length=MOST_ANSWER, widget=forms.HiddenInput())

    def __init__(self, *args: Any, model: LanguageModel | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if model is None:
            del self.fields["ask_model"]
        else:
            self.fields["ask_model"].label = gettext("Also ask the language model at %(host)s") % {"host": model.host}
            self.fields["ask_model"].help_text = gettext("Your text is sent there, and nothing else of yours.")
