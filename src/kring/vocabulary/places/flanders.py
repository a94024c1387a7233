"""The municipalities of Flanders, and Brussels: what people call them, where they lie, about how many live there.

Source: names and fusions by the Flemish government (285 municipalities of 2025); people and points from GeoNames, CC BY
4.0, which are no census: one municipality in twenty is counted by its main village alone. Villages are not listed, so a
village of Flanders stays unknown.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from kring.vocabulary.places.names import folded

FLANDERS_SOURCE = "GeoNames, CC BY 4.0"
_FOLDER = Path(__file__).parent


@cache
def flemish_municipality_table() -> pa.Table:
    """One row a municipality: municipality, province, people, lon, lat (WGS84); the last three empty when unknown."""
    import pyarrow.parquet as pq

    return pq.read_table(_FOLDER / "data" / "flanders.parquet").replace_schema_metadata(None)


def flemish_municipality_named(name: str) -> str | None:
    """The Flemish municipality (or Brussels) of this name, alias or former name; None when there is none."""
    return _names().get(folded(name))


@cache
def _names() -> dict[str, str]:
    own = flemish_municipality_table()["municipality"].to_pylist()
    spelled = {folded(alias): name for alias, name in _listed()["aliases"].items()}
    return spelled | {folded(name): name for name in own}


@cache
def flemish_provinces() -> dict[str, str]:
    """The province of each municipality."""
    table = flemish_municipality_table()
    return dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))


@cache
def _listed() -> dict[str, Any]:
    import yaml

    content: dict[str, Any] = yaml.safe_load((_FOLDER / "flanders.yaml").read_text(encoding="utf-8"))
    return content
