"""Files that somebody brought to add creators, from the moment they are dropped until they are loaded."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation, User


class State(models.TextChoices):
    """How far an upload is."""

    BROUGHT = "brought", _("to be confirmed")
    WAITING = "waiting", _("waiting for its turn")
    LOADING = "loading", _("being loaded")
    CONCLUDING = "concluding", _("loaded; conclusions are being made")
    DONE = "done", _("loaded")
    FAILED = "failed", _("not loaded")


UNDER_WAY = (State.WAITING, State.LOADING, State.CONCLUDING)


class Upload(models.Model):
    """Some files, what was answered about them, and what became of them. The files go once they are loaded."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="uploads")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    folder = models.CharField(max_length=64)
    names = models.JSONField(default=list)
    state = models.CharField(max_length=16, choices=State.choices, default=State.BROUGHT)
    answers = models.JSONField(default=dict)
    sheet = models.CharField(max_length=300, blank=True)
    rows = models.BigIntegerField(default=0)
    share = models.FloatField(default=0.0)
    report = models.JSONField(default=dict)
    problem = models.JSONField(default=dict)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return ", ".join(self.names)

    @property
    def is_under_way(self) -> bool:
        """Whether it will change by itself."""
        return self.state in UNDER_WAY
