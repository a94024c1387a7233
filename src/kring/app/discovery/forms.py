"""Forms for a list, a note on one of its creators, and what is added to a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation
from kring.app.discovery import repository
from kring.app.discovery.models import MOST_NAME, MOST_NOTE, CreatorList

SHORT = {"class": "short", "rows": "3"}


class NameForm(forms.Form):
    """The name a search is saved under."""

    name = forms.CharField(label=_("Name of the search"), max_length=MOST_NAME)


class ListForm(forms.Form):
    """The name and the note of a list."""

    name = forms.CharField(label=_("Name"), max_length=MOST_NAME)
    note = forms.CharField(label=_("Note"), required=False, max_length=MOST_NOTE, widget=forms.Textarea(SHORT))

    def __init__(self, *args: Any, of: CreatorList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def clean_name(self) -> str:
        """A name that no other list of the organisation has."""
        name = str(self.cleaned_data["name"])
        same = repository.list_named(self.of.organisation, name)
        if same is not None and same.pk != self.of.pk:
            raise forms.ValidationError(_now("There is a list of that name already. Choose another name."))
        return name


class NoteForm(forms.Form):
    """A note on one creator of a list."""

    note = forms.CharField(label=_("Note"), required=False, max_length=MOST_NOTE, widget=forms.Textarea(SHORT))


class AddForm(forms.Form):
    """To which list: one that is there, or a new one by its name."""

    list = forms.ModelChoiceField(queryset=CreatorList.objects.none(), required=False, label=_("List"))
    new = forms.CharField(label=_("Or a new list"), required=False, max_length=MOST_NAME)

    def __init__(self, *args: Any, within: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list"].queryset = repository.lists(within)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two must be given; a new name goes before."""
        given = super().clean() or {}
        if not self.errors and not given.get("new") and not given.get("list"):
            raise forms.ValidationError(_now("Choose a list, or name a new one."))
        return given

    @property
    def to(self) -> CreatorList | str:
        """The list, or the name of a new one."""
        return self.cleaned_data["new"] or self.cleaned_data["list"]
