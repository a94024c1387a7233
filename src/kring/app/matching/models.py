"""Shortlists of briefs, explanations that a creator was sent, and what creators contest in them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kring.app.accounts.models import Organisation, User
from kring.app.briefs.models import SavedBrief

MOST_NOTE = 2_000
MOST_TEXT = 2_000


class Status(models.TextChoices):
    """How far it is with a creator on a shortlist."""

    TO_SEE = "to_see", _("to look at")
    SHORTLISTED = "shortlisted", _("shortlisted")
    ASKED = "asked", pgettext_lazy("status of a creator", "asked")
    AGREED = "agreed", pgettext_lazy("status of a creator", "agreed")
    DECLINED = "declined", pgettext_lazy("status of a creator", "declined")
    DROPPED = "dropped", pgettext_lazy("status of a creator", "dropped")

    @property
    def still_in(self) -> bool:
        """Whether the creator may still work for the brief."""
        return self not in {Status.DECLINED, Status.DROPPED}


class ShortlistEntry(models.Model):
    """One creator on the shortlist of a brief, with a status and a note; what was done to it stands in the log."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    brief = models.ForeignKey(SavedBrief, on_delete=models.CASCADE, related_name="shortlist")
    account = models.CharField(max_length=300)
    status = models.CharField(_("Status"), max_length=12, choices=Status.choices, default=Status.SHORTLISTED)
    note = models.TextField(_("Note"), max_length=MOST_NOTE, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["brief", "account"], name="once_on_a_shortlist")]

    def __str__(self) -> str:
        return f"{self.account}, {self.status}"


class SharedExplanation(models.Model):
    """Why one creator stood where it stood in one ranking, as it was when it was sent to the creator.

    `key` stands in the signed link; without the row, or once it is revoked, the link opens nothing. `snapshot` holds
    nothing of any other creator.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    brief = models.ForeignKey(SavedBrief, on_delete=models.CASCADE, related_name="shared")
    account = models.CharField(max_length=300)
    key = models.CharField(max_length=43, unique=True)
    snapshot = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.account}, {self.made_at:%Y-%m-%d}"

    @property
    def holds(self) -> bool:
        """Whether its link still opens."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class Contest(models.Model):
    """What a creator says is wrong in an explanation, and the organisation's answer.

    `criterion`: the bar it is about, empty for the whole or for a gate. `contact`: where to write, empty if nowhere.
    """

    class State(models.TextChoices):
        """Whether it was answered."""

        OPEN = "open", pgettext_lazy("state of a contest", "open")
        ANSWERED = "answered", pgettext_lazy("state of a contest", "answered")

    explanation = models.ForeignKey(SharedExplanation, on_delete=models.CASCADE, related_name="contests")
    criterion = models.CharField(max_length=100, blank=True)
    text = models.TextField(max_length=MOST_TEXT)
    contact = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(max_length=MOST_TEXT, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["status", "-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.explanation.account}, {self.status}"

    @property
    def is_open(self) -> bool:
        """Whether nobody answered it yet."""
        return self.status == self.State.OPEN
