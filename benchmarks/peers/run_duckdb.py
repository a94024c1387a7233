"""DuckDB that scans the stored accounts: python run_duckdb.py FOLDER. Any of the words, the most first; no BM25."""

from __future__ import annotations

import time

import duckdb
import pyarrow as pa
from search_data import measured, stored, texts, told

MOST = 50


def main() -> None:
    """Load, then every query with the filters."""
    said, begun = told(), time.perf_counter()
    columns = {name: pa.array(stored(name), from_pandas=True) for name in ("followers", "authenticity", "language")}
    given = pa.table({"account": pa.array(range(len(columns["followers"]))), "text": texts(), **columns})
    connection = duckdb.connect()
    connection.register("given", given)
    connection.execute("create table accounts as select * from given")
    prepared = time.perf_counter() - begun
    limits = [said["followers_from"], said["followers_to"], said["authenticity_from"]]

    def answer(query: list[str]) -> list[int]:
        there = [f"contains(' ' || text || ' ', ' {word} ')" for word in query]
        passes = "followers between ? and ? and authenticity >= ? and language = 0"
        best = f"{' + '.join(f'{one}::int' for one in there)} desc, account limit {MOST}"
        asked = f"select account from accounts where {passes} and ({' or '.join(there)}) order by {best}"
        rows = connection.execute(asked, limits).fetchall()
        return [account for (account,) in rows]

    measured(answer, prepared)


if __name__ == "__main__":
    main()
