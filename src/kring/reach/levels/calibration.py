"""`Calibration`: the parameters of the engaged and shares levels, with the source they were fitted on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kring.errors import BadInput, UnknownName
from kring.reach.levels.curve import SHAPE
from kring.reach.levels.lift import Lift
from kring.reach.levels.spread import Spread
from kring.vocabulary.text import Words, entries

NUMBERS = ("odds", "slope", "inflation", "one_sided", "doubt")
SPREADS = ("multiples", "engaged")


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
    def from_dict(cls, given: Mapping[str, Any], file: str | None = None) -> Calibration:
        """The calibration of `to_dict`, or of an entry of the vocabulary's `overlap.yaml`.

        Raises BadInput with the field that is missing or can't be read, and the `file` it came from.
        """
        read = _Fields(given, file)
        odds, slope, inflation, one_sided, doubt = (read.number(name) for name in NUMBERS)
        multiples, engaged = (read.spread(name) for name in SPREADS)
        return cls(
            str(read.value("name")), str(read.value("source")), multiples, engaged, inflation, one_sided, doubt,
            Lift(odds, slope, read.line()), read.number("shape", SHAPE), bool(given.get("fitted", False)),
        )  # fmt: skip

    def save(self, file: Path) -> None:
        """Keep the parameters in a file, as JSON."""
        file.write_text(json.dumps(self.to_dict(), indent=2), encoding="utf-8")

    @classmethod
    def open(cls, file: Path) -> Calibration:
        """The parameters kept by `save`; raises BadInput that names the file and the field when it isn't those."""
        try:
            given = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            given = None
        if not isinstance(given, dict):
            raise BadInput(
                "this is no calibration in JSON.", FIT_AGAIN.en, file=str(file),
                nl="dit is geen kalibratie in JSON.", nl_advice=FIT_AGAIN.nl,
            )  # fmt: skip
        return cls.from_dict(given, str(file))


FIT_AGAIN = Words(
    "Schat de parameters opnieuw met Knowledge.calibrated(audience) en bewaar ze met Calibration.save.",
    "Fit the parameters again with Knowledge.calibrated(audience), and keep them with Calibration.save.",
)


@dataclass(frozen=True)
class _Fields:
    """The fields of a calibration as plain values, and where they stand."""

    given: Mapping[str, Any]
    file: str | None

    def value(self, name: str) -> Any:
        if name in self.given:
            return self.given[name]
        if "multiple" in self.given:
            raise self._wrong(
                f"'{name}' is missing and 'multiple' can't stand for it: what accounts share is a line with 'odds' and "
                "'slope'.",
                f"'{name}' ontbreekt en 'multiple' kan dat niet vervangen: wat accounts delen is een lijn met 'odds' "
                "en 'slope'.",
            )
        raise self._wrong(f"the field '{name}' is missing.", f"het veld '{name}' ontbreekt.")

    def number(self, name: str, default: float | None = None) -> float:
        found = self.value(name) if default is None else self.given.get(name, default)
        try:
            return float(found)
        except (TypeError, ValueError):
            raise self._unreadable(name) from None

    def line(self) -> tuple[float, float, float]:
        try:
            odds, both, slope = (float(number) for number in self.given.get("line", (0.0, 0.0, 0.0)))
        except (TypeError, ValueError):
            raise self._unreadable("line") from None
        return odds, both, slope

    def spread(self, name: str) -> Spread:
        rows = self.value(name)
        try:
            accounts, low, middle, high = zip(*([float(number) for number in row] for row in rows), strict=True)
        except (TypeError, ValueError):
            raise self._unreadable(name) from None
        return Spread(tuple(int(number) for number in accounts), low, middle, high)

    def _unreadable(self, name: str) -> BadInput:
        return self._wrong(f"the field '{name}' can't be read.", f"het veld '{name}' is niet te lezen.")

    def _wrong(self, message: str, nl: str) -> BadInput:
        return BadInput(message, FIT_AGAIN.en, file=self.file, nl=nl, nl_advice=FIT_AGAIN.nl)


@cache
def shipped(name: str) -> Calibration:
    """A calibration that comes with Kring; raises UnknownName for another. See `vocabulary/overlap.yaml`."""
    found = entries("overlap")["calibrations"]
    if name not in found:
        raise UnknownName("calibration", name, sorted(found), nl_advice=f"Kies uit: {', '.join(sorted(found))}.")
    return Calibration.from_dict({"name": name, **found[name]}, "overlap.yaml")


def _spread_rows(spread: Spread) -> list[list[float]]:
    columns = zip(spread.accounts, spread.low, spread.middle, spread.high, strict=True)
    return [[float(number) for number in row] for row in columns]
