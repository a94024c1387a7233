"""All that was found as one table, and as a file: CSV, Excel, Parquet or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from kring.errors import BadInput
from kring.match.discovery.ordering import Ordering
from kring.match.discovery.passing import Passing
from kring.match.discovery.readings import Numbers

if TYPE_CHECKING:
    from kring.match.discovery.catalogue import Catalogue
    from kring.match.discovery.found import Found

FORMATS = (".csv", ".xlsx", ".parquet", ".json")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def found_table(catalogue: Catalogue, passing: Passing, ordering: Ordering) -> pa.Table:
    """One row an account, in order; see `Found.table`."""
    order = ordering.top(0, len(ordering.places))
    places = ordering.places[order]
    known = catalogue.pool.accounts.take(pa.array(places)).select(
        ["account", "platform", "handle", "name", "followers", "tier"]
    )
    columns = {name: known[name] for name in known.column_names}
    for name in ("scores", "likeness", "shown"):
        label = {"scores": "text_score", "shown": "sorted_by"}.get(name, name)
        columns[label] = pa.array(getattr(ordering, name)[order], from_pandas=True)
    for one in passing.asked:
        if isinstance(one.column, Numbers):
            for part, label in (("value", one.name), ("low", f"{one.name}_low"), ("high", f"{one.name}_high")):
                if label not in columns:
                    values = np.asarray(getattr(one.column, part)[places], dtype=np.float64)
                    columns[label] = pa.array(np.where(np.isfinite(values), values, np.nan), from_pandas=True)
    for label in ("unknown", "unsure"):
        flags = [
            one.column.unsure(one.condition, places)
            if label == "unsure"
            else ~one.column.fits(one.condition, places)[1]
            for one in passing.asked
        ]
        named = [
            [one.name for one, flag in zip(passing.asked, flags, strict=True) if flag[row]]
            for row in range(len(places))
        ]
        columns[label] = pa.array(named, pa.list_(pa.string()))
    return pa.table(columns)


def write_found(found: Found, file: Path) -> None:
    """Writes all that was found to a file; its ending says how. Raises `BadInput` for another ending or place."""
    ending = file.suffix.lower()
    if ending not in FORMATS:
        raise BadInput(
            f"'{file.name}' has an ending that can't be written.", f"Use one of {', '.join(FORMATS)}.",
            nl=f"'{file.name}' heeft een uitgang die niet te schrijven is.",
            nl_advice=f"Kies uit {', '.join(FORMATS)}.",
        )  # fmt: skip
    try:
        _WRITERS[ending](found, file)
    except OSError as problem:
        raise BadInput(
            f"can't be written: {problem.strerror}.", "Choose another place.", file=str(file),
            nl="dit bestand is niet te schrijven.", nl_advice="Kies een andere plaats.",
        ) from None  # fmt: skip


def _flat(table: pa.Table) -> pa.Table:
    """Lists as text, and no text that a spreadsheet would run as a formula."""
    for place, name in enumerate(table.column_names):
        if pa.types.is_list(table.schema.field(name).type):
            table = table.set_column(place, name, pa.array([" ".join(row) for row in table[name].to_pylist()]))
        elif pa.types.is_string(table.schema.field(name).type):
            table = table.set_column(place, name, pa.array(
                [f"'{one}" if one and one.startswith(_FORMULA) else one for one in table[name].to_pylist()], pa.string()
            ))  # fmt: skip
    return table


def _write_csv(found: Found, file: Path) -> None:
    from pyarrow import csv

    csv.write_csv(_flat(found.table), str(file))


def _write_parquet(found: Found, file: Path) -> None:
    import pyarrow.parquet as pq

    pq.write_table(found.table, file)


def _write_json(found: Found, file: Path) -> None:
    plain = found.to_dict() | {"rows": found.table.to_pylist()}
    file.write_text(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False), encoding="utf-8")


def _write_xlsx(found: Found, file: Path) -> None:
    from kring.match.discovery.sheet import write_sheet

    write_sheet(_flat(found.table), file)


_WRITERS = {".csv": _write_csv, ".xlsx": _write_xlsx, ".parquet": _write_parquet, ".json": _write_json}
