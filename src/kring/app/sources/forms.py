"""Forms for a source: whom to ask about, its key, how often."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kring.app.web.language import page_language
from kring.sources.core.kind import Kind

MOST_NAME = 300
EVERY = [("6", _("every 6 hours")), ("24", _("every day")), ("168", _("every week"))]


class SubjectForm(forms.Form):
    """One more account to ask about."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, prefix=kind.name)
        self.fields["subject"] = forms.CharField(
            label=capfirst(kind.asks.in_language(page_language())), max_length=MOST_NAME,
            widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false", "placeholder": kind.example}),
        )  # fmt: skip


class KeyForm(forms.Form):
    """What opens a source; it is never shown again."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, prefix=f"{kind.name}-key")
        for part, said in kind.secrets.items():
            self.fields[part] = forms.CharField(
                label=capfirst(said.in_language(page_language())), max_length=500,
                widget=forms.PasswordInput({"autocomplete": "off"}),
            )  # fmt: skip


class ChoicesForm(forms.Form):
    """Whether a source is used, how often it is asked, and what else can be chosen of it."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs, prefix=f"{kind.name}-choices")
        language = page_language()
        self.fields["switched"] = forms.ChoiceField(label=_("Use it"), choices=[("on", _("yes")), ("off", _("no"))])
        self.fields["every_hours"] = forms.ChoiceField(label=_("Ask it"), choices=EVERY)
        for choice in kind.choices:
            values = [(value, value) for value in choice.values]
            label = capfirst(choice.means.in_language(language))
            self.fields[choice.name] = forms.ChoiceField(label=label, choices=values)
