"""Forms for joining, inviting and changing a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kring.app.accounts import repository
from kring.app.accounts.models import Invitation, Role, User


class JoinForm(forms.Form):
    """Makes an account on an invitation; asks only what the invitation does not say."""

    organisation = forms.CharField(label=_("Name of your organisation"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"}), max_length=254
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    again = forms.CharField(
        label=_("Password, once more"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, invitation: Invitation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if invitation.organisation:
            del self.fields["organisation"]
        if invitation.email:
            self.fields["email"].initial = invitation.email
            self.fields["email"].disabled = True

    def clean_email(self) -> str:
        """The address, which nobody may sign in with yet, unless the link is for a new password."""
        email = self.cleaned_data["email"].lower()
        person = repository.person(email)
        if person and person.is_active and not self.invitation.renews:
            raise ValidationError(_("Somebody has this address already. Sign in and open the link again."))
        return email

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same, and good enough."""
        given, again = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if given and again and given != again:
            self.add_error("again", _("The two passwords differ."))
        if given:
            try:
                validate_password(given, User(email=self.cleaned_data.get("email", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return self.cleaned_data


class InviteForm(forms.Form):
    """Names who is invited, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.PLANNER)


class RoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
