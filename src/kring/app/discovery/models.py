"""Searches that were saved, and lists of creators that a team put together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.app.accounts.models import Organisation, User
from kring.match.discovery import Search

MOST_NAME, MOST_NOTE = 200, 2_000


class SavedSearch(models.Model):
    """A search as its YAML, with who saved it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(_("Name"), max_length=MOST_NAME)
    yaml = models.TextField()
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def search(self) -> Search:
        """The search itself, read from its YAML; never a file, whatever the text looks like."""
        return Search.from_yaml(f"{self.yaml}\n")


class CreatorList(models.Model):
    """A named list of creators with a note."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="creator_lists")
    name = models.CharField(_("Name"), max_length=MOST_NAME)
    note = models.TextField(_("Note"), max_length=MOST_NOTE, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(max_length=254)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_list_of_a_name")]

    def __str__(self) -> str:
        return self.name


class ListedCreator(models.Model):
    """One creator on a list, with a note."""

    list = models.ForeignKey(CreatorList, on_delete=models.CASCADE, related_name="creators")
    account = models.CharField(max_length=300)
    note = models.TextField(_("Note"), max_length=MOST_NOTE, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["list", "account"], name="once_on_a_list")]

    def __str__(self) -> str:
        return self.account
