"""The lists that brief forms choose from, in the language of the page, and names typed by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.app.web.language import page_language
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.reach.segment_words import LANGUAGE_WORDS
from kring.vocabulary import niches, places
from kring.vocabulary.people import AGE_BANDS, LANGUAGES
from kring.vocabulary.platforms import deliverables, platforms
from kring.vocabulary.tiers import KRING

Choices = list[tuple[str, str]]
GENDER_LABELS = [("female", _("women")), ("male", _("men")), ("other", _("another gender"))]
AGE_LABELS = [(band, band) for band in AGE_BANDS]


def platform_choices() -> Choices:
    """Platforms by name."""
    return [(name, platform.words.said_in(page_language())) for name, platform in platforms().items()]


def tier_choices() -> Choices:
    """Tiers, smallest first."""
    return [(tier.name, tier.words.said_in(page_language())) for tier in KRING.tiers]


def deliverable_choices() -> Choices:
    """What a creator can make."""
    return [(name, one.words.said_in(page_language())) for name, one in deliverables().items()]


def language_choices() -> Choices:
    """Languages by code."""
    return [(code, LANGUAGE_WORDS[page_language()][code]) for code in LANGUAGES]


def province_choices() -> Choices:
    """Provinces as they are called."""
    return [(name, name) for name in places.provinces()]


def niche_names(own: Sequence[niches.Niche] = ()) -> list[str]:
    """Niches to suggest while typing, an organisation's `own` first."""
    return [niche.words.said_in(page_language()) for niche in (*own, *niches.niches().values())]


def municipality_names() -> list[str]:
    """Municipalities to suggest while typing."""
    return list(places.municipalities())


class Ticks(forms.MultipleChoiceField):
    """Some of a short list, as check boxes."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices: Callable[[], Choices] | Choices, **kwargs: Any) -> None:
        super().__init__(choices=choices, required=False, **kwargs)


class Names(forms.CharField):
    """Names typed by hand, with commas or one a line, each read by `read`; a name that is not known is an error."""

    def __init__(self, read: Callable[[str], str], *, lines: bool = False, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "class": "short"}) if lines else forms.TextInput()
        super().__init__(required=False, widget=widget, max_length=4_000, **kwargs)
        self.read = read

    def clean(self, value: Any) -> tuple[str, ...]:
        """The names in their one spelling, each once."""
        text = super().clean(value)
        typed = [name.strip() for name in text.replace("\n", ",").split(",") if name.strip()]
        try:
            return tuple(dict.fromkeys(self.read(name) for name in typed))
        except KringError as unknown:
            raise ValidationError(" ".join(said(unknown)).strip()) from None
