"""What can happen to files: brought, confirmed, loaded, thrown away. Bringing and loading are noted in the log."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from kring.app.accounts.models import Membership
from kring.app.accounts.services import note
from kring.app.sources import brought, repository
from kring.app.sources.concluding import concluded, in_both_languages
from kring.app.sources.models import State, Upload
from kring.app.web.opened import opened_workspace
from kring.errors import BadInput, KringError

if TYPE_CHECKING:
    from kring.sources.exports.recognising import ExportProposal
    from kring.sources.files import Mapping, Progress, Proposal
    from kring.workspace import LoadReport, Workspace

NEVER_LOADED = timedelta(days=2)
SAID_EVERY = 0.5
MOST_ACCOUNTS = 200


def bring(by: Membership, files: Sequence[UploadedFile]) -> Upload:
    """Keep the files, to be looked at. Raises `BadInput` for too many or too much."""
    if not files:
        raise BadInput(_("There are no files."), _("Drop some, or choose them."))
    if len(files) > brought.MOST_FILES or sum(file.size or 0 for file in files) > brought.MOST_BYTES:
        raise BadInput(
            _("These are too many files, or too large ones."),
            _("Bring at most 50 files of 2 GB together; larger ones are loaded with: kring import"),
        )
    folder, names = brought.keep(files)
    return Upload.objects.create(
        organisation=by.organisation, made_by=by.user, who=by.user.email, folder=folder, names=names
    )


def confirm(by: Membership, upload: Upload, answers: dict[str, Any]) -> None:
    """Have the upload loaded with these answers."""
    from kring.app.sources.jobs import load_upload

    upload.answers, upload.state, upload.problem = answers, State.WAITING, {}
    upload.save()
    note(by, "files_confirmed", files=", ".join(upload.names)[:300])
    load_upload(upload.pk)


def drop(by: Membership, upload: Upload) -> None:
    """Throw the files away without loading them."""
    brought.throw_away(upload.folder)
    note(by, "files_dropped", files=", ".join(upload.names)[:300])
    upload.delete()


def load(pk: int) -> None:
    """Load an upload that waits, and make what pages show of it; nothing when that was done or it was thrown away."""
    upload = repository.upload_to_load(pk)
    if upload is None:
        return
    workspace = opened_workspace(upload.organisation.namespace)
    if upload.state == State.CONCLUDING or _loaded(upload, workspace):
        _conclude(upload, workspace)


def _loaded(upload: Upload, workspace: Workspace) -> bool:
    """Load the files; False, with the reason, where they can't be read."""
    upload.state = State.LOADING
    upload.save(update_fields=["state"])
    try:
        report = workspace.load(*brought.paths(upload.folder, upload.names), answers=_answers(upload))
    except KringError as problem:
        upload.state, upload.problem = State.FAILED, in_both_languages(problem)
        upload.save()
        return False
    upload.state, upload.share = State.CONCLUDING, 1.0
    upload.report = {**report.to_dict(), "accounts": _accounts_of(workspace, report)}
    upload.save()
    return True


def _conclude(upload: Upload, workspace: Workspace) -> None:
    """Throw the files away and make what pages show. What was loaded stays loaded, whatever comes of it."""
    brought.throw_away(upload.folder)

    def told(part: str) -> None:
        upload.report["concluding"] = part
        upload.save(update_fields=["report"])

    failure = concluded(workspace, told)
    upload.report = {name: value for name, value in upload.report.items() if name != "concluding"}
    upload.report |= {"not_concluded": failure} if failure else {}
    upload.state = State.DONE
    upload.save()


def take_up() -> None:
    """Line up again what was being loaded when the server stopped; what was loaded already changes nothing."""
    from kring.app.sources.jobs import load_upload

    for upload in repository.cut_off():
        load_upload(upload.pk)


def throw_away_left_behind() -> None:
    """Throw away files that nobody confirmed within two days: they may hold people's names."""
    for upload in repository.left_behind(NEVER_LOADED):
        brought.throw_away(upload.folder)
        upload.delete()


def _answers(upload: Upload) -> Any:
    from kring.sources.files import Mapping
    from kring.workspace import Answers

    said = upload.answers
    told_at = [0.0]

    def sheet(proposal: Proposal) -> Mapping | None:
        mapping = said.get("sheets", {}).get(proposal.sheet)
        return Mapping.from_yaml(mapping) if mapping else None

    def export(proposal: ExportProposal) -> ExportProposal | None:
        answer = said.get("exports", {}).get(proposal.archive.name)
        if not answer:
            return None
        return proposal.settled(answer["account"] or None) if proposal.asks_account else proposal

    def watch(name: str, progress: Progress) -> None:
        if time.monotonic() - told_at[0] < SAID_EVERY:
            return
        told_at[0] = time.monotonic()
        upload.sheet, upload.rows = name[:300], progress.rows
        upload.share = progress.bytes_done / max(progress.bytes_total, 1)
        upload.save(update_fields=["sheet", "rows", "share"])

    return Answers(confirm=sheet, confirm_export=export, watch=watch, legal_basis=said.get("legal_basis") or None)


def _accounts_of(workspace: Workspace, report: LoadReport) -> list[str]:
    """The accounts of which what was loaded tells anything, for links."""
    from kring.workspace.reading import accounts_told_of

    batches: Iterable[str] = [receipt.batch_id for receipt in report.receipts if receipt.loaded]
    return accounts_told_of(workspace.facts(), list(batches))[:MOST_ACCOUNTS] if report.receipts else []
