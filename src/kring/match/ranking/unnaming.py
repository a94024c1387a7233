"""Taking an account out of a ranking that was kept, so that what is left is made again to the byte all the same."""

from __future__ import annotations

import json
from typing import Any

import pyarrow.compute as pc

from kring.match.criteria.criterion import Criteria
from kring.match.ranking.record import FORMAT, Record, answer_of, digest_of, plain_json


def is_of_this_form(record: Record) -> bool:
    """Whether the ranking can be made again; one of an older form can't."""
    return bool(json.loads(record.inputs)["format"] == FORMAT)


def names(record: Record, account: str) -> bool:
    """Whether the ranking or its brief names the account."""
    brief = json.loads(record.inputs)["brief"]
    return account in record.quantities["account"].to_pylist() or _without(brief, account) != brief


def without(record: Record, account: str) -> Record:
    """The ranking as it is without the account; the others keep their scores and move up a place.

    `erased` in its inputs counts the accounts that were taken out.
    """
    given = json.loads(record.inputs)
    table = record.quantities.filter(pc.not_equal(record.quantities["account"], account))
    changed = {"brief": _without(given["brief"], account), "quantities": digest_of(table)}
    inputs = {**given, **changed, "erased": given.get("erased", 0) + 1}
    answer = answer_of(Criteria.of_plain(given["criteria"]), table, given["added_first"])
    return Record(plain_json(inputs), table, answer)


def _without(value: Any, account: str) -> Any:
    """Plain values without the entries of lists that name the account, by its name or as a handle."""
    if isinstance(value, dict):
        return {key: _without(one, account) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, account) for one in value if not _is(one, account)]
    return value


def _is(entry: Any, account: str) -> bool:
    said = entry.get("creator") if isinstance(entry, dict) else entry
    handle = account.partition(":")[2].casefold()
    return isinstance(said, str) and said.removeprefix("@").casefold() in (account.casefold(), handle)
