"""How the columns of a sheet become columns of our tables: proposed, confirmed by a person, kept, and used again."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from kring.errors import BadInput
from kring.facts.schema import PLATFORMS, TABLES
from kring.sources.files.dates import DateOrder
from kring.sources.files.numbers import Mark

QUARANTINE_COLUMNS = ("quarantine_row", "quarantine_reason")
"""Columns that a saved quarantine has besides those of its file; they never count as headings."""

OBSERVED_AT = "observed_at"
"""The field, in any table, for the column that says when a row was true, as in a history of follower counts."""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table fed by a sheet: which column each field comes from, and fields with one value for all rows.

    A sheet may feed one table several times, as when it has a column for the fee of each deliverable.
    """

    table: str
    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.table not in TABLES:
            raise BadInput(
                f"there is no table '{self.table}'.", f"Choose from {', '.join(TABLES)}.",
                nl=f"er is geen tabel '{self.table}'.", nl_advice=f"Kies uit {', '.join(TABLES)}.",
            )  # fmt: skip
        known = {column.name for column in TABLES[self.table].columns} | {OBSERVED_AT, "platform"}
        for name in (*self.columns, *self.constants):
            if name not in known:
                fields = ", ".join(sorted(known))
                raise BadInput(
                    f"table {self.table} has no field '{name}'.", f"Choose from {fields}.",
                    nl=f"tabel {self.table} heeft geen veld '{name}'.", nl_advice=f"Kies uit {fields}.",
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that must be known to load a sheet.

    `platform`: of all rows, unless a column or link says otherwise. `numbers`: the decimal mark by heading. `dates`:
    day or month first by heading. `percentages`: headings whose shares are percentages. Headings that are in none of
    the three are decided from the values when the file is loaded. `complements`: headings whose shares are to be taken
    from 1, as credibility is 1 minus the share of fakes. `time_zone`: of moments that name none. `language`:
    of the headings, nl, en, de or fr.
    """

    tables: tuple[TableMapping, ...]
    platform: str = ""
    numbers: dict[str, Mark] = field(default_factory=dict)
    dates: dict[str, DateOrder] = field(default_factory=dict)
    percentages: dict[str, bool] = field(default_factory=dict)
    time_zone: str = "UTC"
    language: str = ""
    complements: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.tables:
            raise BadInput(
                "the mapping names no table.", f"Choose from {', '.join(TABLES)}.",
                nl="de mapping noemt geen tabel.", nl_advice=f"Kies uit {', '.join(TABLES)}.",
            )  # fmt: skip
        if self.platform and self.platform not in PLATFORMS:
            raise BadInput(
                f"there is no platform '{self.platform}'.", f"Choose from {', '.join(PLATFORMS)}.",
                nl=f"er is geen platform '{self.platform}'.", nl_advice=f"Kies uit {', '.join(PLATFORMS)}.",
            )  # fmt: skip

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading it uses, once."""
        return tuple(dict.fromkeys(heading for table in self.tables for heading in table.columns.values()))

    def with_constants(self, **values: str) -> Mapping:
        """The same mapping with these values for all rows: platform, relation, complete, currency and so on.

        Each goes to the tables that have such a field and no column for it; raises BadInput when none has the field.
        """
        tables = list(self.tables)
        for name, value in values.items():
            fitting = [name == "platform" or name in TABLES[table.table].own_schema.names for table in tables]
            if not any(fitting):
                raise BadInput(
                    f"no table of this mapping has a field '{name}'.",
                    nl=f"geen tabel van deze mapping heeft een veld '{name}'.",
                )
            if name != "platform":
                tables = [
                    replace(table, constants={**table.constants, name: str(value)})
                    if fits and name not in table.columns
                    else table
                    for table, fits in zip(tables, fitting, strict=True)
                ]
        return replace(self, tables=tuple(tables), platform=values.get("platform", self.platform))

    def to_yaml(self) -> str:
        """As a file that a person can read and change."""
        entries = {
            "platform": self.platform,
            "language": self.language,
            "time_zone": self.time_zone,
            "numbers": {heading: str(mark) for heading, mark in self.numbers.items()},
            "dates": {heading: str(order) for heading, order in self.dates.items()},
            "percentages": self.percentages,
            "complements": self.complements,
        }
        tables = [
            {
                "table": table.table,
                "columns": table.columns,
                **({"constants": table.constants} if table.constants else {}),
            }
            for table in self.tables
        ]
        kept = {"tables": tables, **{name: entry for name, entry in entries.items() if entry}}
        return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=120)

    @classmethod
    def from_yaml(cls, source: Path | str) -> Mapping:
        """From a file, or from its text. Raises BadInput that says what in it is wrong."""
        name = source.name if isinstance(source, Path) else "mapping"
        try:
            text = source.read_text("utf-8") if isinstance(source, Path) else source
            entries = yaml.safe_load(text)
        except OSError as problem:
            raise BadInput(
                "the mapping can't be read.", "Check the name of the file.", file=name,
                nl="de mapping is niet te lezen.", nl_advice="Controleer de naam van het bestand.",
            ) from problem  # fmt: skip
        except (yaml.YAMLError, UnicodeDecodeError) as problem:
            raise BadInput(
                "the mapping is no YAML.", "Compare it with a mapping that Kring wrote.", file=name,
                nl="de mapping is geen YAML.", nl_advice="Vergelijk hem met een mapping die Kring schreef.",
            ) from problem  # fmt: skip
        try:
            return _from_entries(entries)
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise BadInput(
                f"the mapping can't be used: {problem}.",
                "It needs a list of tables, each with its columns as 'field: heading'.",
                file=name,
                nl=f"de mapping is niet te gebruiken ({problem}).",
                nl_advice="Er hoort een lijst van tabellen in, elk met de kolommen als 'veld: kop'.",
            ) from problem


