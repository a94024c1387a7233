"""How fast the file import is, and how much memory it takes, beside DuckDB in the same run.

    python benchmarks/file_import.py [--rows N] [--workbook-rows N] [--rounds N] [--data FOLDER] [--json]

The same synthetic creators are written as CSV, Parquet and a workbook (a sheet holds a million rows at most). The
import opens, recognises, converts, checks, finds repeats and builds the batch ("checked"), and stores it in a
warehouse ("stored"). DuckDB only reads: the CSV with read_csv, which is what the import of every form is compared
with, and Parquet with read_parquet. A workbook is also read by python-calamine alone, which the import uses, because
DuckDB can't without a download. FOLDER is that of the instagram_creators research data (creators.csv, posts.parquet,
comments.parquet), which are measured as well where it is there; hashing people and masking names are part of it.

Each measurement runs in a process of its own, so that its peak memory is its own. Imports of packages don't count, and
everybody first reads 20,000 rows of the same kind of file: what is loaded once in a process, such as the import's
compiled loops, is told by itself ("once"). Of the rounds the quickest counts, for everybody.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import resource
import shutil
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
SMALL = 20_000
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


def measure(reader: str, path: str, small: str) -> dict[str, float]:
    """Seconds and peak memory of one reader in this process, and the seconds that `small` took it before."""
    import duckdb  # noqa: F401
    import numba  # noqa: F401
    import pandas  # noqa: F401
    import pyiceberg.catalog.sql  # noqa: F401
    import python_calamine  # noqa: F401

    import kring.facts.warehouse
    import kring.sources.files  # noqa: F401

    start = time.perf_counter()
    READERS[reader](Path(small))
    once = time.perf_counter() - start
    start = time.perf_counter()
    rows = READERS[reader](Path(path))
    seconds = time.perf_counter() - start
    return {"rows": rows, "seconds": seconds, "once": once, "peak_mb": peak_mb()}


def peak_mb() -> float:
    """The most memory this process has held. What getrusage says may be that of the process which started it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def best(reader: str, path: Path, rounds: int) -> dict[str, float]:
    """The quickest of some rounds, each in a fresh process, with the highest peak of all."""
    fresh = multiprocessing.get_context("spawn")
    found = []
    for _ in range(rounds):
        with fresh.Pool(1) as process:
            found.append(process.apply(measure, (reader, str(path), str(path.parent / f"small{path.suffix}"))))
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
        "once_seconds": round(own["once"], 2),
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
    path.parent.mkdir(exist_ok=True)
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
    csv = write_creators(folder / "creators" / "creators.csv", chosen.rows)
    made = [(csv, csv)]
    if chosen.rows <= MOST_AT_ONCE:
        pq.write_table(pa.csv.read_csv(csv), csv.with_suffix(".parquet"))
        made.append((csv.with_suffix(".parquet"), csv))
    few = write_creators(folder / "workbook" / "workbook.csv", chosen.workbook_rows)
    made.append((write_workbook(few.with_suffix(".xlsx"), pa.csv.read_csv(few)), few))
    real = [chosen.data / name for name in ("creators.csv", "posts.parquet", "comments.parquet")]
    made += [_beside(path, folder / f"real_{path.stem}") for path in real if path.is_file()]
    for path, as_csv in made:
        _write_small(path, as_csv)
    return made


def _beside(path: Path, folder: Path) -> tuple[Path, Path]:
    """A copy of a file in a folder of its own, and its rows as CSV."""
    import duckdb

    folder.mkdir()
    copy = Path(shutil.copy(path, folder))
    if path.suffix == ".parquet":
        duckdb.sql(f"copy (select * from read_parquet('{path}')) to '{copy.with_suffix('.csv')}' (header)")
    return copy, copy.with_suffix(".csv")


def _write_small(path: Path, as_csv: Path) -> None:
    """The first rows of a file as a file of the same kind, and as CSV, beside it."""
    import duckdb

    small = path.parent / "small.csv"
    duckdb.sql(f"copy (select * from read_csv('{as_csv}') limit {SMALL}) to '{small}' (header)")
    if path.suffix == ".parquet":
        pq.write_table(pq.read_table(path).slice(0, SMALL), small.with_suffix(".parquet"))
    if path.suffix == ".xlsx":
        write_workbook(small.with_suffix(".xlsx"), pa.csv.read_csv(small))


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
    form = "{:19}{:>12}{:>11}" + "{:>9}" * 7
    print(form.format("file", "rows", "rows/s", "checked", "stored", "read_csv", "times", "own", "once", "MB"))
    for one in results:
        rows, speed, own = f"{one['rows']:,}", f"{one['rows_per_second']:,}", one["times_its_own_reader"] or ""
        seconds = [f"{one[name]:.2f}s" for name in ("checked_seconds", "stored_seconds", "read_csv_seconds")]
        once = f"{one['once_seconds']:.2f}s"
        print(form.format(one["file"], rows, speed, *seconds, one["times_read_csv"], own, once, one["peak_mb"]))


if __name__ == "__main__":
    main()
