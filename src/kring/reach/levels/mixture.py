"""The reach of a set that mixes accounts of all levels, each counted at its best.

All accounts that can be counted person by person are one audience whose size is exact; every estimated account is one
more. How many people these share is what the engaged told, what shares let expect, and for each pair the better of the
two; the curve (`kring.reach.levels.curve`) makes the union, the exclusive people and the frequency of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kring.estimate import Basis, Estimate, difference, ratio, total, weakest
from kring.reach.audience import Audience
from kring.reach.figures import MOST_TIMES, Reach
from kring.reach.levels.audiences import Piece, Place, shared_by
from kring.reach.levels.curve import Curve
from kring.reach.levels.joined import joined, mean_times
from kring.reach.levels.knowledge import ENGAGED, PERSONS, SHARES, Knowledge
from kring.reach.levels.platforms import platform_of
from kring.reach.levels.rows import Floats
from kring.reach.levels.spread import Spread
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group

Count = Callable[[Sequence[str], TargetGroup], Reach]
"""Counts accounts person by person: `kring.reach.unique.counted_reach` with its audience given."""


@dataclass(frozen=True)
class Mixed:
    """What the curves of one set of pieces say; each figure from most overlap to least.

    `seen`: how many different people are known by key around all accounts together, which no union falls below.
    """

    pieces: tuple[Piece, ...]
    curves: tuple[Curve, Curve, Curve]
    inside: Floats
    multiples: Spread
    seen: float

    @property
    def union(self) -> Estimate:
        """Different people: the doubt about the overlap and about every size."""
        most, middle, least = (max(curve.union, self._largest, self.seen) for curve in self.curves)
        kept = self.curves[1].exclusive / np.maximum(self.curves[1].sizes, 1e-12)
        below = _root([(middle - most), *(k * piece.size.below for k, piece in zip(kept, self.pieces, strict=True))])
        above = _root([(least - middle), *(k * piece.size.above for k, piece in zip(kept, self.pieces, strict=True))])
        sure = max(self.seen, *(piece.size.low for piece in self.pieces))
        top = sum(piece.size.high for piece in self.pieces)
        return Estimate.between(
            middle, min(middle, max(middle - below, sure)), max(middle, min(middle + above, top)), self.basis
        )

    @property
    def basis(self) -> Basis:
        """The weakest of the pieces, and modelled at best when there are several."""
        bases = [piece.size.basis for piece in self.pieces]
        return weakest([*bases, Basis.MODELLED] if len(self.pieces) > 1 else bases)

    def exclusive(self, place: int) -> Estimate:
        """The people that only this piece brings: what it shares with the others spreads as that of few accounts."""
        size, middle = self.pieces[place].size, self.curves[1]
        value = min(float(middle.exclusive[place]), size.value)
        low_score, score, high_score = self.multiples.at((1 + np.sqrt(8 * len(self.pieces) - 7)) / 2)
        shared = size.value - value
        low = size.low - min(size.low, shared * float(np.exp(high_score - score)))
        high = size.high - shared * float(np.exp(low_score - score))
        return Estimate.between(value, min(low, value), max(high, value), self.basis)

    def times(self) -> tuple[Estimate, ...]:
        """People reached 1, 2, ... 9, 10 or more times."""
        within = tuple(self.inside if piece.level == PERSONS else None for piece in self.pieces)
        rows = np.array([curve.times(MOST_TIMES, within) for curve in self.curves])
        share = self.union
        factor_low, factor_high = (end / share.value if share.value else 1.0 for end in (share.low, share.high))
        return tuple(
            Estimate.between(
                row[1], min(row.min(), row[1] * factor_low), max(row.max(), row[1] * factor_high), self.basis
            )
            for row in rows.T
        )

    @property
    def _largest(self) -> float:
        return max(piece.size.value for piece in self.pieces)


def mixed_reach(audience: Audience, named: Sequence[str], group: TargetGroup, known: Knowledge, count: Count) -> Reach:
    """The reach of these accounts, each at its best level; `count` counts those whose people are known.

    Where person keys differ by platform, each platform is counted by itself and `Knowledge.same_people` joins them.
    """
    platforms = sorted({platform_of(account) for account in named})
    if known.same_people is None or len(platforms) < 2:
        return _on_one(audience, named, group, known, count)
    alone = [
        _on_one(audience, [account for account in named if platform_of(account) == platform], group, known, count)
        for platform in platforms
    ]
    return joined(alone, named, known.same_people)


def _on_one(audience: Audience, named: Sequence[str], group: TargetGroup, known: Knowledge, count: Count) -> Reach:
    """The reach of accounts around which a person has one key."""
    levels = {account: level for account in named if (level := known.level(audience, account)) is not None}
    counted = [account for account in named if levels.get(account) == PERSONS]
    exact = count(counted, group)
    place = Place(audience, group, known)
    estimated = _estimated(place, named, levels)
    if not estimated:
        return replace(exact, unknown_accounts=_left(named, counted), levels=dict.fromkeys(counted, PERSONS))
    by_key = [account for account in (*counted, *estimated) if levels[account] != SHARES]
    inside = _mixed(place, exact, counted, estimated, _seen(count(by_key, group)))
    everywhere = Place(audience, target_group(audience, Segment()), known)
    again = _estimated(everywhere, list(estimated), levels)
    seen = _seen(count(by_key, everywhere.group))
    whole = _mixed(everywhere, count(counted, everywhere.group), counted, again, seen)
    return _answer(named, counted, list(estimated), exact, inside, whole, levels)


def _left(named: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    return tuple(account for account in named if account not in set(taken))


def _estimated(place: Place, named: Sequence[str], levels: dict[str, str]) -> dict[str, Piece]:
    """The pieces of the estimated accounts; one whose people in the group can't be told is left out."""
    found = {}
    for account in named:
        if levels.get(account) == ENGAGED:
            found[account] = place.engaged(account)
        elif levels.get(account) == SHARES and (piece := place.shares(account)) is not None:
            found[account] = piece
    return {account: piece for account, piece in found.items() if piece.size.known}


