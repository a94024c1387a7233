"""A brief as YAML: pasted, or out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.app.briefs.models import read_text
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.vocabulary.niches import Niche

MOST_BYTES = 100_000


class BriefTextForm(forms.Form):
    """YAML in the box, or a file that wins over the box. `brief` holds what was read.

    `own_niches`: those it may ask for besides the niches of Kring.
    """

    yaml = forms.CharField(label=_("Brief as YAML"), required=False, max_length=MOST_BYTES, widget=forms.Textarea())
    file = forms.FileField(label=_("Or a file"), required=False)

    def __init__(self, *args: Any, own_niches: Sequence[Niche] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_niches = own_niches

    def clean(self) -> dict[str, Any]:
        """The brief in the text; an error names the line and the field."""
        text = self._text()
        try:
            self.brief = read_text(text, self.own_niches)
            self.brief.require_a_limit()
        except KringError as wrong:
            raise ValidationError(" ".join(said(wrong)).strip()) from None
        for text in (self.brief.name, self.brief.company):
            _require_text(text)
        return self.cleaned_data

    def _text(self) -> str:
        upload = self.cleaned_data.get("file")
        if upload is None:
            if not self.cleaned_data.get("yaml", "").strip():
                raise ValidationError(gettext("Paste the brief, or choose a file."))
            return self.cleaned_data["yaml"]
        if upload.size > MOST_BYTES:
            raise ValidationError(gettext("The file is larger than a brief can be."))
        try:
            return upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(gettext("The file is not text. Save it as UTF-8.")) from None


def _require_text(given: str) -> None:
    """YAML can escape what no database keeps: a null character, half of a surrogate pair."""
    ProhibitNullCharactersValidator()(given)
    try:
        given.encode()
    except UnicodeEncodeError:
        raise ValidationError(gettext("The file is not text. Save it as UTF-8.")) from None
