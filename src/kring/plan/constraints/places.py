"""The constraint of shops: so many creators near each of these places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kring.errors import UnknownName
from kring.estimate import Language
from kring.match import Candidate
from kring.match.limits import NearEach
from kring.plan.constraints.constraint import Row
from kring.plan.offers import Offer
from kring.reach.radius import Radius
from kring.vocabulary import places
from kring.vocabulary.text import Words

LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class NearEachPlace:
    """At least so many creators live within a distance of each place; one creator counts for every place it is near.

    A creator lives at the middle of the town, village or municipality it names; who names none is near nothing.
    """

    asked: NearEach
    name: str = "limits.near_each"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        nl, en = ("; ".join(circle.in_words(language) for circle in self.asked.circles) for language in LANGUAGES)
        least = self.asked.least
        who = "creator" if least == 1 else "creators"
        return Words(
            f"Bij elk van deze plaatsen minstens {least} {who}: {nl}.",
            f"By each of these places at least {least} {who}: {en}.",
        )

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One row a place."""
        return [self._row(offers, circle) for circle in self.asked.circles]

    def _row(self, offers: Sequence[Offer], circle: Radius) -> Row:
        near = tuple(place for place, offer in enumerate(offers) if lives_within(offer.candidate, circle))
        subject = Words(circle.in_words("nl"), circle.in_words("en"))
        return Row(near, (1.0,) * len(near), low=float(self.asked.least), subject=subject)

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        there = row.subject or self.sentence
        if low <= 0:
            return Words(f"laat de eis van een creator {there.nl} vallen", f"drop the demand of a creator {there.en}")
        return Words(
            f"vraag {low:.0f} creators in plaats van {row.low:.0f} {there.nl}",
            f"ask for {low:.0f} creators instead of {row.low:.0f} {there.en}",
        )


def lives_within(candidate: Candidate, circle: Radius) -> bool:
    """Whether a candidate is known to live within the circle."""
    home = home_of(candidate.city)
    if home is None:
        return False
    away = places.kilometres(home.lon, home.lat, circle.centre.lon, circle.centre.lat)
    return bool(away <= circle.km)


@cache
def home_of(city: str | None) -> places.Centre | None:
    """Where a place's people live on average; None for a place that is not known, or that is several."""
    if not city:
        return None
    try:
        return places.centre_of_place(city)
    except UnknownName:
        return None
