"""Make the place tables that Kring ships from the open data of Statistics Netherlands (CBS).

    python scripts/build_places.py --data FOLDER

FOLDER holds `postcodes.csv`, `inwoners_per_postcode_leeftijd.csv`, `geo_gemeenten.geojson`,
`geo_gemeenten_centroids.csv` and `geo_postcodes4_centroids.csv` (population of 1 January 2021, borders of 2022).
The files mix postcodes of two, three and four digits in one column; only four digits are kept, or everybody would
count three times. Municipalities get the names of today by `municipality_changes` in `names.yaml`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

PLACES = Path(__file__).parents[1] / "src" / "kring" / "vocabulary" / "places" / "data"


def inside(lon: float, lat: float, ring: np.ndarray) -> bool:
    """Whether a point lies inside a closed ring of (lon, lat) points: the even-odd rule."""
    x, y = ring[:-1, 0], ring[:-1, 1]
    x_next, y_next = ring[1:, 0], ring[1:, 1]
    crosses = (y > lat) != (y_next > lat)
    with np.errstate(divide="ignore", invalid="ignore"):
        at = x + (lat - y) * (x_next - x) / (y_next - y)
    return bool(np.count_nonzero(crosses & (lon < at)) % 2)


def read_borders(data: Path) -> list[tuple[str, list[np.ndarray]]]:
    """Each municipality of the borders file with its outer rings."""
    features = json.loads((data / "geo_gemeenten.geojson").read_text(encoding="utf-8"))["features"]
    borders = []
    for feature in features:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        borders.append((feature["properties"]["gemeente"], [np.asarray(polygon[0]) for polygon in polygons]))
    return borders


def municipality_at(lon: float, lat: float, borders: list[tuple[str, list[np.ndarray]]]) -> str | None:
    """The municipality of the borders file that holds a point, or None outside the country."""
    if np.isnan(lon):
        return None
    return next((name for name, rings in borders if any(inside(lon, lat, ring) for ring in rings)), None)


def read_postcodes(data: Path, today: dict[str, str], split: set[str]) -> pd.DataFrame:
    """One row a four-digit postcode, its municipality by today's name, and its centroid where there is one."""
    postcodes = pd.read_csv(data / "postcodes.csv", dtype={"postcode": str})
    postcodes = postcodes[postcodes["postcode"].str.len() == 4]
    centroids = pd.read_csv(data / "geo_postcodes4_centroids.csv").dropna(subset=["lon", "lat"])
    centroids["postcode"] = centroids["postcode"].astype(int).astype(str)
    joined = postcodes.merge(centroids[["postcode", "lon", "lat"]], on="postcode", how="left")
    borders = read_borders(data)
    unsettled = joined["gemeente"].isna() | joined["gemeente"].isin(split)
    joined.loc[unsettled, "gemeente"] = [
        municipality_at(row.lon, row.lat, borders) for row in joined[unsettled].itertuples()
    ]
    joined["gemeente"] = joined["gemeente"].map(lambda name: today.get(name, name), na_action="ignore")
    province = (
        joined.dropna(subset=["gemeente", "provincie"])
        .groupby("gemeente")["provincie"]
        .agg(lambda names: names.mode().iloc[0])
    )
    joined["provincie"] = joined["gemeente"].map(province)
    return joined


def postcode_table(postcodes: pd.DataFrame) -> pa.Table:
    """The shipped postcode table: unknown stays empty."""
    return pa.table(
        {
            "pc4": pa.array(postcodes["postcode"], pa.string()),
            "place": pa.array(postcodes["plaats"], pa.string(), from_pandas=True),
            "municipality": pa.array(postcodes["gemeente"], pa.string(), from_pandas=True),
            "province": pa.array(postcodes["provincie"], pa.string(), from_pandas=True),
            "lon": pa.array(postcodes["lon"], pa.float64(), from_pandas=True),
            "lat": pa.array(postcodes["lat"], pa.float64(), from_pandas=True),
            "people": pa.array(postcodes["inwoners"], pa.int64(), from_pandas=True),
        }
    )


def population_table(data: Path) -> pa.Table:
    """People by postcode, five-year age band and gender; postcodes whose population CBS withholds have no rows."""
    ages = pd.read_csv(data / "inwoners_per_postcode_leeftijd.csv", dtype={"postcode": str})
    ages = ages[ages["postcode"].str.len() == 4].dropna(subset=["inwoners"])
    by_gender = [
        ages[["postcode", "leeftijd", column]].set_axis(["pc4", "age_band", "people"], axis=1).assign(gender=gender)
        for column, gender in (("inwoners_man", "male"), ("inwoners_vrouw", "female"))
    ]
    rows = pd.concat(by_gender)
    rows["first_age"] = rows["age_band"].str.extract(r"^(\d+)", expand=False).astype(int)
    rows = rows.sort_values(["first_age", "gender", "pc4"])
    return pa.table(
        {
            "pc4": pa.array(rows["pc4"], pa.string()).dictionary_encode(),
            "age_band": pa.array(rows["age_band"], pa.string()).dictionary_encode(),
            "gender": pa.array(rows["gender"], pa.string()).dictionary_encode(),
            "people": pa.array(rows["people"].astype("int32")),
        }
    )


def municipality_table(data: Path, postcodes: pd.DataFrame, today: dict[str, str]) -> pa.Table:
    """Municipalities with province, people and the centroid by area of the municipalities they were made of."""
    areas = pd.read_csv(data / "geo_gemeenten_centroids.csv")
    areas["gemeente"] = areas["gemeente"].map(lambda name: today.get(name, name))
    weight = areas["oppervlakte_km2"]
    areas["lon"], areas["lat"] = areas["lon"] * weight, areas["lat"] * weight
    sums = areas.groupby("gemeente")[["lon", "lat", "oppervlakte_km2"]].sum().sort_index()
    people = postcodes.groupby("gemeente")["inwoners"].sum()
    province = postcodes.groupby("gemeente")["provincie"].first()
    if set(sums.index) != set(people.index):
        raise SystemExit(f"postcodes and borders disagree: {sorted(set(sums.index) ^ set(people.index))}")
    return pa.table(
        {
            "municipality": pa.array(sums.index, pa.string()),
            "province": pa.array(province.reindex(sums.index), pa.string()),
            "people": pa.array(people.reindex(sums.index).astype(int), pa.int64()),
            "lon": pa.array((sums["lon"] / sums["oppervlakte_km2"]).round(5), pa.float64()),
            "lat": pa.array((sums["lat"] / sums["oppervlakte_km2"]).round(5), pa.float64()),
        }
    )


def main() -> None:
    """Read the CBS files, write the three tables, say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the CBS files")
    data = parser.parse_args().data
    names = yaml.safe_load((PLACES.parent / "names.yaml").read_text(encoding="utf-8"))
    split = set(names["municipality_splits"])
    today = {old: new for old, new in names["municipality_changes"].items() if old not in split}
    postcodes = read_postcodes(data, today, split)
    tables = {
        "postcodes": postcode_table(postcodes),
        "population": population_table(data),
        "municipalities": municipality_table(data, postcodes, today),
    }
    for name, table in tables.items():
        path = PLACES / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=19)
        print(f"{path.name}: {table.num_rows:,} rows, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
