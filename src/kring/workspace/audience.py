"""The audience of a workspace: built from all observations, or an earlier one with the batches since merged in.

Merging gives what building gives, in a fraction of the time where the batches touch few accounts. It is left where it
could differ: observations that an earlier audience rests on are no longer there (an erasure), somebody left a list, a
list that was told to be partial is told to be complete, or synthetic observations mix with others. What an audience
rests on is kept beside it: the ledger position and the rows of each table up to there.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.schema import SYNTHETIC

if TYPE_CHECKING:
    from kring.facts.facts import Facts
    from kring.reach import Audience

PAIRS, PEOPLE = "audience_people", "people"
_READ = ("account", "person_key", "relation", "complete", "source")
MOST_TOUCHED = 0.5
"""Above this share of all people in audiences, building is as quick as merging."""
RESTS_ON = "rests_on.json"


@dataclass(frozen=True)
class RestsOn:
    """What an audience was made from: all batches up to a ledger position, with so many rows of pairs and of people."""

    position: int
    pairs: int
    people: int

    @classmethod
    def of(cls, facts: Facts, position: int | None = None) -> RestsOn:
        """What there is of the batches up to a position; up to the newest without any."""
        upto = facts.position if position is None else position
        old = pa.table({"batch_id": pa.array([name for name, at in facts.batches.items() if at <= upto], pa.string())})
        pairs, people = (
            facts.table(name).join(facts.from_arrow(old), on="batch_id", how="semi").select(nw.len().alias("rows"))
            for name in (PAIRS, PEOPLE)
        )
        return cls(upto, *(int(facts.collect(counted)["rows"][0].as_py()) for counted in (pairs, people)))

    @classmethod
    def read(cls, folder: Path) -> RestsOn | None:
        """What is kept in the folder of an audience; None where nothing is."""
        try:
            return cls(**json.loads((folder / RESTS_ON).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, folder: Path) -> None:
        """Write it beside the audience."""
        (folder / RESTS_ON).write_text(json.dumps(asdict(self)), encoding="utf-8")


def make_audience(facts: Facts, folder: Path, earlier: Path | None) -> None:
    """Save the audience of all observations in `folder`; `earlier` is the folder of an audience of fewer batches."""
    audience = merged_since(facts, earlier) if earlier else None
    (built(facts) if audience is None else audience).save(folder)
    RestsOn.of(facts).keep(folder)


def built(facts: Facts) -> Audience:
    """The audience of all observations, from nothing."""
    from kring.reach import Audience

    return Audience.build(facts.collect(facts.newest(PAIRS).select(*_READ)), facts.collect(facts.newest(PEOPLE)))


def merged_since(facts: Facts, earlier: Path) -> Audience | None:
    """The audience kept in `earlier` with the batches since merged in; None where it has to be built anew.

    The accounts that the batches touch are read whole and take the place of what was kept of them; of people, those
    that the batches name.
    """
    from kring.errors import KringError
    from kring.reach import Audience

    then = RestsOn.read(earlier)
    if then is None or then != RestsOn.of(facts, then.position):
        return None
    try:
        older = Audience.open(earlier)
    except (OSError, KringError):  # another process has put a newer one in its place
        return None
    pairs, people = (_since(facts, name, then.position) for name in (PAIRS, PEOPLE))
    if older.synthetic and not _all_synthetic(pairs, people):
        return None
    accounts = pc.unique(pairs["account"])
    if _people_of(older, accounts) + pairs.num_rows > MOST_TOUCHED * len(older.rows):
        return None
    touched = facts.collect(facts.newest(PAIRS, among=pa.table({"account": accounts})).select(*_READ))
    if _someone_left(older, accounts, touched):
        return None
    named = pc.unique(pa.chunked_array([*pairs["person_key"].chunks, *people["person_key"].chunks], pa.int64()))
    known = facts.collect(facts.newest(PEOPLE, among=pa.table({"person_key": named})))
    return None if _told_complete(older, touched) else older.updated(touched, known)


def _since(facts: Facts, name: str, position: int) -> pa.Table:
    """The rows of a table that later batches brought."""
    later = pa.table({"batch_id": pa.array([name for name, at in facts.batches.items() if at > position], pa.string())})
    return facts.collect(facts.table(name).join(facts.from_arrow(later), on="batch_id", how="semi"))


def _all_synthetic(*tables: pa.Table) -> bool:
    return all(pc.all(pc.equal(table["source"], SYNTHETIC)).as_py() is not False for table in tables)


def _people_of(audience: Audience, accounts: pa.Array) -> int:
    return sum(len(audience.row(account)) for account in accounts.to_pylist() if account in audience)


def _someone_left(older: Audience, accounts: pa.Array, touched: pa.Table) -> bool:
    """Whether a follower that was kept of these accounts follows no more."""
    kept = [account for account in accounts.to_pylist() if account in older and older.are_followers([account])]
    names = [name for account in kept for name in [account] * len(older.row(account))]
    keys = np.concatenate([older.keys[older.row(account)] for account in kept] or [np.empty(0, np.int64)])
    before = pa.table({"account": pa.array(names, pa.string()), "person_key": pa.array(keys, pa.int64())})
    now = touched.filter(pc.equal(touched["relation"], "follower")).select(["account", "person_key"])
    return bool(before.join(now, keys=["account", "person_key"], join_type="left anti").num_rows)


def _told_complete(older: Audience, touched: pa.Table) -> bool:
    """Whether a list that was kept as partial could be complete: a merged list is as complete as its parts."""
    partial = [
        account for account, whole in zip(older.accounts, np.asarray(older.complete), strict=True) if not whole
    ]  # fmt: skip
    again = touched.filter(pc.is_in(touched["account"], value_set=pa.array(partial, pa.string())))
    told = again.group_by(["account", "relation"]).aggregate([("complete", "all")])
    return bool(pc.any(told["complete_all"]).as_py())
