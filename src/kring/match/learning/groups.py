"""Which groups an account belongs to, for asking whether a ranking treats groups differently. Never used to rank.

Gender is what the source says of a creator and nothing else: it is not guessed from names or pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyarrow as pa

from kring.match.criteria.pool import Pool
from kring.vocabulary.places import flemish_municipality_table, municipality_table, place_named

ATTRIBUTES = ("tier", "gender", "language", "region")
GROUPS = pa.schema([("account", pa.string()), *((name, pa.string()) for name in ATTRIBUTES)])
"""One row an account: its group by attribute, null where it is not known."""


def groups_of(pool: Pool, genders: Mapping[str, str | None] | None = None) -> pa.Table:
    """The groups of every account of a pool. `genders`: what the newest observation says, by account.

    The region is the province (or, in Flanders, the province there) of the town that the creator names.
    """
    genders, rows = genders or {}, []
    for row in pool.accounts.select(["account", "tier", "language", "city", "country"]).to_pylist():
        place = place_named(row["city"], row["country"]) if row["city"] else None
        rows.append({
            "account": row["account"], "tier": row["tier"], "gender": genders.get(row["account"]),
            "language": row["language"], "region": _provinces().get(place.municipality) if place else None,
        })  # fmt: skip
    return pa.Table.from_pylist(rows, GROUPS)


@cache
def _provinces() -> dict[str, str]:
    """The province of each Dutch and Flemish municipality; of two of one name the Dutch one."""
    found: dict[str, str] = {}
    for table in (flemish_municipality_table(), municipality_table()):
        found |= dict(zip(table["municipality"].to_pylist(), table["province"].to_pylist(), strict=True))
    return found
