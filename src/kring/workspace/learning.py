"""Weights of a workspace learned from decisions: proposed to a folder, and made the organisation's own by a person.

A proposal is a folder: weights.yaml (as `kring.match.criteria` reads it), report.json, report.en.md and report.nl.md.
Accepting copies the weights to the settings, keeps those before, and writes to a log who did it and when.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from kring.errors import BadInput
from kring.match.criteria import Criteria, read_criteria
from kring.match.criteria.writing import written
from kring.match.learning.decisions import DECISIONS
from kring.match.learning.groups import groups_of
from kring.match.learning.proposing import ProposedWeights, propose
from kring.match.learning.reporting import report
from kring.match.ranking import Record
from kring.workspace.matching import criteria_of, kept, pool_of

if TYPE_CHECKING:
    from kring.workspace.front import Workspace

WEIGHTS, REPORT, LOG = "weights.yaml", "report.json", "log.jsonl"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted: the version that holds now, the one before, who did it and when."""

    version: str
    before: str
    who: str
    at: str

    def to_dict(self) -> dict[str, str]:
        """Plain values for JSON."""
        return {"version": self.version, "before": self.before, "who": self.who, "at": self.at}


def learned(workspace: Workspace, decisions: pa.Table) -> ProposedWeights:
    """Weights learned from decisions on rankings kept here; see `Workspace.learn_weights`."""
    folder = workspace.folder.rankings(workspace.organisation)
    records: dict[str, Record] = {
        name: kept(name, folder) for name in pc.unique(decisions["ranking"]).to_pylist() if name is not None
    }
    held = [one.name for one in workspace.settings().criteria]
    groups = groups_of(pool_of(workspace), _genders(workspace))
    return propose(decisions, records, criteria_of(workspace), groups, held=held)


def decisions_in(file: Path) -> pa.Table:
    """The decisions in a CSV file with ranking, account, decision and perhaps outcome; raises BadInput."""
    return read_rows(file, DECISIONS, ("ranking", "account", "decision"))


def read_rows(file: Path, schema: pa.Schema, needed: tuple[str, ...]) -> pa.Table:
    """The rows of a CSV file with these headings; a column that isn't needed may be left out. Raises BadInput."""
    if not file.is_file():
        raise BadInput(f"there is no file {file}.", "Name a CSV file.", nl=f"er is geen bestand {file}.",
                       nl_advice="Noem een CSV-bestand.")  # fmt: skip
    types = {field.name: field.type for field in schema}
    options = pacsv.ConvertOptions(column_types=types, strings_can_be_null=True)
    try:
        table = pacsv.read_csv(file, convert_options=options)
    except pa.ArrowInvalid as fault:
        raise BadInput(f"it can't be read: {fault}", "Write headings and values with commas between.", file=file.name,
                       nl=f"het is niet te lezen: {fault}",
                       nl_advice="Schrijf koppen en waarden met komma's ertussen.") from None  # fmt: skip
    missing = [name for name in needed if name not in table.column_names]
    if missing:
        there = ", ".join(schema.names)
        raise BadInput(f"there is no column '{missing[0]}'.", f"The columns are: {there}.", file=file.name,
                       nl=f"er is geen kolom '{missing[0]}'.", nl_advice=f"De kolommen zijn: {there}.")  # fmt: skip
    columns = [
        table[name].cast(kind) if name in table.column_names else pa.nulls(table.num_rows, kind)
        for name, kind in types.items()
    ]
    return pa.table(columns, schema=schema)


def write_proposal(proposal: ProposedWeights, folder: Path) -> None:
    """The weights and their report, in a folder that is new or empty; raises BadInput for another."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} already holds other things.", "Choose a new or an empty folder.",
                       nl=f"in {folder} staan al andere dingen.", nl_advice="Kies een nieuwe of lege map.")  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_text(written(proposal.criteria), encoding="utf-8")
    (folder / REPORT).write_text(json.dumps(proposal.to_dict(), indent=1), encoding="utf-8")
    (folder / "report.en.md").write_text(report(proposal, "en"), encoding="utf-8")
    (folder / "report.nl.md").write_text(report(proposal, "nl"), encoding="utf-8")


def accept(workspace: Workspace, folder: Path, who: str) -> Accepted:
    """Makes the weights of a proposal the organisation's own; see `Workspace.accept_weights`."""
    weights, told = _proposal(folder)
    now = criteria_of(workspace)
    if told["digest"] != weights.digest:
        raise BadInput(f"{folder / WEIGHTS} is not what the report is about.", "Learn the weights again.",
                       nl=f"{folder / WEIGHTS} is niet waar het rapport over gaat.",
                       nl_advice="Leer de gewichten opnieuw.")  # fmt: skip
    if told["current"] != now.digest:
        raise BadInput(
            f"since this proposal the weights changed: it was judged against version {told['current_version']}.",
            "Learn the weights again.",
            nl="sinds dit voorstel zijn de gewichten veranderd: het is vergeleken met versie "
            f"{told['current_version']}.",
            nl_advice="Leer de gewichten opnieuw.",
        )  # fmt: skip
    own = workspace.settings().criteria
    found = Criteria(weights.version, tuple(one for one in weights if one.name not in {held.name for held in own}))
    versions, active = (place(workspace.organisation) for place in (
        workspace.folder.accepted_weights, workspace.folder.weights_file))  # fmt: skip
    versions.mkdir(parents=True, exist_ok=True)
    for one in (now, weights):
        (versions / f"{one.version}-{one.digest}.yaml").write_text(written(one), encoding="utf-8")
    done = Accepted(weights.version, now.version, who, datetime.now(UTC).isoformat(timespec="seconds"))
    draft = active.with_suffix(".draft")
    draft.write_text(written(found), encoding="utf-8")
    os.replace(draft, active)
    line = {**done.to_dict(), "digest": weights.digest, "digest_before": now.digest, "report": told}
    with (versions / LOG).open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")
    return done


def _proposal(folder: Path) -> tuple[Criteria, dict[str, Any]]:
    for name in (WEIGHTS, REPORT):
        if not (folder / name).is_file():
            raise BadInput(f"there is no {name} in {folder}.", "Name a folder that kring learn-weights made.",
                           nl=f"er is geen {name} in {folder}.",
                           nl_advice="Noem een map die kring learn-weights maakte.")  # fmt: skip
    return read_criteria(folder / WEIGHTS), json.loads((folder / REPORT).read_text(encoding="utf-8"))


def _genders(workspace: Workspace) -> Mapping[str, str | None]:
    facts = workspace.facts()
    rows = facts.collect(facts.newest("accounts"))
    return dict(zip(rows["account"].to_pylist(), rows["gender"].to_pylist(), strict=True))
