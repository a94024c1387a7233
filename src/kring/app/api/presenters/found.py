"""The answer to a search as plain values, in both languages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kring.app.api.presenters.rankings import text
from kring.match.discovery import Facet, Found, Row


def found_shown(found: Found) -> dict[str, Any]:
    """A page of rows, and what every filter did."""
    plain = found.to_dict()
    return plain | {
        "rows": [_row(found, row) for row in found.rows],
        "filters": [asdict(one) | {"label": text(one.words)} for one in found.filters],
        "facets": [_facet(facet) for facet in found.facets],
        "keeps_without_text": found.keeps_without_text,
    }


def _row(found: Found, row: Row) -> dict[str, Any]:
    followers, tier = found.size_of(row)
    plain = row.to_dict()
    del plain["place"]
    return plain | {
        "followers": followers,
        "tier": tier,
        "reason": text(row.reason) if row.reason else None,
        "figures": {
            name: dict(zip(("value", "low", "high"), figure, strict=True))
            for name, figure in found.figures_of(row).items()
        },
    }


def _facet(facet: Facet) -> dict[str, Any]:
    counts = [
        {"entry": entry, "label": text(facet.label(entry)), "accounts": count} for entry, count in facet.counts.items()
    ]
    return {"facet": facet.name, "label": text(facet.words), "counts": counts, "unknown": facet.unknown}
