"""Doubts about columns: names that may be shared, fields two columns could be, headings that their values deny."""

from __future__ import annotations

from kring.facts.schema import Kind
from kring.sources.core.said import Said
from kring.sources.files.candidates import Candidate, Seen, field_column
from kring.sources.files.decide import Doubt
from kring.sources.files.headings import is_derived, meanings_of_derived
from kring.sources.files.mapping import Mapping
from kring.sources.files.shapes import fit

_SHOWN_NAMES = Said(
    "these look like shown names rather than handles; two accounts may share one.",
    "dit lijken getoonde namen en geen gebruikersnamen; twee accounts kunnen dezelfde hebben.",
)


def shown_names(chosen: list[Candidate], seen: Seen) -> list[Doubt]:
    """A doubt about a column of accounts that holds no handles and no links."""
    account = chosen[0].choices.get("account")
    if not account or max(seen.shapes[account.heading].handle, seen.shapes[account.heading].link) >= 0.8:
        return []
    return [Doubt(account.heading, _SHOWN_NAMES)]


def rivals(chosen: list[Candidate], mapping: Mapping) -> list[Doubt]:
    """Doubts about columns whose field another column could be too, which is then used for nothing."""
    return [
        Doubt(one.choices[name].heading, _rival(other, name, one.table))
        for one in chosen
        for name, other in one.rivals.items()
        if other not in mapping.headings
    ]


def _rival(other: str, name: str, table: str) -> Said:
    column = field_column(table, name)
    return Said(
        f"'{other}' could be the {name} of {table} too.",
        f"ook '{other}' kan '{name}' van {table} zijn ({column.nl}).",
    )


def contradictions(seen: Seen, used: set[str]) -> list[Doubt]:
    """Headings that say one thing above values that say another: not taken, and not passed over in silence."""
    doubts = []
    for heading, shape in seen.shapes.items():
        if heading in used or not shape.filled:
            continue
        said = meanings_of_derived(heading) if is_derived(heading) else seen.meanings[heading]
        sure = [one for one in said if one.sureness >= 0.8]
        if sure and all(fit(field_column(one.table, one.field), shape) < 0.5 for one in sure):
            of_counts = any(field_column(one.table, one.field).kind is Kind.COUNT for one in sure)
            doubts.append(Doubt(heading, _contradiction(sure[0].field, shape.in_words(), shifted=of_counts)))
    return doubts


def _contradiction(field_: str, values: Said, *, shifted: bool) -> Said:
    en = f"the heading speaks of {field_}, but the values look like {values.en}; it is not taken."
    nl = f"de kop wijst op '{field_}', maar de waarden zien eruit als {values.nl}; de kolom wordt niet gebruikt."
    if not shifted:
        return Said(en, nl)
    return Said(
        f"{en} Perhaps the headings have shifted: look at those beside it too.",
        f"{nl} Misschien zijn de koppen verschoven: kijk ook naar de koppen ernaast.",
    )
