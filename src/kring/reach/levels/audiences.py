"""The audiences that a mixed set is made of: all counted accounts as one, and each estimated account by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, wilson
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.levels.cells import Division
from kring.reach.levels.evidence import Told
from kring.reach.levels.knowledge import ENGAGED, PERSONS, SHARES, Knowledge
from kring.reach.levels.lift import Pairs
from kring.reach.levels.masks import Mask, mask_of, share_in
from kring.reach.levels.rows import Floats
from kring.reach.levels.unions import Shared
from kring.reach.target_group import TargetGroup

People = NDArray[np.int64]


@dataclass(frozen=True)
class Piece:
    """One audience of a set: an estimated account, or all the counted ones together.

    `size`: its people in the target group. `parts` (cells,): expected people by cell over the root of the cell's
    population. `members`: how many accounts it stands for. `seen`: the people of it that are known by key.
    """

    level: str
    size: Estimate
    parts: Floats
    members: int
    seen: People


@dataclass(frozen=True)
class Place:
    """Where and for whom is counted: the audience, the target group, and what is known of accounts."""

    audience: Audience
    group: TargetGroup
    known: Knowledge

    @property
    def mask(self) -> Mask | None:
        """The cells of the target group; None when shares can't tell it."""
        return mask_of(self.group.segment)

    def counted(self, size: Estimate, people: People, members: int) -> Piece:
        """The piece of all accounts that are counted person by person."""
        division = Division.of_people(self.audience, people, self.known.populations)
        return Piece(PERSONS, size, self._parts(division, float(len(people)), size), members, people)

    def engaged(self, account: str) -> Piece:
        """The piece of an account of which a part of the followers is known."""
        people = self.audience.row(account).astype(np.int64)
        followers = float(self.known.followers[account] or 0)
        size = followers * self._share_of(people)
        division = self.known.division(self.audience, account)
        return Piece(ENGAGED, size, self._parts(division, followers, size), 1, people)

    def shares(self, account: str) -> Piece | None:
        """The piece of an account of which only followers and shares are known; None when they don't tell the group."""
        followers, mask = float(self.known.followers[account] or 0), self.mask
        if mask is None:
            return None
        division = self.known.division(self.audience, account)
        size = followers * share_in(division, mask)
        if not size.known:
            return None
        return Piece(SHARES, size, self._parts(division, followers, size), 1, np.zeros(0, dtype=np.int64))

    def _share_of(self, people: People) -> Estimate:
        """The share of the followers that belongs to the group, as that of the people who are known."""
        if self.group.segment.is_everybody:
            return Estimate.exact(1.0, basis=Basis.MODELLED)
        counts = np.bincount(self.group.classes[people], minlength=len(self.group.weights))
        inside = Counter(self.group, Basis.SAMPLED).inside(counts)
        if not inside.known:
            return inside
        trials = len(people)
        low, high = float(wilson(inside.low, trials)[0]), float(wilson(inside.high, trials)[1])
        return Estimate.between(inside.value / trials, low, high, Basis.MODELLED, trials)

    def _parts(self, division: Division, everybody: float, size: Estimate) -> Floats:
        """Expected people by cell; where shares can't tell the group, it is spread as the whole audience is."""
        mask = self.mask
        if mask is not None:
            return division.parts(everybody, self.known.populations, mask.cells)
        scale = (size.value / everybody if everybody else 0.0) if size.known else 0.0
        populations = self.known.populations
        return division.parts(everybody * np.sqrt(scale), populations, np.ones_like(populations.people))


def shared_by(place: Place, pieces: Sequence[Piece]) -> Shared:
    """The people that two pieces share, added up over all pairs, each pair by the best evidence there is of it."""
    counted = [piece for piece in pieces if piece.level == PERSONS]
    engaged = [piece for piece in pieces if piece.level == ENGAGED]
    found = []
    if len(engaged) > 1:
        found.append(_among_engaged(place, engaged))
    if counted and engaged:
        found.append(_with_counted(place, counted[0], engaged))
    if any(piece.level == SHARES for piece in pieces):
        pairs = _pairs(pieces, SHARES)
        found.append(Shared.by_shares(place.known.calibration, pairs, _members(pieces)))
    return Shared.total(found)


def _among_engaged(place: Place, engaged: Sequence[Piece]) -> Shared:
    weights = place.group.of_people
    sizes = np.array([float(weights[piece.seen].sum()) for piece in engaged])
    people = np.unique(np.concatenate([piece.seen for piece in engaged]))
    followers = np.array([piece.size.value for piece in engaged])
    calibration = place.known.calibration
    told = Told.by_union(sizes, float(weights[people].sum()), followers, calibration.shape)
    return Shared.by_engaged(calibration, told, _pairs(engaged), len(engaged))


def _with_counted(place: Place, counted: Piece, engaged: Sequence[Piece]) -> Shared:
    """Of the engaged of an account it is known who is among the counted: so is about that share of its followers."""
    weights, calibration = place.group.of_people, place.known.calibration
    seen = implied = share = 0.0
    for piece in engaged:
        both = float(weights[np.intersect1d(piece.seen, counted.seen)].sum())
        known = float(weights[piece.seen].sum())
        seen += both
        implied += both / known * piece.size.value if known > 0 else 0.0
        share += known
    share /= max(sum(piece.size.value for piece in engaged), 1e-9)
    as_told = Told(seen, implied * share, share)
    pairs = _pairs([counted, *engaged], PERSONS)
    one_sided = calibration.with_inflation(calibration.one_sided)
    return Shared.by_engaged(one_sided, as_told, pairs, len(engaged) + 1)


def _pairs(pieces: Sequence[Piece], level: str | None = None) -> Pairs:
    """All pairs of pieces, or those of which at least one is of this level."""
    parts = np.array([piece.parts for piece in pieces])
    sizes = np.array([piece.size.value for piece in pieces])
    there = np.array([level in (None, piece.level) for piece in pieces])
    return Pairs.of(parts @ parts.T, sizes, there[:, None] | there[None, :])


def _members(pieces: Sequence[Piece]) -> float:
    """The number of accounts that has as many pairs as those between pieces."""
    members = np.array([piece.members for piece in pieces], dtype=float)
    pairs = (members.sum() ** 2 - (members**2).sum()) / 2
    return float((1 + np.sqrt(1 + 8 * pairs)) / 2)
