"""Shares of an audience: of the people who are known where they are, else as platforms told, else as concluded.

Method: of listed people the share inside a target group (`kring.reach.target_group`) with Wilson's interval, from
`FEWEST_PEOPLE` people up. Else the sum of the shares a platform told; one that it held back leaves the sum unknown.
Else, for a place, what locality concludes (`kring.profile.locality`): for a radius, and for a municipality among the
largest of the account.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import wilson
from kring.match.criteria.bits import EVERYBODY, Flags
from kring.match.criteria.criterion import Floats
from kring.match.criteria.of_audience import FEWEST_PEOPLE, shares
from kring.match.discovery.around import Around
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.condition import Condition
from kring.match.discovery.readings import Numbers
from kring.reach import Segment
from kring.vocabulary import places
from kring.vocabulary.search_filters import Filter

FIELD = {
    "audience_near": "near", "audience_municipality": "municipalities", "audience_province": "provinces",
    "audience_country": "countries", "audience_age": "ages", "audience_gender": "genders",
    "audience_language": "languages",
}  # fmt: skip
TOLD = {
    "audience_municipality": ("municipality", "city"), "audience_country": ("country",), "audience_age": ("age",),
    "audience_gender": ("gender",), "audience_language": ("language",),
}  # fmt: skip
Parts = tuple[Floats, Floats, Floats]


def audience_share(catalogue: Catalogue, one: Filter, asked: Condition) -> Numbers:
    """The share of every audience in the entries asked together."""
    found = _listed(catalogue, one.name, asked.of)
    found = _filled(found, _told(catalogue, one.name, asked.of))
    if one.name == "audience_near":
        found = _filled(found, _concluded_near(catalogue, asked.of, np.isnan(found[0])))
    elif one.name == "audience_municipality":
        found = _filled(found, _concluded_in(catalogue, asked.of))
    return Numbers(*found)


def _filled(found: Parts, other: Parts) -> Parts:
    """The first where it is known, else the other."""
    missing = np.isnan(found[0])
    value, low, high = (np.where(missing, two, one) for one, two in zip(found, other, strict=True))
    return value, low, high


def _nothing(catalogue: Catalogue) -> Parts:
    return tuple(np.full(len(catalogue), np.nan) for _ in range(3))  # type: ignore[return-value]


def _listed(catalogue: Catalogue, name: str, entries: tuple[str, ...]) -> Parts:
    audience = catalogue.pool.audience
    dutch = [entry for entry in entries if _is_dutch(name, entry)]
    if audience is None or not audience.pairs or len(dutch) < len(entries):
        return _nothing(catalogue)
    value = shares(catalogue.pool, Segment(**{FIELD[name]: tuple(entries)}), EVERYBODY)
    size = np.zeros(len(catalogue))
    at = np.asarray(pc.fill_null(pc.index_in(pa.array(audience.accounts, pa.string()),
                                             value_set=catalogue.pool.names), -1).to_numpy())  # fmt: skip
    size[at[at >= 0]] = audience.sizes[at >= 0]
    known = ~np.isnan(value) & (size >= FEWEST_PEOPLE)
    low, high = np.full(len(value), np.nan), np.full(len(value), np.nan)
    low[known], high[known] = wilson(value[known] * size[known], size[known])
    return np.where(known, value, np.nan), low, high


def _is_dutch(name: str, entry: str) -> bool:
    """Whether target groups know the place; those of Flanders they don't."""
    if name == "audience_near":
        return Around.read(entry).dutch
    if name == "audience_municipality":
        return entry in places.municipalities()
    return name != "audience_province" or entry in places.provinces()


def _told(catalogue: Catalogue, name: str, entries: tuple[str, ...]) -> Parts:
    rows = catalogue.told
    asked = pc.is_in(rows["value"], value_set=pa.array(entries, pa.string()))
    rows = rows.filter(pc.and_(asked, pc.is_in(rows["dimension"], value_set=pa.array(TOLD.get(name, ()), pa.string()))))
    at, share = catalogue.pool.places(rows["account"]), np.asarray(rows["share"].to_numpy(), dtype=np.float64)
    mine = (at >= 0) & ~np.isnan(share)
    count = np.bincount(at[mine], minlength=len(catalogue))
    summed = np.bincount(at[mine], weights=share[mine], minlength=len(catalogue))
    value = np.where(count >= len(entries), np.minimum(summed, 1.0), np.nan)
    return value, value, value


def _concluded_near(catalogue: Catalogue, entries: tuple[str, ...], missing: Flags) -> Parts:
    from kring.profile.locality import share_within

    found, rows = _nothing(catalogue), catalogue.pool.detail("whereabouts")
    wanted = catalogue.pool.names.filter(pa.array(missing)).to_pylist()
    if rows is None or not wanted or len(entries) != 1:
        return found
    around = Around.read(entries[0])
    for account, share in share_within(rows, around.lon, around.lat, around.km, wanted).items():
        if share.known:
            place = catalogue.pool.place(account)
            for column, part in zip(found, (share.value, share.low, share.high), strict=True):
                column[place] = part
    return found


def _concluded_in(catalogue: Catalogue, entries: tuple[str, ...]) -> Parts:
    found, rows = _nothing(catalogue), catalogue.pool.detail("locality")
    if rows is None or len(entries) != 1:
        return found
    mine = rows.filter(pc.equal(rows["municipality"], entries[0]))
    return tuple(  # type: ignore[return-value]
        catalogue.pool.placed(mine["account"], mine[part]) for part in ("value", "low", "high")
    )
