"""Constraints on how many and which: the number of creators, quotas, required ones, groups of which one may be in."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kring.estimate import Language, number, percent
from kring.match import Candidate
from kring.match.limits import Bounds, Count, Share
from kring.plan.constraints.constraint import INFINITE, Row, counting
from kring.plan.offers import Offer
from kring.vocabulary import niches, platforms, tiers
from kring.vocabulary.niches import Niche
from kring.vocabulary.text import Words


@dataclass(frozen=True)
class NumberOfCreators:
    """At least and at most so many creators."""

    least: int
    most: int | None
    name: str = "creators"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        return Words(
            f"Er doen {_between(Bounds(self.least or None, self.most), 'nl')} creators mee.",
            f"{_between(Bounds(self.least or None, self.most), 'en').capitalize()} creators take part.",
        )

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One row of ones."""
        most = INFINITE if self.most is None else self.most
        return [Row(counting(offers), (1.0,) * len(offers), self.least or -INFINITE, most)]

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        if high > row.high:
            return Words(f"laat {high:.0f} creators toe", f"allow {high:.0f} creators")
        return Words(f"vraag {low:.0f} creators of meer", f"ask for {low:.0f} creators or more")


OF: dict[str, Callable[[Candidate], str | None]] = {
    "tiers": lambda one: one.tier,
    "platforms": lambda one: one.platform,
    "niches": lambda one: one.niche,
    "municipalities": lambda one: one.municipality,
}


@dataclass(frozen=True)
class QuotaOf:
    """So many, or such a share, of the creators chosen are of one tier, platform, niche or municipality.

    `kind` is one of `OF`. A creator of whom it is not known counts for no quota. `own_niches`: those that an
    organisation adds.
    """

    kind: str
    value: str
    bounds: Bounds
    own_niches: tuple[Niche, ...] = ()

    @property
    def name(self) -> str:
        """Its field in a brief."""
        return f"limits.{self.kind}.{self.value}"

    @property
    def label(self) -> Words:
        """Who is meant."""
        if self.kind == "tiers":
            return tiers.KRING.tier(self.value).words
        if self.kind == "platforms":
            return platforms.platforms()[self.value].words
        if self.kind == "niches":
            return niches.niche(self.value, self.own_niches).words
        return Words(f"uit {self.value}", f"from {self.value}")

    @property
    def sentence(self) -> Words:
        """What it asks."""
        return Words(
            f"{_between(self.bounds, 'nl').capitalize()} van de creators: {self.label.nl}.",
            f"{_between(self.bounds, 'en').capitalize()} of the creators: {self.label.en}.",
        )

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """A row for a number, one more for each share."""
        mine = tuple(place for place, one in enumerate(offers) if OF[self.kind](one.candidate) == self.value)
        numbers = {name: end for name in ("least", "most") if isinstance(end := getattr(self.bounds, name), int)}
        found = []
        if numbers:
            low, high = float(numbers.get("least", -INFINITE)), float(numbers.get("most", INFINITE))
            found.append(Row(mine, (1.0,) * len(mine), low, high))
        for name in ("least", "most"):
            end = getattr(self.bounds, name)
            if isinstance(end, Share):
                found.append(_share_row(mine, len(offers), end.value, at_least=name == "least"))
        return found

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        if row.share is not None:
            return Words(f"maak het aandeel {self.label.nl} ruimer", f"widen the share of {self.label.en}")
        if high > row.high:
            return Words(f"laat {high:.0f} toe: {self.label.nl}", f"allow {high:.0f}: {self.label.en}")
        if low <= 0:
            return Words(f"laat deze eis vallen: {self.label.nl}", f"drop this demand: {self.label.en}")
        return Words(
            f"vraag er {low:.0f} in plaats van {row.low:.0f}: {self.label.nl}",
            f"ask for {low:.0f} instead of {row.low:.0f}: {self.label.en}",
        )


def _share_row(mine: Sequence[int], offers: int, share: float, *, at_least: bool) -> Row:
    """(those meant) - share x (all) is at least 0, or at most."""
    inside = set(mine)
    coefficients = tuple((place in inside) - share for place in range(offers))
    low, high = (0.0, INFINITE) if at_least else (-INFINITE, 0.0)
    return Row(tuple(range(offers)), coefficients, low, high, share=share)


@dataclass(frozen=True)
class Required:
    """One account is in."""

    account: str
    shown: str
    name: str = "required"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        return Words(f"{self.shown} doet mee.", f"{self.shown} takes part.")

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One of its offers."""
        mine = tuple(place for place, offer in enumerate(offers) if offer.account == self.account)
        return [Row(mine, (1.0,) * len(mine), low=1.0)]

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        return Words(f"laat {self.shown} vrij", f"don't require {self.shown}")


@dataclass(frozen=True)
class AtMostOneOf:
    """Of these accounts one is chosen at most: they rule each other out."""

    accounts: tuple[str, ...]
    shown: tuple[str, ...]
    name: str = "limits.at_most_one_of"

    @property
    def sentence(self) -> Words:
        """What it asks."""
        named = ", ".join(self.shown)
        return Words(f"Hoogstens een van deze doet mee: {named}.", f"At most one of these takes part: {named}.")

    def rows(self, offers: Sequence[Offer]) -> list[Row]:
        """One row of ones."""
        mine = tuple(place for place, offer in enumerate(offers) if offer.account in self.accounts)
        return [Row(mine, (1.0,) * len(mine), high=1.0)]

    def relaxed(self, row: Row, low: float, high: float) -> Words:
        """What to change."""
        named = ", ".join(self.shown)
        return Words(f"laat er {high:.0f} toe van {named}", f"allow {high:.0f} of {named}")


def _between(bounds: Bounds, language: Language) -> str:
    least, most = _said(bounds.least, language), _said(bounds.most, language)
    words = {"nl": ("minstens", "hoogstens", "en"), "en": ("at least", "at most", "and")}[language]
    if bounds.least is not None and bounds.least == bounds.most:
        return {"nl": f"precies {least}", "en": f"exactly {least}"}[language]
    said = [f"{word} {end}" for word, end in ((words[0], least), (words[1], most)) if end]
    return f" {words[2]} ".join(said)


def _said(end: Count | None, language: Language) -> str:
    if end is None:
        return ""
    if isinstance(end, Share):
        whole = math.isclose(end.value * 100 % 1, 0, abs_tol=1e-9)
        return percent(end.value, language, 0 if whole else 1)
    return number(end, language)
