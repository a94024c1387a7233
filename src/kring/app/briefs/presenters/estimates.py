"""Estimates out of plain values, as a kept plan holds them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.estimate import LEVEL, Basis, Estimate


def estimate_of(plain: Mapping[str, Any]) -> Estimate:
    """The estimate that `Estimate.to_dict` wrote."""
    basis = Basis(plain["basis"])
    if plain["value"] is None:
        return Estimate.unknown(plain.get("reason", ""), basis)
    return Estimate(plain["value"], plain["low"], plain["high"], basis, plain["n"], plain.get("level", LEVEL))
