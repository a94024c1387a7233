"""What a relation with a brand rests on: the posts that show it, each with its sentence and the rules that count."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.quoted import Evidence
from kring.vocabulary.relations import brand_signs
from kring.vocabulary.text import Words


def brand_evidence(shown: pa.Table, account: str, brand: str, limit: int = 20) -> tuple[Evidence, ...]:
    """The posts of an account that show a brand, the newest first; `shown` holds rows of `BRAND_POSTS`.

    The rule joins what the brand was recognised by with the commercial signs about it.
    """
    of_both = pc.and_(pc.equal(shown["account"], account), pc.equal(shown["brand"], brand))
    rows = shown.filter(of_both).sort_by([("published_at", "descending"), ("post", "ascending")])
    return tuple(_evidence(row) for row in rows.slice(0, limit).to_pylist())


def _evidence(row: dict[str, Any]) -> Evidence:
    rule = " + ".join([f"brand:{row['by']}", *row["rules"]])
    return Evidence("post", row["post"], row["published_at"], row["sentence"] or row["quote"], rule, _why(row))


def _why(row: dict[str, Any]) -> Words:
    sign = brand_signs()[row["by"]]
    if row["commercial"]:
        return Words(f"{sign.nl}; met een teken van reclame", f"{sign.en}; with a sign of advertising")
    return Words(f"{sign.nl}; zonder teken van reclame", f"{sign.en}; without a sign of advertising")
