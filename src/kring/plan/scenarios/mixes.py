"""Which kinds of creators are compared: many of the small tiers, one of a large tier, and whatever the brief allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kring.match import Brief
from kring.match.brief import Creators
from kring.vocabulary.text import Words


@dataclass(frozen=True)
class TierMix:
    """Creators of these tiers only (none given: as the brief says), and just one of them where `single`."""

    name: str
    words: Words
    tiers: tuple[str, ...] = ()
    single: bool = False

    def of(self, brief: Brief) -> Brief:
        """The brief for creators of this mix.

        Required creators stay with the free mix only: they would be of the wrong tier in the others.
        """
        if not self.tiers:
            return brief
        number = Creators(1, 1) if self.single else brief.creators
        return replace(brief, tiers=self.tiers, creators=number, required=())


MIXES = (
    TierMix("nano", Words("alleen nano", "nano only"), ("nano",)),
    TierMix("micro", Words("alleen micro", "micro only"), ("micro",)),
    TierMix("nano_micro", Words("nano en micro", "nano and micro"), ("nano", "micro")),
    TierMix("one_meso", Words("één meso", "one meso"), ("meso",), single=True),
    TierMix("one_macro", Words("één macro", "one macro"), ("macro",), single=True),
    TierMix("one_mega", Words("één mega", "one mega"), ("mega",), single=True),
    TierMix("free", Words("vrije keuze", "free choice")),
)
