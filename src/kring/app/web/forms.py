"""The filters of the creators table, as a form that works from an address alone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.app.web.language import page_language
from kring.app.web.presenters.creators import NO, UNKNOWN, YES, Filters, niche_or_category
from kring.vocabulary.platforms import platforms
from kring.vocabulary.tiers import KRING

ANY = ("", pgettext_lazy("no filter", "any"))
NOT_KNOWN = (UNKNOWN, _("unknown"))
FOLDED = ("followers_min", "followers_max", "engagement", "answered", "clean", "local")
SHARES = ("engagement", "answered", "clean", "local")
PERCENT = {"inputmode": "decimal", "step": "0.1", "min": "0", "max": "100"}


class FiltersForm(forms.Form):
    """Search text, who and where, size, and the least of four figures in percent."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.SearchInput())
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    category = forms.ChoiceField(label=_("Niche or category"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=80)
    home = forms.ChoiceField(label=_("Home of the creator"), required=False)
    hero = forms.ChoiceField(
        label=_("Local hero"), required=False,
        choices=[ANY, (YES, _("local hero")), (NO, _("not shown")), NOT_KNOWN],
    )  # fmt: skip
    followers_min = forms.IntegerField(label=_("Followers from"), required=False, min_value=0)
    followers_max = forms.IntegerField(label=_("Followers to"), required=False, min_value=0)
    engagement = forms.FloatField(
        label=_("Engagement from, %"), required=False, min_value=0, max_value=100, widget=forms.NumberInput(PERCENT)
    )
    answered = forms.FloatField(
        label=_("Answered comments from, %"), required=False, min_value=0, max_value=100,
        widget=forms.NumberInput(PERCENT),
    )  # fmt: skip
    clean = forms.FloatField(
        label=_("Clean feed from, %"), required=False, min_value=0, max_value=100, widget=forms.NumberInput(PERCENT)
    )
    local = forms.FloatField(
        label=_("Followers near home from, %"), required=False, min_value=0, max_value=100,
        widget=forms.NumberInput(PERCENT),
    )  # fmt: skip

    def __init__(self, data: Any, categories: list[str], homes: list[str], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        language = page_language()
        named = [(name, platform.words.said_in(language)) for name, platform in platforms().items()]
        self.fields["platform"].choices = [ANY, *named]
        self.fields["tier"].choices = [ANY, *((tier.name, tier.words.said_in(language)) for tier in KRING.tiers)]
        self.fields["category"].choices = [ANY, *((name, niche_or_category(name)) for name in categories)]
        self.fields["home"].choices = [ANY, *((name, name) for name in homes), NOT_KNOWN]

    def filters(self) -> Filters:
        """The filters that make sense; a field with an error filters nothing, and says what is wrong."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        shares = {name: given[name] / 100 for name in SHARES if name in given}
        return Filters(**{**given, **shares})

    @property
    def more_is_used(self) -> bool:
        """Whether one of the filters that are folded away is in use."""
        return any(self.data.get(name) for name in FOLDED)
