"""A search written as an address, so that a saved one opens as if it had been typed."""

from __future__ import annotations

from urllib.parse import urlencode

from kring.app.discovery.address import radius_parts
from kring.match.discovery import KEEP, Condition, Search
from kring.vocabulary.search_filters import NEAR, Filter, search_filter


def address_of(search: Search) -> str:
    """The query of the address, without its question mark."""
    pairs = [("q", search.text)]
    for name, condition in search.filters.items():
        pairs += _filter(search_filter(name), condition)
    pairs += [("like", account) for account in search.like]
    pairs += [
        ("by", search.by if search.like else ""), ("unknown", KEEP if search.unknown == KEEP else ""),
        ("sort", search.sort), ("lowest", "1" if search.lowest_first else ""), ("words", "" if search.meaning else "1"),
    ]  # fmt: skip
    return urlencode([(name, value) for name, value in pairs if value])


def limit_written(value: float | None, one: Filter) -> str:
    """A limit as people type it: a share in per cent. Three decimals get a fourth, or they would read as thousands."""
    if value is None:
        return ""
    text = f"{round(value * (100 if one.is_share else 1), 10):.10g}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _filter(one: Filter, asked: Condition) -> list[tuple[str, str]]:
    pairs = [(f"{one.name}-{end}", limit_written(getattr(asked, end), one)) for end in ("least", "most")]
    pairs.append((f"{one.name}-days", "" if asked.within_days is None else str(asked.within_days)))
    pairs += [(f"{one.name}-not", name) for name in asked.none_of]
    pairs.append((f"{one.name}-unknown", asked.unknown or ""))
    if (one.kind == NEAR or one.entries == "radii") and len(asked.of) == 1:
        place, km = radius_parts(asked.of[0])
        return [(one.name, place), (f"{one.name}-km", km), *pairs]
    return [*((one.name, name) for name in asked.of), *pairs]
