"""What a plan's page shows after the figures: whom the content will probably be seen by, and the pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kring.app.briefs.presenters.estimates import estimate_of
from kring.app.briefs.presenters.pictures import Picture, pictures
from kring.estimate import Estimate

TIMES = 3
"""Effective frequency is shown for once, twice and three times or more."""


@dataclass(frozen=True, slots=True)
class DeliveredShown:
    """Who will probably see the content: people with 1, 2, 3 contacts or more, all contacts, contacts a person."""

    at_least: tuple[Estimate, ...]
    impressions: Estimate
    frequency: Estimate
    is_least: bool


@dataclass(frozen=True, slots=True)
class After:
    """What comes after the figures. `delivered` is None where nothing is known of who sees it."""

    delivered: DeliveredShown | None
    pictures: tuple[Picture, ...]


def after_shown(plain: Mapping[str, Any]) -> After:
    """The same out of plain values, made now or kept earlier."""
    delivered = plain["delivered"]
    return After(delivered and _delivered(delivered), pictures(plain["pictures"]))


def _delivered(plain: Mapping[str, Any]) -> DeliveredShown:
    return DeliveredShown(
        at_least=tuple(estimate_of(people) for people in plain["at_least"][:TIMES]),
        impressions=estimate_of(plain["impressions"]),
        frequency=estimate_of(plain["frequency"]),
        is_least=plain["lower_bound"],
    )
