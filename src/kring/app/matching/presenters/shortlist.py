"""The shortlist as its page and its file show it: each creator with where it stands in the ranking now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from kring.app.briefs.models import SavedBrief
from kring.app.matching.forms import EntryForm
from kring.app.matching.models import ShortlistEntry
from kring.app.matching.presenters.rows import NO_FEE, fee_of
from kring.app.matching.rankings import ranking_of
from kring.errors import KringError, UnknownName
from kring.estimate import Estimate

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.ranking import Ranking
    from kring.profile import Profile
    from kring.workspace import Workspace

COLUMNS = (
    "account", "name", "platform", "followers", "status", "note", "place", "bits", "known", "fee", "fee_low",
    "fee_high", "changed_by", "changed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShortlistRow:
    """One creator on a shortlist. `place`, `bits`, `known`: in the ranking of now, None where it does not pass.

    `profile` is None for an account that is known no more.
    """

    entry: ShortlistEntry
    form: EntryForm
    profile: Profile | None
    place: int | None
    bits: float | None
    known: float | None
    fee: Estimate

    @property
    def shown(self) -> str:
        """What the creator is called."""
        one = self.profile
        return self.entry.account if one is None else one.name or one.handle or one.account

    def plain(self) -> dict[str, Any]:
        """Its cells in the file; what is unknown is None."""
        profile, fee = self.profile, self.fee
        value, low, high = (fee.value, fee.low, fee.high) if fee.known else (None, None, None)
        cells = (
            self.entry.account, self.shown, profile and profile.platform, profile and profile.followers,
            str(self.entry.get_status_display()), self.entry.note, self.place, self.bits, self.known, value, low, high,
            self.entry.who, self.entry.changed_at,
        )  # fmt: skip
        return dict(zip(COLUMNS, cells, strict=True))


def shortlist_rows(workspace: Workspace, saved: SavedBrief, entries: Sequence[ShortlistEntry]) -> list[ShortlistRow]:
    """The entries, ready to show. A brief that can't be ranked any more still shows who was put on its list."""
    if not entries:
        return []
    try:
        brief: Brief | None = saved.brief
        ranking: Ranking | None = ranking_of(workspace, brief)  # type: ignore[arg-type]
    except KringError:
        brief, ranking = None, None
    return [_row(workspace, brief, ranking, entry) for entry in entries]


def plan_address(accounts: Sequence[str]) -> str:
    """The query that plans with all of these and nobody else; empty without any."""
    pairs = [*(("require", account) for account in accounts), ("most", str(len(accounts)))]
    return f"?{urlencode(pairs)}" if accounts else ""


def _row(workspace: Workspace, brief: Brief | None, ranking: Ranking | None, entry: ShortlistEntry) -> ShortlistRow:
    try:
        profile: Profile | None = workspace.profiles().of(entry.account)
    except UnknownName:
        profile = None
    place = ranking.place_of(entry.account) if ranking is not None and profile is not None else None
    row = ranking.row(place - 1) if ranking is not None and place else None
    return ShortlistRow(
        entry, EntryForm(initial={"status": entry.status, "note": entry.note}, auto_id=f"%s-{entry.pk}"), profile,
        place, row and row.bits, row and row.coverage,
        fee_of(profile, brief) if profile is not None and brief is not None else NO_FEE,
    )  # fmt: skip
