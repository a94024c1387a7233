"""What brief forms need besides their fields: names to suggest, and which fields are lists of check boxes."""

from __future__ import annotations

from django import forms, template

from kring.app.briefs.forms import choices

register = template.Library()


@register.simple_tag
def niche_names() -> list[str]:
    """Niches to suggest while typing."""
    return choices.niche_names()


@register.simple_tag
def municipality_names() -> list[str]:
    """Municipalities to suggest while typing."""
    return choices.municipality_names()


@register.simple_tag
def place_names() -> list[str]:
    """Provinces and municipalities to suggest while typing."""
    return [name for name, _label in choices.province_choices()] + choices.municipality_names()


@register.filter
def is_ticks(field: forms.Field) -> bool:
    """Whether a field is shown as check boxes."""
    return isinstance(field.widget, forms.CheckboxSelectMultiple)
