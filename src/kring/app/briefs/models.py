"""Briefs of an organisation, and the plans that a person chose from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation, User
from kring.match.brief import Brief


class SavedBrief(models.Model):
    """A brief as its YAML, with who made it and when it last changed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="briefs")
    name = models.CharField(_("name"), max_length=200)
    yaml = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def brief(self) -> Brief:
        """The brief itself, read from its YAML."""
        return read_text(self.yaml)


class ChosenPlan(models.Model):
    """A plan as it was when a person chose it: it does not change when observations do.

    `snapshot` is the plan in plain values, `brief_yaml` the brief it was made for, budget and wishes included.
    """

    brief = models.ForeignKey(SavedBrief, on_delete=models.CASCADE, related_name="plans")
    snapshot = models.JSONField()
    brief_yaml = models.TextField()
    position = models.PositiveBigIntegerField(help_text="the ledger position of the observations it rests on")
    chosen_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-chosen_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.brief}, {self.chosen_at:%Y-%m-%d}"


def read_text(text: str) -> Brief:
    """The brief in YAML text; never a file, whatever the text looks like."""
    return Brief.from_yaml(f"{text}\n")