def _from_entries(entries: dict[str, Any]) -> Mapping:
    unknown = set(entries) - {
        "tables",
        "platform",
        "language",
        "time_zone",
        "numbers",
        "dates",
        "percentages",
        "complements",
    }
    if unknown:
        raise ValueError(f"it has entries that mean nothing here: {', '.join(sorted(map(str, unknown)))}")
    return Mapping(
        tables=tuple(
            TableMapping(parts["table"], _texts(parts["columns"]), _texts(parts.get("constants") or {}))
            for parts in entries["tables"]
        ),
        platform=str(entries.get("platform") or ""),
        numbers={str(heading): Mark(mark) for heading, mark in (entries.get("numbers") or {}).items()},
        dates={str(heading): DateOrder(order) for heading, order in (entries.get("dates") or {}).items()},
        percentages={str(heading): bool(value) for heading, value in (entries.get("percentages") or {}).items()},
        complements={str(heading): bool(value) for heading, value in (entries.get("complements") or {}).items()},
        time_zone=str(entries.get("time_zone") or "UTC"),
        language=str(entries.get("language") or ""),
    )


def _texts(entries: dict[Any, Any]) -> dict[str, str]:
    """Entries as text; YAML reads a bare `yes` or `true` as a truth value."""
    return {str(key): str(value).lower() if isinstance(value, bool) else str(value) for key, value in entries.items()}


def fingerprint(headings: Sequence[str]) -> str:
    """A name for a set of headings, whatever their order, case and blanks; quarantine columns don't count."""
    plain = sorted(_plain(heading) for heading in headings if heading not in QUARANTINE_COLUMNS)
    return hashlib.sha256("\n".join(plain).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _plain(heading: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", heading).casefold().split())


class RememberedMappings:
    """Confirmed mappings, kept as YAML files in a folder, one for each set of headings."""

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)

    def find(self, headings: Sequence[str]) -> Mapping | None:
        """The mapping confirmed for these headings, or None. One that fits them no longer is no longer used."""
        path = self._path(headings)
        if not path.is_file():
            return None
        found = Mapping.from_yaml(path)
        return found if set(found.headings) <= set(headings) else None

    def keep(self, headings: Sequence[str], mapping: Mapping) -> Path:
        """Keeps a mapping that a person confirmed, in place of an earlier one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(headings)
        draft = path.with_suffix(".draft")
        draft.write_text(mapping.to_yaml(), "utf-8")
        draft.replace(path)
        return path

    def _path(self, headings: Sequence[str]) -> Path:
        return self._folder / f"{fingerprint(headings)}.yaml"
