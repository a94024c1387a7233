"""The short form: what are the possibilities for my brand?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kring.app.briefs.forms.choices import AGE_LABELS, GENDER_LABELS, Names, Ticks
from kring.errors import UnknownName
from kring.match.brief import Brief
from kring.reach import Segment
from kring.vocabulary import niches, places

ANYBODY = ("", pgettext_lazy("any gender", "everybody"))


class PossibilitiesForm(forms.Form):
    """Whom to reach, where, and for how much: enough for a first plan."""

    budget = forms.FloatField(
        label=_("Budget in euros"),
        min_value=1,
        max_value=100_000_000,
        widget=forms.NumberInput({"inputmode": "decimal", "min": "1", "step": "any"}),
        initial=5000,
    )
    interests = Names(lambda name: niches.niche(name).name, label=_("What they care about"))
    place = forms.CharField(label=_("Municipality or province"), required=False, max_length=80)
    gender = forms.ChoiceField(label=_("Who"), required=False, choices=[ANYBODY, *GENDER_LABELS[:2]])
    ages = Ticks(AGE_LABELS, label=_("Age"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interests"].widget.attrs.update({"list": "niche-names", "autocomplete": "off"})
        self.fields["place"].widget.attrs.update({"list": "place-names", "autocomplete": "off"})

    def clean_place(self) -> dict[str, tuple[str, ...]]:
        """The condition that the place typed stands for; a province before the municipality of the same name."""
        typed = self.cleaned_data["place"].strip()
        if not typed:
            return {}
        for condition, known in (("provinces", places.province), ("municipalities", places.municipality)):
            try:
                return {condition: (known(typed),)}
            except UnknownName:
                continue
        raise ValidationError(gettext("There is no municipality or province “%(name)s”.") % {"name": typed})

    def brief(self) -> Brief:
        """The brief that the answers make; only for a form that is valid."""
        given = self.cleaned_data
        genders = (given["gender"],) if given["gender"] else ()
        target = Segment(genders=genders, ages=tuple(given["ages"]), interests=given["interests"], **given["place"])
        return Brief(name=gettext("First look"), budget=given["budget"], target=target)
