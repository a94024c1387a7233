"""Objectives that count people: unique reach, by who follows or by who sees it, and awareness with a frequency cap.

Effective frequency (1+, 2+, 3+): Sissors and Baron, "Advertising media planning". Who sees a piece of content is the
account's view rate of its people; several pieces are independent given the person, P(none) = product of (1 - rate).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kring.estimate import Estimate, total
from kring.plan.objectives.objective import Counted, Evidence, Unit
from kring.plan.offers import Offer, scaled
from kring.plan.selection import Response
from kring.reach.delivered import exposure
from kring.vocabulary.text import Words


@dataclass(frozen=True)
class Reach:
    """Different people of the target group reached by at least `times` contacts.

    Without `seen` a contact is a chosen creator whom a person follows: who can be reached. With `seen` it is a piece of
    content that the person sees.
    """

    times: int = 1
    seen: bool = False
    name: str = "reach"
    unit: Unit = "people"

    @property
    def words(self) -> Words:
        """What it counts."""
        often = Words(f" minstens {self.times} keer", f" at least {self.times} times")
        nl, en = (often.nl, often.en) if self.times > 1 else ("", "")
        if self.seen:
            return Words(
                f"verschillende mensen in de doelgroep die het{nl} zien",
                f"different people in the target group who see it{en}",
            )
        if self.times > 1:
            return Words(
                f"verschillende mensen in de doelgroep die minstens {self.times} van de creators volgen",
                f"different people in the target group who follow at least {self.times} of the creators",
            )
        return Words("verschillende mensen in de doelgroep", "different people in the target group")

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """Everybody counts once."""
        amounts = (0.0,) * (self.times - 1) + (1.0,)
        if not self.seen:
            return Counted(Response(amounts, certain=True))
        return Counted(Response(amounts, certain=False), exposure=exposures(offers, evidence))


@dataclass(frozen=True)
class Awareness:
    """Contacts of people of the target group with what is made, at most `most` of one person."""

    most: int = 3
    name: str = "awareness"
    unit: Unit = "contacts"

    @property
    def words(self) -> Words:
        """What it counts."""
        return Words(
            f"contacten met mensen in de doelgroep, hoogstens {self.most} per persoon",
            f"contacts with people in the target group, at most {self.most} a person",
        )

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """Each contact up to the cap counts one."""
        return Counted(Response((1.0,) * self.most, certain=False), exposure=exposures(offers, evidence))


def exposures(offers: Sequence[Offer], evidence: Evidence) -> tuple[Estimate, ...]:
    """The mean number of contacts that each offer gives a person around its account."""
    return tuple(_exposure(offer, evidence) for offer in offers)


def _exposure(offer: Offer, evidence: Evidence) -> Estimate:
    """The pieces of one bundle together; their rates are wrong together, so the ends add up."""
    parts = [
        scaled(_of_rate(evidence.view_rate(offer.candidate, name)), number) for name, number in offer.bundle.pieces
    ]
    return total(parts, independent=False)


def _of_rate(rate: Estimate) -> Estimate:
    if not rate.known:
        return rate
    value, low, high = (exposure(min(end, 1.0), 1) for end in (rate.value, rate.low, rate.high))
    return Estimate(value, low, high, rate.basis, rate.n, rate.level)
