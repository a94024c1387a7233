"""The ranked list as its page shows it: an order, a page of it, and for each creator the reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kring.app.matching.presenters.bars import DrawnBar, Scale
from kring.estimate import Basis, Estimate, fewest, weakest
from kring.match.bundle import Bundle
from kring.match.criteria.of_terms import fee
from kring.vocabulary.platforms import piece_on

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.criteria.bits import Places
    from kring.match.criteria.criterion import Floats
    from kring.match.ranking import Bar, Ranking
    from kring.profile import Profile, Profiles

REASONS_FOR = 3
SORTS = ("match", "followers", "fee", "known", "name")
NO_FEE = Estimate.unknown("no fee is known")


@dataclass(frozen=True, slots=True)
class MatchRow:
    """One creator of a ranking. `reasons`: the strongest for it; `against`: the strongest against, None without one."""

    place: int
    account: str
    shown: str
    profile: Profile
    bits: float
    bar: DrawnBar
    coverage: float
    reasons: tuple[Bar, ...]
    against: Bar | None
    fee: Estimate


def ordered(ranking: Ranking, sort: str) -> Sequence[int]:
    """Places in the ranking, 0 for the best, in the order asked for: what is unknown last, the better match first.

    A minus sign means the largest first. Names that are no order give the ranking's own.
    """
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name not in SORTS or name == "match":
        return range(len(ranking))[:: -1 if down else 1]
    if name == "name":
        names = [row.casefold() for row in shown_names(ranking)]
        return sorted(range(len(ranking)), key=lambda place: names[place], reverse=down)
    values = _VALUES[name](ranking)
    return [int(place) for place in np.lexsort((np.arange(len(values)), -values if down else values))]


def rows(ranking: Ranking, profiles: Profiles, places: Sequence[int]) -> list[MatchRow]:
    """The creators at these places of the ranking, ready to show."""
    scale = scale_of(ranking)
    return [_row(ranking, profiles, place, scale) for place in places]


def scale_of(ranking: Ranking) -> Scale:
    """The scale on which the scores of a ranking stand side by side."""
    bits = ranking.seen.bits
    return Scale.over((float(bits.min()), float(bits.max()))) if len(bits) else Scale.over(())


def shown_names(ranking: Ranking) -> list[str]:
    """What each creator of a ranking is called, best first."""
    found = ranking.pool.accounts.select(["name", "handle", "account"]).take(places_in_pool(ranking)).to_pylist()
    return [one["name"] or one["handle"] or one["account"] for one in found]


def places_in_pool(ranking: Ranking) -> Places:
    """The place in the pool of each creator of a ranking, best first."""
    return ranking.places


def fee_of(profile: Profile, brief: Brief) -> Estimate:
    """The lowest fee at which a creator makes one of the bundles of the brief, with its interval."""
    known = [asked for one in brief.bundles if (asked := _fee(profile, one, not brief.deliverables)) is not None]
    return min(known, key=lambda asked: asked.value, default=NO_FEE)


def _fee(profile: Profile, bundle: Bundle, in_place: bool) -> Estimate | None:
    """Of pieces together; a creator who is dear for one piece is dear for the other, so the ends add up as well.

    `in_place`: on a platform without a piece the fee is that of what is made in its place.
    """
    asked = [(piece_on(profile.platform, name) if in_place else name, number) for name, number in bundle.pieces]
    parts = [(number, profile.prices.get(name)) for name, number in asked]
    known = [(number, one) for number, one in parts if one is not None and one.known]
    if len(known) < len(parts):
        return None
    value, low, high = (sum(number * getattr(one, part) for number, one in known) for part in ("value", "low", "high"))
    basis: Basis = weakest([one.basis for _, one in known])
    return Estimate.between(value, low, high, basis, fewest([one.n for _, one in known]))


def _row(ranking: Ranking, profiles: Profiles, place: int, scale: Scale) -> MatchRow:
    row = ranking.row(place)
    bars = [bar for bar in ranking.explain(row.account).bars if bar.known and bar.bits]
    profile = profiles.of(row.account)
    return MatchRow(
        place=row.place, account=row.account, shown=row.shown, profile=profile, bits=row.bits,
        bar=scale.bar(row.bits), coverage=row.coverage,
        reasons=tuple(bar for bar in bars if bar.bits > 0)[:REASONS_FOR],
        against=next((bar for bar in bars if bar.bits < 0), None), fee=fee_of(profile, ranking.brief),
    )  # fmt: skip


_VALUES: dict[str, Callable[[Ranking], Floats]] = {
    "followers": lambda ranking: ranking.pool.followers[places_in_pool(ranking)],
    "fee": lambda ranking: fee(ranking.brief, ranking.pool, places_in_pool(ranking)),
    "known": lambda ranking: ranking.seen.coverage[ranking.order],
}
