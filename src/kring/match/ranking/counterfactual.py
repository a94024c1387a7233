"""Counterfactuals: what would have to be different for an account to reach the next level, in words one can act on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from kring.estimate import Language, number
from kring.estimate.wording import value_in_words
from kring.match.brief import Brief
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criterion
from kring.match.criteria.of_audience import usual_share, where, who
from kring.match.criteria.pool import Pool
from kring.reach import Segment
from kring.vocabulary.text import Words


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """What would change a score. `change`: what would have to hold; `gain`: how many bits it would add."""

    criterion: str
    level: str
    change: Words
    gain: float

    def in_words(self, language: Language = "en") -> str:
        """One sentence."""
        gain = number(self.gain, language, 0 if self.gain.is_integer() else 2)
        bits = "bit" if self.gain == 1 else "bits"
        if language == "nl":
            return f"{_upper(self.change.nl)} zou de score {gain} {bits} hoger zijn."
        return f"{_upper(self.change.en)} the score would be {gain} {bits} higher."

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        change = {"nl": self.change.nl, "en": self.change.en}
        return {"criterion": self.criterion, "level": self.level, "change": change, "gain": self.gain}


def next_level(
    criterion: Criterion, value: float, level: int, brief: Brief, pool: Pool, account: str
) -> Counterfactual | None:
    """The nearest level that weighs more than the account's own; None at the best one, or where it is unknown."""
    if level == UNKNOWN_LEVEL:
        return None
    now = criterion.levels[level].bits
    better = [place for place, other in enumerate(criterion.levels) if other.bits > now]
    if not better:
        return None
    nearest = min(better, key=lambda place: (abs(place - level), -criterion.levels[place].bits))
    more = None
    if criterion.quantity in SEGMENTS and nearest > level:
        wanted = criterion.ends(nearest)[0]
        more = followers_more(wanted, SEGMENTS[criterion.quantity](brief), value, pool, account)
    target = criterion.levels[nearest]
    return Counterfactual(
        criterion.name, target.name, more or _change(criterion, value, nearest, level), target.bits - now
    )


def _change(criterion: Criterion, value: float, nearest: int, level: int) -> Words:
    up, (low, high) = nearest > level, criterion.ends(nearest)
    edge = said(criterion, low if up else high)
    own, label = said(criterion, value), criterion.words
    least, most = ("minstens", "at least") if up else ("minder dan", "less than")
    return Words(
        f"met {least} {edge.nl} in plaats van {own.nl} bij '{label.nl}'",
        f"with {most} {edge.en} instead of {own.en} for '{label.en}'",
    )


def followers_more(wanted: float, segment: Segment, lift: float, pool: Pool, account: str) -> Words | None:
    """How many followers more in the segment would bring the lift to the wanted one; None where none would.

    Followers gained there raise both the share and the size: (inside + k) / (size + k) must reach it.
    """
    usual = usual_share(pool, segment)
    if pool.audience is None or usual is None or wanted * usual >= 1:
        return None
    size, share = len(pool.audience.row(account)), wanted * usual
    more = max(1, math.ceil((share - lift * usual) * size / (1 - share) - 1e-9))
    nl, en = (segment.in_words(language) for language in LANGUAGES)
    if more == 1:
        return Words(f"met één volger meer onder {nl}", f"with one follower more among {en}")
    return Words(
        f"met {number(more, 'nl')} volgers meer onder {nl}", f"with {number(more, 'en')} followers more among {en}"
    )


def said(criterion: Criterion, value: float) -> Words:
    """A quantity as its criterion writes it, with its unit."""
    if math.isinf(value):
        return NEVER_SEEN
    nl, en = (value_in_words(value, criterion.kind, language) for language in LANGUAGES)
    if criterion.unit is None:
        return Words(nl, en)
    return Words(f"{nl} {criterion.unit.nl}", f"{en} {criterion.unit.en}")


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


LANGUAGES: tuple[Language, ...] = ("nl", "en")
NEVER_SEEN = Words("nooit gezien", "never seen")
SEGMENTS = {"audience_lift": who, "area_lift": where}
