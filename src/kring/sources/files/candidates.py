"""Which columns could be which fields of one table, and how well the table as a whole fits the sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from kring.facts.schema import PROVENANCE, TABLES, Column
from kring.sources.files.headings import Meaning
from kring.sources.files.mapping import OBSERVED_AT
from kring.sources.files.shapes import Shape, fit

_WEIGHTS: dict[str, dict[str, float]] = {
    "accounts": {"account": 0, "platform": 0, "followers": 3, "following": 2, "bio": 2, "name": 0.5, "category": 0.5},
    "posts": {"account": 0.5, "platform": 0, "post": 2, "caption": 3},
    "comments": {"platform": 0, "text": 3, "comment": 3, "author_key": 2, "parent": 2, "by_creator": 2, "post": 0.5},
    "audience_people": {"account": 0.5, "platform": 0, "person_key": 3, "relation": 2},
    "audience_shares": {"account": 0, "platform": 0, "dimension": 3, "value": 2, "share": 3},
    "people": {"platform": 0, "person_key": 2, "age_band": 2, "municipality": 1},
    "sales": {"code": 3, "order_key": 3, "amount": 2, "country": 0, "state": 0.5, "campaign": 0.5},
    "rates": {"account": 0, "platform": 0, "fee": 4, "deliverable": 2},
}
"""How much each field tells that a sheet is of this table; 1 where nothing is said."""

_MAY_BE_ASKED = {"account", "platform", "relation", "deliverable", "dimension"}
"""Required fields that one value for all rows can stand for."""

_LEAST_CONFIDENCE = 0.25
_LEAST_SCORE = {"accounts": 1.3, "posts": 2.5, "people": 3.0}


@dataclass(frozen=True, slots=True)
class Choice:
    """A column chosen for a field, with how sure that is and why."""

    heading: str
    field: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A table with the columns chosen for it. `rivals`: other columns nearly as good, by field. `missing`: required
    fields with no column, each of which needs one value for all rows.
    """

    table: str
    choices: dict[str, Choice]
    missing: tuple[str, ...]
    score: float
    rivals: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a sheet's columns: the meanings of each heading and the shape of its values."""

    meanings: dict[str, tuple[Meaning, ...]]
    shapes: dict[str, Shape]


def candidate(table: str, seen: Seen, headings: list[str], given: dict[str, Choice] | None = None) -> Candidate | None:
    """The best way to read these columns as this table, or None when they can't be it.

    `given`: choices made already, such as the account of a sheet that feeds a second table.
    """
    options = sorted(_options(table, seen, headings), key=lambda choice: -choice.confidence)
    chosen: dict[str, Choice] = dict(given or {})
    taken: set[str] = set()
    for option in options:
        if option.field not in chosen and option.heading not in taken:
            chosen[option.field] = option
            taken.add(option.heading)
    _rather_the_account(chosen, options)
    if table == "posts":
        _share_the_link(chosen, seen)
    missing = _missing(table, chosen)
    if not chosen or set(missing) - _may_be_asked(table, chosen):
        return None
    score = _score(table, chosen, seen) * (0.7 if "account" in missing else 1.0)
    if score < _LEAST_SCORE.get(table, 2.0):
        return None
    return Candidate(table, chosen, missing, score, _rivals(options, chosen, taken))


def _may_be_asked(table: str, chosen: dict[str, Choice]) -> set[str]:
    """A list of accounts names them itself, unless it is the history of one."""
    return _MAY_BE_ASKED - {"account"} if table == "accounts" and OBSERVED_AT not in chosen else _MAY_BE_ASKED


def field_column(table: str, name: str) -> Column:
    """The declaration of a field, also of those every table can have."""
    if name == OBSERVED_AT:
        return PROVENANCE[2]
    return TABLES["accounts" if name == "platform" else table].column(name)


def _options(table: str, seen: Seen, headings: list[str]) -> list[Choice]:
    found = []
    for heading in headings:
        shape = seen.shapes[heading]
        for meaning in seen.meanings[heading]:
            if meaning.table != table:
                continue
            fitting = fit(field_column(table, meaning.field), shape)
            confidence = meaning.sureness * fitting * _as_name(table, meaning, seen, heading)
            if fitting >= 0.5 and confidence >= _LEAST_CONFIDENCE:
                reason = f"{meaning.reason}; the values look like {shape.in_words().en}"
                found.append(Choice(heading, meaning.field, round(confidence, 3), reason))
    return found


def _as_name(table: str, meaning: Meaning, seen: Seen, heading: str) -> float:
    """Tells handles from shown names where the heading can mean both: handles hold no blanks, are in lower case more
    often, and stand seldom twice in a list of creators.
    """
    shape = seen.shapes[heading]
    if meaning.field == "account":
        return (0.92 + 0.08 * shape.lower) * (0.9 + 0.1 * shape.distinct if table == "accounts" else 1.0)
    if meaning.field == "creator" and _could_be_account(heading, seen):
        return 0.4
    if meaning.field == "name" and _could_be_account(heading, seen):
        return 1.0 - 0.5 * shape.handle
    return 1.0


def _rather_the_account(chosen: dict[str, Choice], options: list[Choice]) -> None:
    """The only column with names is the account, also when its values look like shown names."""
    name = chosen.get("name")
    if not name or "account" in chosen:
        return
    same = next((one for one in options if (one.field, one.heading) == ("account", name.heading)), None)
    if same:
        chosen["account"] = same
        del chosen["name"]


def _share_the_link(chosen: dict[str, Choice], seen: Seen) -> None:
    """A link to a post holds its id, and on some platforms its account."""
    post = chosen.get("post")
    if post and seen.shapes[post.heading].link >= 0.5:
        chosen.setdefault("link", Choice(post.heading, "link", post.confidence, "the same column"))
    link = chosen.get("link")
    if link and "account" not in chosen and seen.shapes[link.heading].profile > 0.9:
        chosen["account"] = Choice(link.heading, "account", 0.9, "the links name the account")


def _missing(table: str, chosen: dict[str, Choice]) -> tuple[str, ...]:
    required = [column.name for column in TABLES[table].columns if column.required and column.name != "platform"]
    return tuple(name for name in required if name not in chosen)


def _score(table: str, chosen: dict[str, Choice], seen: Seen) -> float:
    weights = _WEIGHTS[table]
    total = sum(choice.confidence * weights.get(choice.field, 1.0) for choice in chosen.values())
    account = chosen.get("account")
    distinct = seen.shapes[account.heading].distinct if account else 1.0
    if table == "accounts" and account and "platform" in chosen:
        total += 1.0  # who and where is what a list of accounts is
    if table == "accounts" and distinct < 0.5 and OBSERVED_AT not in chosen:
        return total * 0.5
    if table == "audience_people" and distinct > 0.9:
        return total * 0.6
    if table == "people" and _could_be_account(chosen["person_key"].heading, seen):
        return total - 2 * chosen["person_key"].confidence
    return total


def _could_be_account(heading: str, seen: Seen) -> bool:
    return any((meaning.table, meaning.field) == ("accounts", "account") for meaning in seen.meanings[heading])


def _rivals(options: list[Choice], chosen: dict[str, Choice], taken: set[str]) -> dict[str, str]:
    """For each field the column that would have been chosen for it, had the chosen one not been there."""
    rivals: dict[str, str] = {}
    for option in options:
        first = chosen.get(option.field)
        if first and option.heading not in taken and option.confidence >= 0.9 * first.confidence:
            rivals.setdefault(option.field, option.heading)
    return rivals
