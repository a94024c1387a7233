"""How fast the file import is, beside plain reading of the same file by pyarrow and DuckDB in the same run.

    python benchmarks/file_import.py [--data FOLDER] [--rows N] [--json]

The folder is that of the instagram_creators research data (creators.csv, posts.parquet, comments.parquet); without it a
synthetic file of comments is written. A synthetic CSV of `--rows` creators is always measured as well. The import
opens, recognises, converts, hashes people, masks names, finds repeats and builds the batch; the peers only read. Each
measurement runs in a process of its own, so that its peak memory is its own.
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

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

DEFAULT_DATA = Path(__file__).parents[2] / "shared" / "data" / "instagram_creators"


def by_import(path: Path) -> int:
    """Rows that the import brings into a batch or puts aside."""
    from kring.facts.person_keys import PersonKeys
    from kring.sources.files import build_batch, open_sources, recognise

    (sheet,) = open_sources([path])
    mapping = recognise(sheet).settled()
    now = dt.datetime.now(dt.UTC)
    batch = build_batch(
        sheet, mapping, PersonKeys(b"a benchmark's secret, kept nowhere"), now, "benchmark", "synthetic"
    )
    loaded = max(rows.num_rows for rows in batch.tables.values())
    if loaded + len(batch.quarantined) != batch.rows_in:
        raise SystemExit(f"{path.name}: {batch.rows_in} rows in, {loaded} loaded, {len(batch.quarantined)} put aside")
    return batch.rows_in


def by_pyarrow(path: Path) -> int:
    """Rows that pyarrow reads, columns typed as it likes."""
    table = pq.read_table(path) if path.suffix == ".parquet" else pa.csv.read_csv(path)
    return int(table.num_rows)


def by_duckdb(path: Path) -> int:
    """Rows that DuckDB reads into Arrow, every column in full."""
    import duckdb

    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    return int(duckdb.sql(f"select * from {reader}('{path}')").to_arrow_table().num_rows)


READERS: dict[str, Callable[[Path], int]] = {"kring": by_import, "pyarrow": by_pyarrow, "duckdb": by_duckdb}


def measure(reader: str, path: str) -> dict[str, float]:
    """Seconds and peak memory of one reader in this process; imports of packages don't count."""
    import duckdb  # noqa: F401

    import kring.sources.files  # noqa: F401

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    rows = READERS[reader](Path(path))
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"rows": rows, "seconds": seconds, "peak_mb": peak / 1024, "above_start_mb": (peak - before) / 1024}


def compare(path: Path) -> dict[str, object]:
    """One file through every reader, each in a fresh process, and the import's time as a ratio to its peers'."""
    fresh = multiprocessing.get_context("spawn")
    results: dict[str, dict[str, float]] = {}
    for reader in READERS:
        with fresh.Pool(1) as process:
            results[reader] = process.apply(measure, (reader, str(path)))
    own = results["kring"]
    return {
        "file": path.name,
        "rows": own["rows"],
        "rows_per_second": round(own["rows"] / own["seconds"]),
        "seconds": round(own["seconds"], 2),
        "peak_mb": round(own["peak_mb"]),
        "above_start_mb": round(own["above_start_mb"]),
        "times_pyarrow": round(own["seconds"] / results["pyarrow"]["seconds"], 1),
        "times_duckdb": round(own["seconds"] / results["duckdb"]["seconds"], 1),
        "peers_mb": {name: round(found["peak_mb"]) for name, found in results.items() if name != "kring"},
    }


def write_creators(path: Path, rows: int) -> Path:
    """A synthetic CSV of creators."""
    draw = np.random.default_rng(1)
    followers = np.minimum(500 * (draw.pareto(1.1, rows) + 1), 5e8).astype(np.int64)
    table = pa.table(
        {
            "username": pa.array([f"creator.{number}" for number in range(rows)]),
            "name": pa.array([f"Naam {number}" for number in range(rows)]),
            "followers": followers,
            "following": draw.integers(0, 7500, rows),
            "posts": draw.integers(0, 4000, rows),
            "country": draw.choice(["NL", "BE", "Nederland", "Belgium"], rows),
            "category": draw.choice(["vegan", "wielrennen", "mama", "beauty"], rows),
        }
    )
    pa.csv.write_csv(table, path)
    return path


def write_comments(path: Path, rows: int) -> Path:
    """Synthetic comments, a third of which name somebody."""
    draw = np.random.default_rng(2)
    people = draw.integers(0, rows // 2, rows)
    named = np.char.add("mooi! @iemand", (people % 100).astype(str))
    table = pa.table(
        {
            "comment_id": pa.array([f"c{number}" for number in range(rows)]),
            "post_id": pa.array([f"p{number}" for number in draw.integers(0, rows // 15, rows)]),
            "user_hash": pa.array([f"u{number}" for number in people]),
            "ts": draw.integers(1_400_000_000, 1_560_000_000, rows),
            "text": pa.array(np.where(draw.random(rows) < 0.33, named, "wat een mooie foto")),
            "likes": draw.integers(0, 9, rows),
            "by_owner": draw.random(rows) < 0.1,
        }
    )
    pq.write_table(table, path)
    return path


def main() -> None:
    """Measures, and prints a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names = ("creators.csv", "posts.parquet", "comments.parquet")
        files = [chosen.data / name for name in names if (chosen.data / name).is_file()]
        files = files or [write_comments(Path(folder) / "synthetic_comments.parquet", 434_463)]
        files.append(write_creators(Path(folder) / "synthetic_creators.csv", chosen.rows))
        results = [compare(path) for path in files]
    if chosen.json:
        print(json.dumps({"benchmark": "file_import", "results": results}, indent=2))
        return
    print(f"{'file':28}{'rows':>11}{'rows/s':>11}{'s':>8}{'peak MB':>9}{'x pyarrow':>11}{'x DuckDB':>10}")
    for found in results:
        print(
            f"{found['file']:28}{found['rows']:>11,}{found['rows_per_second']:>11,}{found['seconds']:>8}"
            f"{found['peak_mb']:>9}{found['times_pyarrow']:>11}{found['times_duckdb']:>10}"
        )


if __name__ == "__main__":
    main()