def _seen(counted: Reach) -> float:
    """How many people are surely there, of all that are known by key."""
    return counted.unique.low if counted.unique.known else 0.0


def _mixed(
    place: Place, exact: Reach, counted: Sequence[str], estimated: dict[str, Piece], seen: float
) -> Mixed | None:
    """The curves of the counted accounts together and the estimated ones; None when the counted can't be told."""
    pieces, size = list(estimated.values()), exact.unique
    inside = np.ones(1)
    if counted:
        if not size.known:
            return None
        people = np.unique(np.concatenate([place.audience.row(account) for account in counted])).astype(np.int64)
        pieces.insert(0, place.counted(size, people, len(counted)))
        inside = np.array([times.value for times in exact.distribution])
    sizes = np.array([piece.size.value for piece in pieces])
    curves = shared_by(place, pieces).curves(sizes, place.known.calibration.shape)
    return Mixed(tuple(pieces), curves, inside, place.known.calibration.multiples, seen)


def _answer(
    named: Sequence[str], counted: Sequence[str], estimated: Sequence[str], exact: Reach, inside: Mixed | None,
    whole: Mixed | None, levels: dict[str, str],
) -> Reach:  # fmt: skip
    """The answer from its two mixtures: in the segment, and everywhere."""
    accounts = tuple(account for account in named if account in set(counted) | set(estimated))
    base = replace(
        exact, accounts=accounts, unknown_accounts=_left(named, accounts),
        levels={account: levels[account] for account in accounts},
    )  # fmt: skip
    if inside is None or whole is None:
        return base
    unique, everybody = inside.union, whole.union
    each = dict(exact.each) | {account: piece.size for account, piece in _by_account(inside, estimated)}
    sums = total([*([exact.sum] if counted else []), *(each[account] for account in estimated)])
    times = inside.times()
    return replace(
        base, unique=unique, everybody=everybody, outside=_at_least_nobody(difference(everybody, unique)), sum=sums,
        shared=_at_least_nobody(total(list(times[1:]), independent=False)), frequency=mean_times(sums, unique),
        distribution=times, each=each, exclusive=_exclusive(inside, exact, counted, estimated),
    )  # fmt: skip


def _by_account(mixed: Mixed, estimated: Sequence[str]) -> list[tuple[str, Piece]]:
    return list(zip(estimated, mixed.pieces[len(mixed.pieces) - len(estimated) :], strict=True))


def _exclusive(mixed: Mixed, exact: Reach, counted: Sequence[str], estimated: Sequence[str]) -> dict[str, Estimate]:
    """People only one account brings: of the counted, the part that no estimated account reaches."""
    first = len(mixed.pieces) - len(estimated)
    found = {account: mixed.exclusive(first + at) for at, account in enumerate(estimated)}
    if counted:
        alone = ratio(mixed.exclusive(0), mixed.pieces[0].size) if mixed.pieces[0].size.low > 0 else None
        for account in counted:
            own = exact.exclusive[account]
            found[account] = own if alone is None else _scaled(own, alone, mixed.basis)
    return {account: found[account] for account in (*counted, *estimated)}


def _scaled(own: Estimate, part: Estimate, basis: Basis) -> Estimate:
    if not own.known:
        return own
    low, high = own.low * min(part.low, 1.0), own.high * min(part.high, 1.0)
    value = own.value * min(part.value, 1.0)
    return Estimate.between(value, min(low, value), max(high, value), basis, own.n)


def _at_least_nobody(figure: Estimate) -> Estimate:
    value, low, high = (max(0.0, end) for end in (figure.value, figure.low, figure.high))
    return Estimate.between(value, low, high, figure.basis, figure.n)


def _root(parts: list[float]) -> float:
    return float(np.sqrt(sum(part**2 for part in parts)))
