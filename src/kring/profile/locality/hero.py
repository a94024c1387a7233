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


def local_hero(
    account: str, posterior: Posterior, home: int, local: Mixture, stable: float | None, terms: LocalityTerms
) -> list[dict[str, Any]]:
    """A row of `LOCAL_HEROES`; none without a trajectory. `local`: the share of followers near home."""
    if stable is None:
        return []
    country = int(cells().country[home])
    near = float(around(home, terms.local_km) @ (cells().share * (cells().country == country)))
    by_population = near * float(posterior.seen.countries(terms)[0][country])
    strong = local.above(max(terms.strong_from, by_population))
    low, high = local.interval()
    probability = stable * strong
    return [{
        "account": account, "local_hero": probability >= LIKELY and low > by_population, "probability": probability,
        "stable": stable, "strong": strong, "near_home": local.value, "low": low, "high": high,
        "by_population": by_population, "municipality": cells().places[home].municipality,
    }]  # fmt: skip
