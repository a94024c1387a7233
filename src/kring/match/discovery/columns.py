"""Which column each filter reads: of the account, its home, its fee, its niches and its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.criteria.criterion import Floats
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.condition import Condition
from kring.match.discovery.filter_entries import check_there
from kring.match.discovery.homes import distances, homes
from kring.match.discovery.of_audience import FIELD as AUDIENCE_FIELDS
from kring.match.discovery.of_audience import audience_share
from kring.match.discovery.of_brands import fan_of, worked_with
from kring.match.discovery.readings import Codes, Members, Numbers, Reading
from kring.vocabulary.search_filters import SHARE, Filter, search_filter

CONSENT = {"consent": "yes", "contract": "yes", "legitimate_interest": "no", "public_task": "no"}
USUAL_DELIVERABLE = "post"
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
Make = Callable[[Catalogue], Reading]


def reading(catalogue: Catalogue, name: str, asked: Condition) -> Reading:
    """The column of a filter, for what is asked of it. Raises `UnknownName` for an entry that is not there."""
    one = search_filter(name)
    if one.figure is not None and one.figure != "followers":
        return catalogue.kept(name, partial(_figure, catalogue, one.figure))
    if name in BY_ENTRIES:
        key = (name, asked.of, asked.none_of) if name in NAMED_BOTH_WAYS else (name, asked.of)
        return catalogue.kept(key, partial(BY_ENTRIES[name], catalogue, one, asked))
    return catalogue.kept(name, partial(PLAIN[name], catalogue))


def least_of(one: Filter, asked: Condition) -> Condition:
    """What is asked, with the usual least share where no limit is named."""
    from dataclasses import replace

    if one.kind == SHARE and asked.least is None and asked.most is None:
        return replace(asked, least=one.usual)
    if one.name == "near":
        return replace(asked, most=0.0)
    return asked


def _figure(catalogue: Catalogue, name: str) -> Reading:
    return Numbers(*(catalogue.pool.figure_part(name, part) for part in ("value", "low", "high")))


def _followers(catalogue: Catalogue) -> Reading:
    return Numbers.exact(catalogue.pool.followers)


def _column(name: str, catalogue: Catalogue) -> Reading:
    column = catalogue.pool.codes(name)
    return Codes(column.numbers, column.names)


def _detail(detail: str, column: str, unknown: str, catalogue: Catalogue) -> Reading:
    rows = catalogue.pool.detail(detail)
    found: list[str | None] = [None] * len(catalogue)
    if rows is not None:
        for place, value in zip(catalogue.pool.places(rows["account"]), rows[column].to_pylist(), strict=True):
            if place >= 0 and value != unknown:
                found[place] = value
    return Codes.of(found)


def _observed(column: str, catalogue: Catalogue) -> Reading:
    return Codes.of(None if value is None else str(value) for value in catalogue.observed_of(column))


def _verified(catalogue: Catalogue) -> Reading:
    answers = {True: "yes", False: "no", None: None}
    return Codes.of(answers[value] for value in catalogue.observed_of("verified"))  # type: ignore[index]


def _consent(catalogue: Catalogue) -> Reading:
    return Codes.of(CONSENT.get(str(value)) for value in catalogue.observed_of("legal_basis"))


def _tier(catalogue: Catalogue) -> Reading:
    """By followers, in the order of size."""
    tiers = catalogue.pool.tiers
    return Codes(tiers.numbers, tiers.names)


def _age(catalogue: Catalogue) -> Reading:
    """The ages somebody of those years of birth can have now; the middle is the value."""
    value, low, high = (np.full(len(catalogue), np.nan) for _ in range(3))
    for place, band in enumerate(catalogue.observed_of("birth_years")):
        years = _YEARS.fullmatch(str(band or ""))
        if years and catalogue.seen_at:
            first, last = int(years[1]), int(years[2] or years[1])
            low[place], high[place] = catalogue.seen_at.year - last - 1, catalogue.seen_at.year - first
            value[place] = (low[place] + high[place]) / 2
    return Numbers(value, low, high)


def _last_post(catalogue: Catalogue) -> Reading:
    """Days; where posts were last seen a day ago or more there may be one of today."""
    days = catalogue.days_since(catalogue.observed_of("last_post"))
    seen = catalogue.days_since(catalogue.observed_of("posts_seen_at"))
    return Numbers(days, np.where(seen >= 1, 0.0, days), days)


def _routes(catalogue: Catalogue) -> Reading:
    rows, read = catalogue.pool.detail("management"), np.zeros(len(catalogue), dtype=bool)
    if rows is None:
        return Members.of(np.zeros(0, np.int64), (), read)
    places = catalogue.pool.places(rows["account"])
    read[places[places >= 0]] = True
    of_row = np.asarray(pc.list_parent_indices(rows["routes"].combine_chunks()))
    return Members.of(places[of_row], pc.list_flatten(rows["routes"]).to_pylist(), read)


def _home(part: str, catalogue: Catalogue) -> Reading:
    found: Reading = getattr(homes(catalogue), part)
    return found


def _accounts(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    named = (*asked.of, *asked.none_of)
    places = np.array([catalogue.pool.place(account) for account in named], np.int64)
    return Members.of(places, named, np.ones(len(catalogue), dtype=bool))


def _niche(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    return _shares(catalogue, "niches", "niche", asked.of, 0.0)


def _value(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    return _shares(catalogue, "values", "value", asked.of, np.nan)


def _shares(catalogue: Catalogue, detail: str, column: str, asked: tuple[str, ...], silent: float) -> Reading:
    """The shares of entries together; `silent` for an account of which only other entries are told."""
    rows = catalogue.pool.detail(detail)
    if rows is None:
        return Numbers.exact(np.full(len(catalogue), np.nan))
    check_there(column, asked, lambda: _entries_known(column, rows))
    places = catalogue.pool.places(rows["account"])
    said, there = (np.zeros(len(catalogue), dtype=bool) for _ in range(2))
    said[places[places >= 0]] = True
    mine = np.asarray(pc.is_in(rows[column], value_set=pa.array(asked, pa.string())).to_numpy()) & (places >= 0)
    there[places[mine]] = True
    sums: list[Floats] = []
    for part in ("share", "low", "high"):
        summed = np.bincount(places[mine], weights=rows[part].to_numpy()[mine], minlength=len(catalogue))
        sums.append(np.where(there, np.minimum(summed, 1.0), np.where(said, silent, np.nan)))
    return Numbers(*sums)


def _entries_known(column: str, rows: pa.Table) -> list[str]:
    from kring.vocabulary import niches, values

    known = niches.niches() if column == "niche" else values.values()
    return [*known, *pc.unique(rows[column]).to_pylist()]


def _fee(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    """The dearest of the deliverables asked."""
    rows = catalogue.pool.detail("prices")
    if rows is None:
        return Numbers.exact(np.full(len(catalogue), np.nan))
    parts: list[list[Floats]] = []
    for deliverable in asked.of or (USUAL_DELIVERABLE,):
        mine = rows.filter(pc.equal(rows["deliverable"], deliverable))
        parts.append([catalogue.pool.placed(mine["account"], mine[part]) for part in ("value", "low", "high")])
    return Numbers(*(np.max(np.stack(columns), axis=0) for columns in zip(*parts, strict=True)))


def _near(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    return distances(catalogue, asked.of)


PLAIN: dict[str, Make] = {
    "platform": partial(_column, "platform"), "language": partial(_column, "language"),
    "gender": partial(_observed, "gender"), "verified": _verified, "consent": _consent, "tier": _tier, "age": _age,
    "followers": _followers, "last_post": _last_post, "contact_route": _routes,
    "eligible": partial(_detail, "eligibility", "eligible", "unknown"),
    "role": partial(_detail, "role", "role", "unclear"),
    "management": partial(_detail, "management", "management", "unknown"),
    "trajectory": partial(_detail, "trajectory", "trajectory", ""),
    "municipality": partial(_home, "municipality"), "province": partial(_home, "province"),
    "country": partial(_home, "country"),
}  # fmt: skip
BY_ENTRIES: dict[str, Callable[[Catalogue, Filter, Condition], Reading]] = {
    "account": _accounts, "niche": _niche, "value": _value, "fee": _fee, "near": _near, "worked_with": worked_with,
    "fan_of": fan_of,
    **dict.fromkeys(AUDIENCE_FIELDS, audience_share),
}  # fmt: skip
NAMED_BOTH_WAYS = ("account", "worked_with", "fan_of")
