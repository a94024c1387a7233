"""Access keys: with one a program asks for an organisation what a member in that role may ask."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation, Role, User

KEY_ROLES = [(role.value, role.label) for role in (Role.VIEWER, Role.PLANNER)]


class AccessKey(models.Model):
    """A key of an organisation. Only a digest of it is kept: it can be recognised, and never be shown again.

    It works until `revoked_at` or `expires_at`; None of both is until somebody revokes it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="access_keys")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(_("role"), max_length=10, choices=KEY_ROLES, default=Role.VIEWER)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def works(self) -> bool:
        """Whether it is neither revoked nor past its time."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > timezone.now())
