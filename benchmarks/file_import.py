"""How fast the file import is, and how much memory it takes, beside DuckDB in the same run.

    python benchmarks/file_import.py [--rows N] [--workbook-rows N] [--rounds N] [--data FOLDER] [--json]

The same synthetic creators are written as CSV, Parquet and a workbook (a sheet holds a million rows at most). The
import opens, recognises, converts, checks, finds repeats and builds the batch ("checked"), and stores it in a
warehouse ("stored"). DuckDB only reads: the CSV with read_csv, which is what the import of every form is compared
with, and Parquet with read_parquet. A workbook is also read by python-calamine alone, which the import uses, because
DuckDB can't without a download. FOLDER is that of the instagram_creators research data (creators.csv, posts.parquet,
comments.parquet), which are measured as well where it is there; hashing people and masking names are part of it.

Each measurement runs in a process of its own, so that its peak memory is its own; imports of packages don't count. Of
the rounds the quickest counts, for everybody.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

MOST_AT_ONCE = 2_000_000  # rows from which on only the CSV is written, a part at a time
DEFAULT_DATA = Path(__file__).parents[2] / "shared" / "data" / "instagram_creators"


def checked(path: Path) -> Any:
    """The batch of a file: every row is in it or put aside."""
    from kring.facts.person_keys import PersonKeys
    from kring.sources.files import build_batch, open_sources, recognise

    (sheet,) = open_sources([path])
    mapping = recognise(sheet).settled()
    keys = PersonKeys(b"a benchmark's secret, kept nowhere")
    batch = build_batch(sheet, mapping, keys, dt.datetime.now(dt.UTC), "benchmark", "synthetic")
    loaded = max(rows.num_rows for rows in batch.tables.values())
    if loaded + len(batch.quarantined) != batch.rows_in:
        raise SystemExit(f"{path.name}: {batch.rows_in} rows in, {loaded} loaded, {len(batch.quarantined)} put aside")
    return batch


def stored(path: Path) -> int:
    """Rows that stand in a new warehouse or were put aside."""
    from kring.facts.warehouse import Warehouse

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        return int(Warehouse.open(Path(folder)).commit(checked(path)).rows_in)


def by_duckdb(path: Path) -> int:
    """Rows that DuckDB reads into Arrow, every column in full."""
    import duckdb

    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    return int(duckdb.sql(f"select * from {reader}('{path}')").to_arrow_table().num_rows)


def by_calamine(path: Path) -> int:
    """Rows that python-calamine reads from a workbook."""
    import python_calamine as calamine

    return len(calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()) - 1


READERS: dict[str, Callable[[Path], int]] = {
    "checked": lambda path: int(checked(path).rows_in),
    "stored": stored,
    "duckdb": by_duckdb,
    "calamine": by_calamine,
}


def measure(reader: str, path: str) -> dict[str, float]:
    """Seconds and peak memory of one reader in this process."""
    import duckdb  # noqa: F401
    import numba  # noqa: F401
    import pyiceberg.catalog.sql  # noqa: F401
    import python_calamine  # noqa: F401

    import kring.facts.warehouse
    import kring.sources.files  # noqa: F401

    start = time.perf_counter()
    rows = READERS[reader](Path(path))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"rows": rows, "seconds": seconds, "peak_mb": peak / 1024}


def best(reader: str, path: Path, rounds: int) -> dict[str, float]:
    """The quickest of some rounds, each in a fresh process, with the highest peak of all."""
    fresh = multiprocessing.get_context("spawn")
    found = []
    for _ in range(rounds):
        with fresh.Pool(1) as process:
            found.append(process.apply(measure, (reader, str(path))))
    return {**min(found, key=lambda one: one["seconds"]), "peak_mb": max(one["peak_mb"] for one in found)}


def compare(path: Path, as_csv: Path, rounds: int) -> dict[str, Any]:
    """One file through the import, beside DuckDB's reading of the same rows as CSV and of the file itself."""
    own, whole, plain = (best(name, file, rounds) for name, file in _measured(path, as_csv))
    itself = {".parquet": "duckdb", ".xlsx": "calamine"}.get(path.suffix)
    return {
        "file": path.name,
        "rows": own["rows"],
        "rows_per_second": round(own["rows"] / own["seconds"]),
        "checked_seconds": round(own["seconds"], 2),
        "stored_seconds": round(whole["seconds"], 2),
        "read_csv_seconds": round(plain["seconds"], 2),
        "times_read_csv": round(own["seconds"] / plain["seconds"], 1),
        "times_its_own_reader": round(own["seconds"] / best(itself, path, rounds)["seconds"], 1) if itself else None,
        "peak_mb": round(whole["peak_mb"]),
        "read_csv_peak_mb": round(plain["peak_mb"]),
    }


