"""Fitting the levels on accounts whose followers are known: random sets of them have a known union."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.errors import BadInput
from kring.reach.levels.calibration import Calibration, shipped
from kring.reach.levels.curve import SHAPE, Curve
from kring.reach.levels.evidence import Told, combined
from kring.reach.levels.lift import Lift, Pairs
from kring.reach.levels.rows import Chosen, Expected, Floats, Rows
from kring.reach.levels.spread import Spread, score

NUMBERS = (2, 3, 5, 10, 20, 50)
DRAWS = 300
FEWEST_ACCOUNTS = 10
MOST_LIFTED = 300
FITTED_DOUBT = 0.1
"""What remains of the doubt about the inflation once it is fitted on accounts of the same network."""


@dataclass(frozen=True)
class KnownSet:
    """A set of accounts whose union is known: the true overlap on the curve, and its pairs as chance has them."""

    chosen: Chosen
    true: float
    pairs: Pairs


def fit(
    followers: Rows,
    expected: Expected,
    *,
    engaged: Rows | None = None,
    among: NDArray[np.int64] | None = None,
    name: str = "fitted",
    source: str = "",
    shape: float = SHAPE,
    base: Calibration | None = None,
    lift: Lift | None = None,
    draws: int = DRAWS,
    seed: int = 0,
) -> Calibration:
    """A calibration on the accounts `among` (all by default) of complete follower lists.

    `engaged`: the engaged of the same accounts, with people numbered alike; without them the engaged level keeps the
    parameters of `base`, or the shipped ones. Sets hold at most half of the accounts, `draws` of each number in
    `NUMBERS`; a larger set takes the spread of the largest fitted. `lift` is fitted unless given. Raises BadInput
    when there are fewer than 10 accounts. Deterministic by seed.
    """
    among = np.arange(followers.accounts) if among is None else np.asarray(among, dtype=np.int64)
    among = among[followers.sizes[among] > 0]
    if len(among) < FEWEST_ACCOUNTS:
        raise BadInput(
            f"{len(among)} accounts with known followers are too few to fit on.",
            f"Import complete follower lists of at least {FEWEST_ACCOUNTS} accounts, or use the shipped parameters.",
            nl=f"{len(among)} accounts met bekende volgers zijn te weinig om op te ijken.",
            nl_advice=f"Importeer volledige volgerslijsten van minstens {FEWEST_ACCOUNTS} accounts.",
        )  # fmt: skip
    rng = np.random.default_rng(seed)
    sets = known_sets(followers, expected, among, shape, draws, rng)
    lift = lift or fitted_lift(followers, expected, among, rng)
    multiples = Spread.of_scores(lifted_scores(sets, lift), len(among))
    found = replace(
        base or shipped("network"), name=name, source=source, lift=lift, multiples=multiples, shape=shape,
        fitted=True,
    )  # fmt: skip
    return found if engaged is None else with_engaged(found, followers, engaged, sets, among)


def lifted_scores(sets: dict[int, list[KnownSet]], lift: Lift) -> dict[int, Floats]:
    """By number of accounts, how far the true overlap of each set lies from what the lift makes of its pairs."""
    return {
        number: np.array([score(one.true, lift.total(one.pairs)) for one in known]) for number, known in sets.items()
    }


def fitted_lift(followers: Rows, expected: Expected, among: Chosen, rng: np.random.Generator) -> Lift:
    """The lift of these accounts, at most `MOST_LIFTED` of them, from the people that each pair shares."""
    from scipy.sparse import csr_array

    if len(among) > MOST_LIFTED:
        among = np.sort(rng.choice(among, MOST_LIFTED, replace=False))
    account, person = _pairs_of(followers, among)
    shape = (len(among), followers.people)
    held = csr_array((np.ones(len(person), dtype=np.int64), (account, person)), shape=shape)
    shared = (held @ held.T).toarray()[np.triu_indices(len(among), 1)]
    return Lift.fitted(expected.pairs(among), shared.astype(float), len(among))


def known_sets(
    followers: Rows, expected: Expected, among: Chosen, shape: float, draws: int, rng: np.random.Generator
) -> dict[int, list[KnownSet]]:
    """Random sets by number of accounts, at most half of those there are."""
    numbers = [number for number in NUMBERS if 2 * number <= len(among)]
    return {
        number: [
            known_set(followers, expected, np.sort(rng.choice(among, number, replace=False)), shape)
            for _ in range(draws)
        ]
        for number in numbers
    }


def known_set(followers: Rows, expected: Expected, chosen: Chosen, shape: float) -> KnownSet:
    """One set with its true overlap."""
    curve = Curve.of_union(followers.sizes[chosen], followers.union(chosen), shape)
    return KnownSet(chosen, curve.shared, expected.pairs(chosen))


def with_engaged(
    base: Calibration, followers: Rows, engaged: Rows, sets: dict[int, list[KnownSet]], among: Chosen
) -> Calibration:
    """The calibration with the engaged level fitted too."""
    inflation, one_sided = _inflations(followers, engaged, among)
    found = replace(base, inflation=inflation, one_sided=one_sided, doubt=FITTED_DOUBT)
    scores = {
        number: np.array([_engaged_score(found, followers, engaged, one) for one in known])
        for number, known in sets.items()
    }
    return replace(found, engaged=Spread.of_scores(scores, len(among)))


def _engaged_score(base: Calibration, followers: Rows, engaged: Rows, one: KnownSet) -> float:
    sizes = engaged.sizes[one.chosen]
    told = Told.by_union(sizes, engaged.union(one.chosen), followers.sizes[one.chosen], base.shape)
    likely, unsure = base.lift.total(one.pairs), base.lift.doubt(one.pairs)
    posterior = combined(told, base.inflation, base.doubt, base.multiples, likely, len(one.chosen), unsure)
    return score(one.true, posterior.expected, posterior.width)


def _inflations(followers: Rows, engaged: Rows, among: Chosen) -> tuple[float, float]:
    """The inflation of the overlap of the engaged, and that of the engaged among followers; sums over all pairs.

    Summed by person instead of by pair: who follows accounts with engagement rates r adds ((sum r)^2 - sum r^2) / 2.
    """
    sizes, active = followers.sizes[among], engaged.sizes[among]
    rates = np.divide(active, sizes, out=np.zeros_like(sizes), where=sizes > 0)
    account, person = _pairs_of(followers, among)
    follows = np.bincount(person, minlength=followers.people)
    rate, squared = (np.bincount(person, part[account], followers.people) for part in (rates, rates**2))
    engages = np.bincount(_pairs_of(engaged, among)[1], minlength=followers.people).astype(float)
    seen, expected = (engages * (engages - 1)).sum() / 2, (rate**2 - squared).sum() / 2
    one_seen, one_expected = (engages * (follows - 1)).sum(), (rate * (follows - 1)).sum()
    return float((seen + 1) / (expected + 1)), float((one_seen + 1) / (one_expected + 1))


def _pairs_of(rows: Rows, among: Chosen) -> tuple[Chosen, NDArray[np.int32]]:
    """The pairs of these accounts: their places among them, and the people."""
    taken = [rows.row(int(account)) for account in among]
    return np.repeat(np.arange(len(among)), [len(row) for row in taken]), np.concatenate(taken)
