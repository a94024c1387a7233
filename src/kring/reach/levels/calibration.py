"""`Calibration`: the parameters of the engaged and shares levels, with the source they were fitted on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from kring.errors import UnknownName
from kring.reach.levels.curve import SHAPE
from kring.reach.levels.lift import Lift
from kring.reach.levels.spread import Spread
from kring.vocabulary.text import entries


@dataclass(frozen=True)
class Calibration:
    """What sets of accounts with a known union taught.

    `lift`: what accounts really share of what chance lets expect from sizes and shares, and `multiples` the spread of
    true overlap around that. `engaged`: the spread of
    true overlap over the overlap that the engaged told. `inflation`: how many times as likely a person who engages
    with one account also engages with another that both follow, than a person drawn at random (the mean square of
    activity over its squared mean), and `doubt` is the standard deviation of its logarithm. `one_sided`: how many times
    as likely a person who engages with one account follows another one, than a follower drawn at random. `source` says
    what it was fitted on; `fitted`: whether that was the accounts at hand, else the parameters are a prior.
    """

    name: str
    source: str
    multiples: Spread
    engaged: Spread
    inflation: float
    one_sided: float
    doubt: float
    lift: Lift = field(default_factory=Lift)
    shape: float = SHAPE
    fitted: bool = False

    def with_inflation(self, inflation: float) -> Calibration:
        """The same with another inflation."""
        return replace(self, inflation=inflation)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `from_dict` reads them: how an organisation keeps parameters fitted on its own accounts."""
        return {
            "name": self.name, "source": self.source, "shape": self.shape, "fitted": self.fitted,
            "inflation": self.inflation, "one_sided": self.one_sided, "doubt": self.doubt,
            "odds": self.lift.odds, "slope": self.lift.slope, "line": list(self.lift.covariance),
            "multiples": _spread_rows(self.multiples), "engaged": _spread_rows(self.engaged),
        }  # fmt: skip

    @classmethod
    def from_dict(cls, given: dict[str, Any]) -> Calibration:
        """The calibration of `to_dict`, or of an entry of the vocabulary's `overlap.yaml`."""
        lift = Lift(float(given.get("odds", 1.0)), float(given.get("slope", 1.0)), _line(given))
        return cls(
            given["name"], given["source"], _spread(given["multiples"]), _spread(given["engaged"]),
            float(given["inflation"]), float(given["one_sided"]), float(given["doubt"]), lift,
            float(given.get("shape", SHAPE)), bool(given.get("fitted", False)),
        )  # fmt: skip


@cache
def shipped(name: str) -> Calibration:
    """A calibration that comes with Kring; raises UnknownName for another. See `vocabulary/overlap.yaml`."""
    found = entries("overlap")["calibrations"]
    if name not in found:
        raise UnknownName("calibration", name, sorted(found), nl_advice=f"Kies uit: {', '.join(sorted(found))}.")
    return Calibration.from_dict({"name": name, **found[name]})


def _line(given: dict[str, Any]) -> tuple[float, float, float]:
    odds, both, slope = (float(number) for number in given.get("line", (0.0, 0.0, 0.0)))
    return odds, both, slope


def _spread(rows: list[list[float]]) -> Spread:
    accounts, low, middle, high = zip(*rows, strict=True)
    return Spread(tuple(int(number) for number in accounts), low, middle, high)


def _spread_rows(spread: Spread) -> list[list[float]]:
    columns = zip(spread.accounts, spread.low, spread.middle, spread.high, strict=True)
    return [[float(number) for number in row] for row in columns]
