"""Taking in exports of a known form: recognised per archive, agreed on, and read before anything is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kring.errors import BadInput
from kring.sources.core.said import Said

if TYPE_CHECKING:
    from typing import TypeAlias

    from kring.facts.batch import Batch
    from kring.facts.person_keys import PersonKeys
    from kring.sources.exports.archive import Archive
    from kring.sources.exports.export import Export, Recognised
    from kring.sources.exports.recognising import ExportProposal
    from kring.workspace.loading import Answers

    Known: TypeAlias = tuple[Archive, Export, Recognised]


_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".parquet", ".jsonl", ".ndjson", ".gz")
"""Endings of files that people hand over to be read; the many JSON files of a creator's download are not listed."""
MOST_NAMED = 5


@dataclass(frozen=True)
class LoadedExport:
    """An export that was taken in: what it was, and what of it is no observation of ours."""

    proposal: ExportProposal
    unused: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**self.proposal.to_dict(), "unused": self.unused}


def find_exports(paths: Sequence[Path], answers: Answers) -> tuple[list[ExportProposal], list[Path]]:
    """The archives that are exports, and the paths that are not: those are sheets. A mapping file makes all sheets."""
    from kring.sources.exports.archive import Archive
    from kring.sources.exports.recognising import ExportProposal, account_among

    found: list[ExportProposal] = []
    others: list[Path] = []
    said = [*answers.account, *([answers.constants["account"]] if "account" in answers.constants else [])]
    for path in paths:
        known = [] if answers.mapping else _known_in(Archive.of(path))
        others += [] if known else [path]
        for archive, export, recognised in known:
            named = account_among(said, recognised.platform)
            if named and recognised.account and named != recognised.account:
                raise _of_another(archive.name, recognised.account, named)
            moment = answers.observed_at or recognised.observed_at or archive.changed_at or datetime.now(UTC)
            found.append(ExportProposal(archive, export, recognised, recognised.account or named, moment))
    whose = [_beside(one, found) for one in found]
    return [_without_what_others_hold(one, whose) for one in whose], others


def _known_in(archive: Archive) -> list[Known]:
    """The exports in an archive and in the zips in it; none when nothing in it is one.

    What no export takes is said with the first of them, so that nothing is lost without a word.
    """
    found = _known_apart(archive)
    opened = [(one, _known_apart(one)) for one in archive.zips()]
    taken = {part.member for _, _, recognised in found for part in recognised.parts}
    found += [one for _, known in opened for one in known]
    of_creators = any(recognised.platform for _, _, recognised in found)
    unread = [one for one in archive.ending(*_TABLES, *(() if of_creators else (".json",))) if one not in taken]
    unread += [one.name for one, known in opened if not known]
    if not (found and unread):
        return found
    of, export, first = found[0]
    doubts = (*first.doubts, _not_read(unread, of_creators))
    return [(of, export, replace(first, doubts=doubts)), *found[1:]]


def _known_apart(archive: Archive) -> list[Known]:
    """The exports among the files of one archive, each with an archive that holds nothing another of them takes."""
    from kring.sources.exports.recognising import recognised_exports

    found = list(recognised_exports(archive))
    if len(found) < 2:
        return [(archive, *known) for known in found]
    members = [[part.member for part in recognised.parts] for _, recognised in found]
    return [
        (archive.without([one for other in members if other is not mine for one in other], called_by=mine[0]), *known)
        for known, mine in zip(found, members, strict=True)
    ]


def _not_read(members: Sequence[str], of_creators: bool) -> Said:
    """What is in an archive and was not recognised. In a creator's download names of files may be those of people."""
    if of_creators:
        return Said(
            f"files in it with figures or text that are not read: {len(members)}.",
            f"bestanden erin met cijfers of tekst die niet gelezen worden: {len(members)}.",
        )
    shown, more = ", ".join(members[:MOST_NAMED]), len(members) - MOST_NAMED
    return Said(
        f"not recognised, so not read: {shown}{f' and {more} more' if more > 0 else ''}. Load them on their own.",
        f"niet herkend, dus niet gelezen: {shown}{f' en nog {more}' if more > 0 else ''}. Laad ze apart.",
    )


def _beside(one: ExportProposal, all_found: list[ExportProposal]) -> ExportProposal:
    """An export that doesn't say whose it is belongs to the only account its neighbours of that platform name."""
    if not one.asks_account:
        return one
    platform = one.recognised.platform
    named = {other.account for other in all_found if other.recognised.platform == platform and other.account}
    if len(named) != 1:
        return one
    (account,) = named
    doubt = Said(
        f"it does not say whose it is; it is taken to be of {account}, like the files beside it.",
        f"er staat niet in van wie het is; het geldt als van {account}, zoals de bestanden ernaast.",
    )
    recognised = replace(one.recognised, doubts=(*one.recognised.doubts, doubt))
    return replace(one, account=account, recognised=recognised)


def _without_what_others_hold(one: ExportProposal, all_found: list[ExportProposal]) -> ExportProposal:
    """What one file lacks is not absent when another file of the same export and account has it."""
    alike = [other for other in all_found if (other.export.name, other.account) == (one.export.name, one.account)]
    absent = tuple(said for said in one.recognised.absent if all(said in other.recognised.absent for other in alike))
    return replace(one, recognised=replace(one.recognised, absent=absent))


def agreed_export(proposal: ExportProposal, answers: Answers) -> ExportProposal | None:
    """The proposal as the person who loads it wants it, None to leave it out."""
    if answers.confirm_export is not None:
        return answers.confirm_export(proposal)
    return proposal.settled()


def read_export(proposal: ExportProposal, keys: PersonKeys, answers: Answers) -> tuple[Batch, LoadedExport]:
    """The batch of an export, and what is to be told of it."""
    from kring.sources.exports.batch import batch_of
    from kring.sources.exports.export import Answered

    asks = proposal.recognised.asks
    said = {
        name: value for name, value in answers.constants.items() if name != "account" and (asks is None or name in asks)
    }
    answered = Answered(proposal.account, proposal.observed_at, keys, said)
    batch, unused = batch_of(
        proposal.export, proposal.archive, proposal.recognised, answered,
        source=answers.source, legal_basis=answers.legal_basis,
    )  # fmt: skip
    return batch, LoadedExport(proposal, unused)


def _of_another(file: str, told: str, named: str) -> BadInput:
    return BadInput(
        f"it is of {told}, and not of {named}.", "Leave --account out, or choose the file of that account.", file=file,
        nl=f"het is van {told}, en niet van {named}.",
        nl_advice="Laat --account weg, of kies het bestand van dat account.",
    )  # fmt: skip
