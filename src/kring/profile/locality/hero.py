"""Local hero: stable in size and strong near home, as a label with its probability and what it rests on.

Method: the probability that the size is stable (`kring.profile.trajectory`) times the probability that the share of
followers near home is at least `strong_from` and more than population alone gives; the two are taken as independent.
The label is given when that probability is a half or more and even the low end of the share near home lies above what
population gives. Without a trajectory or a known home there is no row.
Source: design, words (trajectory). The least share is Kring's own choice (`kring.vocabulary.locality`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate
from kring.profile.locality.cells import around, cells
from kring.profile.locality.mixture import Mixture
from kring.profile.locality.posterior import Posterior
from kring.vocabulary.locality import LocalityTerms

LIKELY = 0.5
LOCAL_HEROES = pa.schema(
    [
        ("account", pa.string()), ("local_hero", pa.bool_()), ("probability", pa.float64()), ("stable", pa.float64()),
        ("strong", pa.float64()), ("near_home", pa.float64()), ("low", pa.float64()), ("high", pa.float64()),
        ("by_population", pa.float64()), ("municipality", pa.string()),
    ]
)  # fmt: skip


NEAR_HOME = pa.schema(
    [("account", pa.string()), *((name, LOCAL_HEROES.field(name).type) for name in (
        "strong", "near_home", "low", "high", "by_population", "municipality",
    ))]
)  # fmt: skip
"""What is known of how strong each account is near home, whether or not its size is stable."""


@dataclass(frozen=True, slots=True)
class LocalHero:
    """Whether an account is a local hero, how likely, and why.

    `stable`, `strong`: the probabilities it is made of. `near_home`: the share of followers within 10 km of home with
    its `low` and `high`; `by_population`: what that would be if followers lived as people do.
    """

    local_hero: bool
    probability: float
    stable: float
    strong: float
    near_home: float
    low: float
    high: float
    by_population: float
    municipality: str

    @property
    def share(self) -> Estimate:
        """The share of followers near home."""
        return Estimate.between(self.near_home, self.low, self.high, Basis.MODELLED)


def near_home(posterior: Posterior, home: int, local: Mixture, terms: LocalityTerms) -> dict[str, Any]:
    """A row of `NEAR_HOME` but for its account; `local`: the share of followers near home."""
    country = int(cells().country[home])
    near = float(around(home, terms.local_km) @ (cells().share * (cells().country == country)))
    by_population = near * float(posterior.seen.countries(terms)[0][country])
    low, high = local.interval()
    return {
        "strong": local.above(max(terms.strong_from, by_population)), "near_home": local.value, "low": low,
        "high": high, "by_population": by_population, "municipality": cells().places[home].municipality,
    }  # fmt: skip


def local_heroes(near: pa.Table, trajectories: pa.Table) -> pa.Table:
    """Rows of `LOCAL_HEROES`: of rows of `NEAR_HOME` those with a trajectory (rows of `TRAJECTORY`)."""
    place = pc.index_in(near["account"], value_set=trajectories["account"].combine_chunks())
    told = near.append_column("stable", trajectories["stable"].take(place)).filter(pc.is_valid(place))
    probability = pc.multiply(told["stable"], told["strong"])
    hero = pc.and_(pc.greater_equal(probability, LIKELY), pc.greater(told["low"], told["by_population"]))
    rows = told.append_column("probability", probability).append_column("local_hero", hero)
    return rows.select(LOCAL_HEROES.names).cast(LOCAL_HEROES)
