"""How likely a creator says yes to an offer: a prior, and what offers so far taught, with an interval.

Log odds = intercept + slope x log2(offered / expected fee) + fit x (niche share - 1/2) + one for each tier. Every part
has a normal prior (`PRIORS`), so that without any offer there is an answer: the prior, wide and said to be one. The
slope for the fee can't fall below 0: more money makes no one less willing. Method: the most likely values and the
curvature there (Laplace; MacKay, Neural Computation 1992), the chance being the mean over what the values may be.
An offer without an answer counts as no after `WAIT_DAYS`, and not at all before.
Limits: the priors are choices and no findings, since no published figures of answers to offers were found; who was
offered what was no chance, so a slope says what goes together and not what a higher offer would do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import BadInput
from kring.estimate import Basis, Estimate
from kring.match.criteria.criterion import Floats
from kring.match.learning.fitting import expit
from kring.vocabulary.tiers import KRING

YES, NO, NONE = "yes", "no", "none"
WAIT_DAYS = 14
Z = 1.959964
MOST_DOUBLINGS = 3.0
"""A fee beyond eight times, or below an eighth of, what was expected tells no more."""

OFFERS = pa.schema(
    [("account", pa.string()), ("fee_offered", pa.float64()), ("fee_expected", pa.float64()), ("tier", pa.string()),
     ("niche_fit", pa.float64()), ("answer", pa.string()), ("at", pa.timestamp("us", tz="UTC"))]
)  # fmt: skip
"""One row an offer: euros offered and expected, the tier, the share of posts in the brief's niches, `yes`, `no` or
`none`, and when it was made. Fees, tier and fit may be null: then they tell nothing."""

TIERS = tuple(tier.name for tier in KRING.tiers)
PRIORS = {"intercept": (0.0, 1.25), "fee": (1.0, 0.75), "fit": (0.5, 0.75), "tier": (0.0, 0.5)}
"""Mean and spread, in log odds. At the expected fee about one in two says yes, but anything from 8 to 92 % may be."""


@dataclass(frozen=True, eq=False)
class Acceptance:
    """What is known of answers to offers. `values` and `covariance` of intercept, fee, fit and tiers; `n` offers."""

    values: Floats
    covariance: NDArray[np.float64]
    n: int

    def chance(
        self, *, fee_ratio: float | None = None, niche_fit: float | None = None, tier: str | None = None
    ) -> Estimate:
        """The chance of a yes; what is None is taken as usual. Without any offer its basis is `prior`."""
        point = _points([fee_ratio], [niche_fit], [tier])[0]
        middle, spread = float(point @ self.values), float(np.sqrt(point @ self.covariance @ point))
        odds = np.array([middle / np.sqrt(1 + 0.346 * spread**2), middle - Z * spread, middle + Z * spread])
        value, low, high = expit(odds).tolist()
        return Estimate.between(value, low, high, Basis.MODELLED if self.n else Basis.PRIOR, self.n)


def acceptance(offers: pa.Table | None = None, now: datetime | None = None) -> Acceptance:
    """What `offers` (rows of `OFFERS`) teach. `now`: until when an answer may come; without it all are waited for.

    Raises BadInput for an answer that is none of yes, no and none.
    """
    rows = [] if offers is None else offers.select(OFFERS.names).to_pylist()
    told = [(row, _said(row["answer"])) for row in rows if _settled(row["answer"], row["at"], now)]
    ratios = [_ratio(row["fee_offered"], row["fee_expected"]) for row, _ in told]
    points = _points(ratios, [row["niche_fit"] for row, _ in told], [row["tier"] for row, _ in told])
    values = _likeliest(points, np.array([said for _, said in told], dtype=float))
    chance = expit(points @ values)
    precision = np.diag(1 / _spreads() ** 2) + (points * (chance * (1 - chance))[:, None]).T @ points
    return Acceptance(values, np.asarray(np.linalg.inv(precision), dtype=np.float64), len(told))


def _likeliest(points: NDArray[np.float64], said: Floats) -> Floats:
    from scipy.optimize import minimize

    middle, spread = _means(), _spreads()

    def loss(values: Floats) -> tuple[float, Floats]:
        odds, away = points @ values, (values - middle) / spread
        value = np.logaddexp(0, odds).sum() - said @ odds + (away**2).sum() / 2
        return float(value), (expit(odds) - said) @ points + away / spread

    bounds = [(None, None), (0.0, None)] + [(None, None)] * (len(middle) - 2)
    return np.asarray(minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=bounds).x)


def _points(
    ratios: Iterable[float | None], fits: Iterable[float | None], tiers: Iterable[str | None]
) -> NDArray[np.float64]:
    """One row an offer: 1, doublings of the expected fee, fit from the middle, and the tiers; 0 for what is unknown."""
    rows = []
    for ratio, fit, tier in zip(ratios, fits, tiers, strict=True):
        doublings = 0.0 if ratio is None or ratio <= 0 else float(np.clip(np.log2(ratio), -MOST_DOUBLINGS,
                                                                          MOST_DOUBLINGS))  # fmt: skip
        rows.append([1.0, doublings, 0.0 if fit is None else fit - 0.5, *(float(tier == name) for name in TIERS)])
    return np.array(rows).reshape(len(rows), 3 + len(TIERS))


def _ratio(offered: float | None, expected: float | None) -> float | None:
    return offered / expected if offered is not None and expected else None


def _settled(answer: str | None, at: datetime | None, now: datetime | None) -> bool:
    if answer != NONE:
        return True
    return now is not None and at is not None and now - at >= timedelta(days=WAIT_DAYS)


def _said(answer: str | None) -> bool:
    if answer not in (YES, NO, NONE):
        raise BadInput(
            f"'{answer}' is no answer to an offer.", f"Write {YES}, {NO} or {NONE}.",
            nl=f"'{answer}' is geen antwoord op een aanbod.",
            nl_advice=f"Schrijf {YES} (ja), {NO} (nee) of {NONE} (geen antwoord).",
        )  # fmt: skip
    return answer == YES


def _means() -> Floats:
    return np.array([PRIORS[name][0] for name in PARTS])


def _spreads() -> Floats:
    return np.array([PRIORS[name][1] for name in PARTS])


PARTS = ("intercept", "fee", "fit", *["tier"] * len(TIERS))
