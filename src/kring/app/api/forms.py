"""The form that makes an access key."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Role
from kring.app.api.models import KEY_ROLES, AccessKey

FOR_EVER = ""
DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("a year")), (FOR_EVER, _("until it is revoked"))]


class KeyForm(forms.Form):
    """What a key is for, what it may do, and how long it works."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=AccessKey._meta.get_field("name").max_length,
        help_text=_("The name of the program that gets it, say."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=KEY_ROLES, initial=Role.VIEWER)
    days = forms.ChoiceField(label=_("Works for"), choices=DAYS, initial="90", required=False)

    @property
    def holds(self) -> timedelta | None:
        """How long the key works; None until somebody revokes it."""
        days = self.cleaned_data["days"]
        return timedelta(days=int(days)) if days else None
