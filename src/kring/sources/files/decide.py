"""Decimal marks, the order of dates, percentages: decided per column from all its values before a sheet is loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from kring.facts.schema import PROVENANCE, TABLES, Kind
from kring.sources.core.said import Said
from kring.sources.files.dates import OrderEvidence, decide_order, order_evidence
from kring.sources.files.in_order import in_order
from kring.sources.files.mapping import OBSERVED_AT, Mapping
from kring.sources.files.numbers import MarkEvidence, decide_mark, mark_evidence
from kring.sources.files.share_sums import Told, percent_by_sums
from kring.sources.files.sheet import Chunk, SourceSheet

_AS_PERCENTAGES = Said(
    "values above 1 without a % sign are read as percentages.",
    "waarden boven 1 zonder %-teken worden als percentage gelezen.",
)
_MARK, _ORDER = "decimal mark", "order of dates"
_PERCENT_WORDS = ("%", "percent", "procent", "prozent", "pourcent", "pct")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at before loading: the heading it is about ("" for the sheet) and what."""

    heading: str
    message: Said


def decided(sheet: SourceSheet, mapping: Mapping) -> tuple[Mapping, tuple[Doubt, ...]]:
    """The mapping with every format decided that it left open, and the doubts that remain."""
    kinds = {heading: kind for heading, kind in _kinds(mapping).items() if heading in sheet.headings}
    numeric = (Kind.COUNT, Kind.AMOUNT, Kind.SHARE)
    marks, orders = _evidence(
        sheet,
        [name for name, kind in kinds.items() if kind in numeric and name not in mapping.numbers],
        [name for name, kind in kinds.items() if kind is Kind.MOMENT and name not in mapping.dates],
    )
    doubts: list[Doubt] = []
    numbers, dates = dict(mapping.numbers), dict(mapping.dates)
    for name, marks_found in marks.items():
        mark, doubt = decide_mark(marks_found, three_decimals=kinds[name] is Kind.SHARE)
        doubts += [Doubt(name, doubt)] if doubt else []
        numbers |= {name: mark} if marks_found != MarkEvidence() else {}
    for name, orders_found in orders.items():
        order, doubt = decide_order(orders_found)
        doubts += [Doubt(name, doubt)] if doubt else []
        dates |= {name: order} if orders_found != OrderEvidence() else {}
    complete = replace(mapping, numbers=numbers, dates=dates)
    shares = [name for name, kind in kinds.items() if kind is Kind.SHARE and name not in mapping.percentages]
    told = _percentages(sheet, complete, shares) if shares else {}
    percentages = {name: one.percent for name, one in told.items()}
    doubts += [Doubt(name, one.doubt) for name, one in told.items() if one.doubt]
    doubts += [Doubt(name, _AS_PERCENTAGES) for name, one in told.items() if one.percent and not one.doubt]
    return replace(complete, percentages={**mapping.percentages, **percentages}), tuple(doubts)


def _evidence(
    sheet: SourceSheet, numeric: list[str], dated: list[str]
) -> tuple[dict[str, MarkEvidence], dict[str, OrderEvidence]]:
    """What all values of these columns tell of their marks and of the order of their dates."""
    marks = {name: MarkEvidence() for name in numeric if (name, _MARK) not in sheet.evidence}
    orders = {name: OrderEvidence() for name in dated if (name, _ORDER) not in sheet.evidence}

    def told(chunk: Chunk) -> tuple[dict[str, MarkEvidence], dict[str, OrderEvidence]]:
        texts = {name for name in asked if pa.types.is_string(chunk.table[name].type)}
        return (
            {name: mark_evidence(chunk.table[name]) for name in marks if name in texts},
            {name: order_evidence(chunk.table[name]) for name in orders if name in texts},
        )

    plain = sheet.digits_only() if marks or orders else frozenset()
    asked = [name for name in (*marks, *orders) if name not in plain]
    for of_marks, of_orders in in_order(told, sheet.chunks(asked)) if asked else ():
        if not of_marks and not of_orders:
            break
        marks |= {name: marks[name] + found for name, found in of_marks.items()}
        orders |= {name: orders[name] + found for name, found in of_orders.items()}
    sheet.evidence.update({(name, _MARK): found for name, found in marks.items()})
    sheet.evidence.update({(name, _ORDER): found for name, found in orders.items()})
    known: Any = sheet.evidence
    return {name: known[name, _MARK] for name in numeric}, {name: known[name, _ORDER] for name in dated}


def _kinds(mapping: Mapping) -> dict[str, Kind]:
    return {
        heading: PROVENANCE[2].kind if field == OBSERVED_AT else TABLES[table.table].column(field).kind
        for table in mapping.tables
        for field, heading in table.columns.items()
        if field != "platform" or table.table == "accounts"
    }


def _percentages(sheet: SourceSheet, mapping: Mapping, shares: list[str]) -> dict[str, Told]:
    sample = sheet.sample()
    by_sums = percent_by_sums(sample, mapping, shares)
    return {
        name: Told(True) if any(word in name.casefold() for word in _PERCENT_WORDS) else by_sums.get(name, Told(False))
        for name in shares
    }
