"""The parameters of estimated reach for a network of which nothing is known, made from networks with known unions.

Everything follows from the networks by rule. Lift: the mean line in log-odds. Inflation and one-sidedness: geometric
means over networks and kinds of activity, with the standard deviation of a next one as doubt. Spreads: of each network
around what these parameters make of it; their ends are `Spread.beyond` all networks. For a country it is not known how
many people follow such accounts at all: everybody, or down to one in `OUTSIDE`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from edge_lists import engaged_of
from numpy.typing import NDArray

from kring.reach.levels.calibration import Calibration, shipped
from kring.reach.levels.curve import SHAPE
from kring.reach.levels.evidence import Told, combined
from kring.reach.levels.fitting import KnownSet, fit, known_sets, lifted_scores
from kring.reach.levels.lift import Lift
from kring.reach.levels.rows import ByPopulation, Rows
from kring.reach.levels.spread import Spread, score

ACTIVITIES = ((0.7, 0.03), (1.1, 0.06), (1.5, 0.12))
"""Spread of people's activity and middle engagement rate of accounts; the second is judged, all three are shipped."""

OUTSIDE = 60.0
"""How many times those who follow such accounts there may be people in a country; an assumption."""

NOBODY_IN_COMMON = 10**9
"""Networks are compared whole, so that sets drawn from one need no widening for accounts in common."""

NETWORKS = (
    "networks with known unions (100 Twitter follower lists and dense Higgs follow lists of SNAP, likers of a climbing "
    "niche, the synthetic world, a generated instance, four kinds of made-up social graphs), by the rules of "
    "benchmarks/accuracy/network_prior.py; expected overlap from sizes and the number of different people"
)
COUNTRY = (
    "as `network`, but how many of a country's people follow such accounts at all is not known: everybody, or down to "
    "a sixtieth. For comparison, 115 Swiss influencers have 8.5 million followers added up and 7 million different "
    "ones (SRF Data 2017)"
)


@dataclass(frozen=True)
class Studied:
    """One network: random sets with known unions, and by kind of activity what the engaged told and what was fitted."""

    sets: dict[int, list[KnownSet]]
    told: tuple[dict[int, list[Told]], ...]
    fitted: tuple[Calibration, ...]


def studied(rows: Rows, draws: int = 150, seed: int = 0) -> Studied:
    """Study one network."""
    expected, rng = ByPopulation(rows.sizes, rows.people), np.random.default_rng(seed)
    sets = known_sets(rows, expected, np.arange(rows.accounts), SHAPE, draws, rng)
    told, fitted = [], []
    for activity in ACTIVITIES:
        engaged = engaged_of(rows, rng, *activity)
        told.append({number: [told_of(rows, engaged, one.chosen) for one in known] for number, known in sets.items()})
        fitted.append(fit(rows, expected, engaged=engaged, seed=seed, draws=20))
    return Studied(sets, tuple(told), tuple(fitted))


def told_of(followers: Rows, engaged: Rows, chosen: NDArray[np.int64]) -> Told:
    """What the engaged of these accounts tell."""
    return Told.by_union(engaged.sizes[chosen], engaged.union(chosen), followers.sizes[chosen], SHAPE)


def made_from(networks: Sequence[Studied]) -> Calibration:
    """The parameters for a network of which nothing is known."""
    fitted = [calibration for network in networks for calibration in network.fitted]
    odds, slope, inflation, one_sided = (
        np.array(column)
        for column in zip(
            *((np.log(c.lift.odds), c.lift.slope, np.log(c.inflation), np.log(c.one_sided)) for c in fitted),
            strict=True,
        )
    )
    lift = Lift(float(np.exp(odds.mean())), float(slope.mean()))
    multiples = Spread.beyond([_spread(lifted_scores(network.sets, lift)) for network in networks])
    base = replace(
        shipped("network"), name="network", source=f"{len(networks)} {NETWORKS}", lift=lift, multiples=multiples,
        inflation=float(np.exp(inflation.mean())), one_sided=float(np.exp(one_sided.mean())),
        doubt=float(inflation.std(ddof=1) * np.sqrt(1 + 1 / len(networks))), shape=SHAPE, fitted=False,
    )  # fmt: skip
    return replace(base, engaged=Spread.beyond([_engaged_spread(network, base) for network in networks]))


def of_country(network: Calibration) -> Calibration:
    """The parameters where not even the number of people who follow such accounts is known."""
    most = network.lift.slope * float(np.log(OUTSIDE))
    return replace(network, name="country", source=COUNTRY, multiples=network.multiples.shifted(0.0, most / 2, most))


def as_yaml(calibrations: Sequence[Calibration]) -> str:
    """The vocabulary file `overlap.yaml` that holds these."""
    lines = [
        "# Parameters of estimated reach (kring.reach.levels), made by",
        "# `python benchmarks/accuracy/reach_levels.py --ship`: don't edit. A spread holds, by number of accounts, the",
        "# low, middle and high score log((true overlap + 1/2) / (expected + 1/2)). An organisation fits its own",
        "# parameters with `Knowledge.calibrated`.",
        "calibrations:",
    ]
    for calibration in calibrations:
        given = calibration.to_dict()
        given.pop("line")
        lines += [f"  {given.pop('name')}:", "    source: >-"]
        lines += textwrap.wrap(given.pop("source"), 116, initial_indent=" " * 6, subsequent_indent=" " * 6)
        lines += [f"    {key}: {_plain(value)}" for key, value in given.items()]
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_plain(one) for one in value) + "]"
    return str(int(value)) if float(value).is_integer() else f"{value:.3f}"


def _spread(scores: Mapping[int, NDArray[np.float64]]) -> Spread:
    return Spread.of_scores(dict(scores), NOBODY_IN_COMMON)


def _engaged_spread(network: Studied, base: Calibration) -> Spread:
    """How far truth lies from what these parameters make of a network; the outermost ends of all kinds of activity."""
    kinds = [_spread(_engaged_scores(network.sets, told, base)) for told in network.told]
    low, middle, high = (np.array([getattr(kind, name) for kind in kinds]) for name in ("low", "middle", "high"))
    columns = low.min(axis=0), np.median(middle, axis=0), high.max(axis=0)
    return Spread(kinds[0].accounts, *(tuple(column.tolist()) for column in columns))


def _engaged_scores(
    sets: Mapping[int, list[KnownSet]], told: Mapping[int, list[Told]], base: Calibration
) -> dict[int, NDArray[np.float64]]:
    scores = {}
    for number, known in sets.items():
        found = []
        for one, heard in zip(known, told[number], strict=True):
            likely = base.lift.total(one.pairs)
            posterior = combined(heard, base.inflation, base.doubt, base.multiples, likely, number)
            found.append(score(one.true, posterior.expected, posterior.width))
        scores[number] = np.array(found)
    return scores
