"""The tables of places that Kring ships, made by `scripts/build_places.py` from open data of CBS."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

SOURCE = "CBS (Statistics Netherlands), CC BY 4.0"

_FOLDER = Path(__file__).parent


@cache
def postcodes() -> pa.Table:
    """One row a four-digit postcode area: pc4, place, municipality, province, lon, lat, people.

    Empty means unknown: 9 areas have only a number, 15 have no published population.
    """
    return _read("postcodes")


@cache
def population() -> pa.Table:
    """People by pc4, age_band (five years wide, 0-4 to 95+), gender (female, male) and people.

    Each figure is rounded to fives by CBS. Areas whose population is not published have no rows.
    """
    return _read("population")


@cache
def municipality_table() -> pa.Table:
    """One row a municipality of today: municipality, province, people, lon, lat (centroid, WGS84)."""
    return _read("municipalities")


@cache
def names() -> dict[str, Any]:
    """Aliases of municipalities and provinces, and the successors of municipalities that are gone."""
    import yaml

    content: dict[str, Any] = yaml.safe_load((_FOLDER / "names.yaml").read_text(encoding="utf-8"))
    return content


@cache
def borders() -> str:
    """Municipalities of today and provinces as flat TopoJSON text (objects `municipalities` and `provinces`, by `id`).

    One unit is a kilometre east or north. Made by `scripts/build_borders.py` from the borders of 2022 on a grid of
    250 m: good enough to draw the country, not to say where a point lies.
    """
    return (_FOLDER / "data" / "borders.json").read_text(encoding="utf-8")


def _read(name: str) -> pa.Table:
    import pyarrow.parquet as pq

    table = pq.read_table(_FOLDER / "data" / f"{name}.parquet")
    plain = [
        pa.field(field.name, pa.string()) if pa.types.is_dictionary(field.type) else field for field in table.schema
    ]
    return table.cast(pa.schema(plain)).replace_schema_metadata(None)
