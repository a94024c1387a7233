"""Criteria as the YAML that `kring.match.criteria.reading` reads."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import yaml

from kring.match.criteria.criterion import Criteria, Criterion, Level


def written(criteria: Criteria) -> str:
    """The criteria as YAML; what is read from it is equal to them."""
    whole = {"version": criteria.version, "criteria": {one.name: _criterion(one) for one in criteria}}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=120)


def _criterion(of: Criterion) -> dict[str, Any]:
    unit = {} if of.unit is None else {"unit": asdict(of.unit)}
    return {
        "side": of.side, "quantity": of.quantity, "kind": of.kind, **unit, "label": asdict(of.words),
        "meaning": asdict(of.meaning), "why": asdict(of.why), "evidence": list(of.evidence), "unknown": 0,
        "levels": [_level(level) for level in of.levels],
    }  # fmt: skip


def _level(of: Level) -> dict[str, Any]:
    least = {} if of.at_least is None else {"at_least": of.at_least}
    return {"name": of.name, **least, "bits": of.bits, "label": asdict(of.words)}