def _measured(path: Path, as_csv: Path) -> tuple[tuple[str, Path], ...]:
    return (("checked", path), ("stored", path), ("duckdb", as_csv))


def creators(rows: int, start: int) -> pa.Table:
    """Synthetic creators, numbered from `start`."""
    draw = np.random.default_rng(start + 1)
    followers = np.minimum(500 * (draw.pareto(1.1, rows) + 1), 5e8).astype(np.int64)
    return pa.table(
        {
            "username": pa.array([f"creator.{number}" for number in range(start, start + rows)]),
            "name": pa.array([f"Naam {number}" for number in range(start, start + rows)]),
            "followers": followers,
            "following": draw.integers(0, 7500, rows),
            "posts": draw.integers(0, 4000, rows),
            "country": draw.choice(["NL", "BE", "Nederland", "Belgium"], rows),
            "category": draw.choice(["vegan", "wielrennen", "mama", "beauty"], rows),
        }
    )


def write_creators(path: Path, rows: int) -> Path:
    """A synthetic CSV of creators, written a million at a time."""
    with pa.csv.CSVWriter(path, creators(0, 0).schema) as writer:
        for start in range(0, rows, 1_000_000):
            writer.write_table(creators(min(1_000_000, rows - start), start))
    return path


def write_workbook(path: Path, rows: pa.Table) -> Path:
    """Rows as a workbook with one sheet."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rows.column_names)
        for place, row in enumerate(zip(*(column.to_pylist() for column in rows.columns), strict=True), start=1):
            sheet.write_row(place, 0, row)
    return path


def pairs(folder: Path, chosen: argparse.Namespace) -> list[tuple[Path, Path]]:
    """Each file to measure, with its rows as CSV."""
    csv = write_creators(folder / "synthetic_creators.csv", chosen.rows)
    made = [(csv, csv)]
    if chosen.rows <= MOST_AT_ONCE:
        rows = pa.csv.read_csv(csv)
        pq.write_table(rows, folder / "synthetic_creators.parquet")
        made.append((folder / "synthetic_creators.parquet", csv))
    few = write_creators(folder / "synthetic_workbook.csv", chosen.workbook_rows)
    made.append((write_workbook(folder / "synthetic_workbook.xlsx", pa.csv.read_csv(few)), few))
    real = [chosen.data / name for name in ("creators.csv", "posts.parquet", "comments.parquet")]
    return [*made, *((path, _as_csv(path, folder)) for path in real if path.is_file())]


def _as_csv(path: Path, folder: Path) -> Path:
    import duckdb

    if path.suffix == ".csv":
        return path
    duckdb.sql(f"copy (select * from read_parquet('{path}')) to '{folder / path.stem}.csv' (header)")
    return folder / f"{path.stem}.csv"


def main() -> None:
    """Measures, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workbook-rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = [compare(path, as_csv, chosen.rounds) for path, as_csv in pairs(Path(folder), chosen)]
    if chosen.json:
        print(json.dumps({"benchmark": "file_import", "results": results}, indent=2))
        return
    print(
        f"{'file':28}{'rows':>11}{'rows/s':>11}{'checked':>9}{'stored':>8}{'read_csv':>10}{'times':>7}{'own':>6}{'MB':>7}"
    )
    for one in results:
        print(
            f"{one['file']:28}{one['rows']:>11,}{one['rows_per_second']:>11,}{one['checked_seconds']:>8}s"
            f"{one['stored_seconds']:>7}s{one['read_csv_seconds']:>9}s{one['times_read_csv']:>7}"
            f"{one['times_its_own_reader'] or '':>6}{one['peak_mb']:>7}"
        )


if __name__ == "__main__":
    main()
