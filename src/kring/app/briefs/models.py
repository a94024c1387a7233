"""Briefs of an organisation, and the plans that a person chose from them."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation, User
from kring.match.brief import Brief
from kring.vocabulary.niches import Niche


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
        """The brief itself, read from its YAML; it may ask for the organisation's own niches."""
        return read_text(self.yaml, own_niches(self.organisation))


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

    @property
    def asked(self) -> Brief:
        """The brief that the plan was made for."""
        return read_text(self.brief_yaml, own_niches(self.brief.organisation))


def read_text(text: str, own_niches: Sequence[Niche] = ()) -> Brief:
    """The brief in YAML text; never a file, whatever the text looks like."""
    return Brief.from_yaml(f"{text}\n", own_niches=own_niches)


def own_niches(organisation: Organisation) -> tuple[Niche, ...]:
    """The niches that an organisation adds to those of Kring."""
    from kring.workspace.folder import WorkspaceFolder
    from kring.workspace.settings import Settings

    return Settings.read(WorkspaceFolder(settings.WORKSPACE).settings_file(organisation.namespace)).niches
