"""A creator in a few lines: who it is, for whom, what stands out, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.web.presenters.told import PlaceLine, Told
from kring.estimate import Estimate
from kring.vocabulary.figures import Figure, figure
from kring.vocabulary.platforms import deliverables

if TYPE_CHECKING:
    from kring.profile import Profile
    from kring.vocabulary.data_steps import DataStep
    from kring.vocabulary.text import Words

STANDING_OUT = ("authenticity", "commercial_share")
MOST_NICHES, MOST_PLACES = 2, 3
LEAST_SHARE = 0.15
ASKED_MOST = ("post", "video", "reel", "story")
"""Deliverables whose fee is said, the first of them that is known."""
SAID_FROM = 0.6
"""From which chance on a trajectory is said in a few words; the page gives all chances below."""


@dataclass(frozen=True, slots=True)
class InShort:
    """What a reader should know first; what is not known is None or empty.

    `niches`, the largest first. `grows`: the likeliest trajectory with its chance. `places`: where most followers live.
    `figures` that stand out and are known. `fee`: of one deliverable, with its words. `step`: what helps most.
    """

    niches: tuple[Words, ...]
    grows: tuple[Words, float] | None
    role: Words | None
    places: tuple[PlaceLine, ...]
    near_home: Estimate
    figures: tuple[tuple[Figure, Estimate], ...]
    fee: tuple[Words, Estimate] | None
    step: DataStep | None


def in_short(profile: Profile, told: Told, niches: tuple[tuple[Words, Estimate], ...]) -> InShort:
    """The lines of one account."""
    grows = max(told.chances, key=lambda one: one[1], default=None)
    known = ((figure(name), profile.estimate(name)) for name in STANDING_OUT)
    return InShort(
        niches=tuple(words for words, share in niches if share.value >= LEAST_SHARE)[:MOST_NICHES],
        grows=grows if grows and grows[1] >= SAID_FROM else None,
        role=told.role.named if told.role else None,
        places=told.places[:MOST_PLACES],
        near_home=profile.estimate("local_share"),
        figures=tuple(one for one in known if one[1].known),
        fee=_fee(profile),
        step=told.next_steps[0][0] if told.next_steps else None,
    )


def _fee(profile: Profile) -> tuple[Words, Estimate] | None:
    known = profile.prices
    return next(((deliverables()[name].words, known[name]) for name in (*ASKED_MOST, *known) if name in known), None)
