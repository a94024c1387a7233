"""Syncing: ask sources for their pages, load what they tell, and keep to their terms.

Every sync begins by deleting what is past its time, in the raw log and in the observations, also of sources that are no
longer used. Pages are then asked for, sealed, decoded and committed as one batch a seal; a sync that is stopped
anywhere goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kring.facts.batch import Receipt
from kring.facts.forgetting import Forgetting
from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded, digest_of
from kring.sources.core.deleting import delete_expired, delete_subject
from kring.sources.core.raw_log import RawLog
from kring.sources.core.remembering import remembering
from kring.sources.core.run import Around, Client, Clock, Credentials, run
from kring.sources.core.run_state import StoredRun
from kring.sources.core.sealing import note_batch, seal_new, seals
from kring.sources.core.source import Access, Source
from kring.workspace.subject_names import accounts_in

if TYPE_CHECKING:
    from kring.workspace.known import Known


@dataclass(frozen=True)
class SyncReport:
    """What became of a sync: how its run stands, what was loaded, and what had to be deleted first."""

    run: StoredRun
    receipts: tuple[Receipt, ...] = ()
    expired: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "source": self.run.source,
            "state": self.run.state,
            "until": self.run.until and self.run.until.isoformat(),
            "why": asdict(self.run.why),
            "pages": self.run.pages,
            "left": self.run.left,
            "subjects": [end.to_dict() for end in self.run.subjects],
            "skipped": [{"subject": subject, **asdict(why)} for subject, why in self.run.skipped],
            "batches": [asdict(receipt) for receipt in self.receipts],
            "expired": dict(self.expired),
        }


@dataclass(frozen=True)
class Outside:
    """What a sync needs of the world outside: who sends calls, what opens the source, and the time."""

    client: Client
    credentials: Credentials
    clock: Clock
    goes_on: Callable[[StoredRun], bool] | None = None


def raw_log(workspace: Known) -> RawLog:
    """The raw log of a workspace's organisation."""
    return RawLog(workspace.folder.sources(workspace.organisation))


def sync(
    workspace: Known, source: Source, subjects: Sequence[str], outside: Outside, expiring: Sequence[Source] = (),
    turn: timedelta | None = None,
) -> SyncReport:  # fmt: skip
    """Asks a source for these subjects, each since it was last asked whole, and loads what came.

    `expiring`: the sources whose observations are looked through for what is past its time; this one alone without any.
    `turn`: how often all subjects are asked, also while a few are held up.
    A subject that took its consent back is deleted. Raises `WorkspaceProblem` when the source is being asked already.
    """
    log = raw_log(workspace)
    expired = expire(workspace, expiring or [source], outside.clock.now())
    keys = PersonKeys.kept_in(workspace.folder.key_file(workspace.organisation))
    since = {subject: log.last_done(source.name, subject) for subject in subjects}
    around = Around(log, outside.client, outside.credentials, keys, outside.clock, outside.goes_on, turn)
    ended = run(remembering(source, log), since, around)
    for subject in ended.withdrawn:
        withdraw(workspace, source, subject, "consent ended at the platform")
    return SyncReport(ended, load_new(workspace, source), expired)


def load_new(workspace: Known, source: Source) -> tuple[Receipt, ...]:
    """Decodes the pages that were not loaded yet, and loads them. Doing it twice changes nothing."""
    log = raw_log(workspace)
    seal_new(log, source.name)
    receipts = []
    for seal in seals(log, source.name):
        if seal.batch_id is None:
            batch = decoded(source, seal.name, log.pages(source.name, seal.name))
            receipts.append(workspace.warehouse.commit(batch))
            note_batch(log, seal.name, source.version, batch.batch_id, digest_of(batch))
    return tuple(receipts)


def expire(workspace: Known, sources: Sequence[Source], now: datetime) -> dict[str, int]:
    """Deletes what is past its time: pages of every source that was ever asked, and observations of these sources.

    Returns how many pages went, by source.
    """
    pages = delete_expired(raw_log(workspace), now)
    for source in sources:
        if source.policy.retention is not None:
            why = f"{source.name}: past {source.policy.retention.days} days"
            forget(workspace, Forgetting(why, source=source.name, before=now - source.policy.retention))
    return pages


def withdraw(workspace: Known, source: Source, subject: str, why: str) -> dict[str, int]:
    """Deletes all that a source gave of one subject: pages, observations, conclusions, also in rankings that were kept.

    Rows go by the account of that name and by the moments of the subject's pages, so that those that other subjects
    gave of the same account stay. With a consent goes every account it led to. Returns rows gone, by table.
    """
    from kring.workspace.erasing import erase

    log, why = raw_log(workspace), f"{source.name}: {why}"
    pages = log.pages_of(source.name, subject)
    accounts = {f"{source.platform}:{subject.lower()}"}
    if source.access is Access.CONSENT:
        accounts |= accounts_in(source, pages)
    gone = Counter(forget(workspace, Forgetting(why, source=source.name, accounts=tuple(sorted(accounts)))))
    if pages:
        moments = tuple(sorted({page.fetched_at for page in pages}))
        gone.update(forget(workspace, Forgetting(why, source=source.name, moments=moments)))
    delete_subject(log, source.name, subject)
    for account in sorted(accounts):
        erase(workspace, account)
    return dict(gone)


def forget(workspace: Known, forgetting: Forgetting) -> dict[str, int]:
    """Deletes observations, and throws away what was concluded from them."""
    if not workspace.position:
        return {}
    gone = workspace.warehouse.forget(forgetting)
    if gone:
        workspace.forget_conclusions()
    return gone
