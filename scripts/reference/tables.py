"""The tables of the warehouse, from `kring.facts.schema`."""

from __future__ import annotations

from kring.facts.schema import LEGAL_BASES, PROVENANCE, TABLES, Column, Kind, Table
from reference.markdown import code, listed, page, table

KINDS = {
    Kind.TEXT: "text, kept as it is: a number in a text column stays text",
    Kind.COUNT: "a whole number, not negative",
    Kind.KEY: "a keyed hash of 64 bits; never a name",
    Kind.AMOUNT: "an amount of money",
    Kind.SHARE: "a share from 0 to 1",
    Kind.FLAG: "true or false",
    Kind.MOMENT: "a moment, in UTC",
    Kind.TEXTS: "a list of texts",
}

INTRODUCTION = """
What is observed of creators is kept in these tables. Rows are only ever added: the newest row of a key is the state,
the series is the development. A column that a sheet lacks is unknown, which is not zero. Deliver sheets with these
columns, or with [other headings that Kring recognises](../how-to/import-a-sheet.md).
"""


def tables_page() -> str:
    """The page about tables, kinds of value and provenance."""
    return page(
        "Tables",
        INTRODUCTION,
        *(_one_table(one) for one in TABLES.values()),
        "## Provenance\n\nEvery row of every table also says where it came from.\n\n" + _columns(PROVENANCE, ()),
        f"`legal_basis` is one of {listed(LEGAL_BASES)}.",
        "## Kinds of value\n\n"
        + table(("kind", "what it holds"), [(code(kind), words) for kind, words in KINDS.items()]),
    )


def _one_table(one: Table) -> str:
    return f"## {one.name}\n\n{one.en} *{one.nl}*\n\nKey: {listed(one.key)}.\n\n" + _columns(one.columns, one.key)


def _columns(columns: tuple[Column, ...], key: tuple[str, ...]) -> str:
    rows = [(code(one.name), code(one.kind), one.en, one.nl, _remarks(one, key)) for one in columns]
    return table(("column", "kind", "English", "Nederlands", "remarks"), rows)


def _remarks(column: Column, key: tuple[str, ...]) -> str:
    said = [
        "part of the key" if column.name in key else "",
        "required" if column.required else "",
        "personal text" if column.personal else "",
        "a third person, by keyed hash" if column.person else "",
        f"one of {listed(column.choices)}" if column.choices else "",
    ]
    return "; ".join(part for part in said if part)
