"""Likeness by audience: how many people two audiences share, or where no lists are known how alike they are made up.

Method: of listed people the Jaccard index (people in both over people in either; Jaccard 1901), with the share of the
account's own people that are in both said beside it. Where those asked for, or everybody else, have no list, the
Bhattacharyya affinity of what platforms told of place, age and gender, the mean over what both have; a share that was
held back counts with the rest. The two are never mixed in one answer: they are no numbers of one kind.
Limits: a list of people who reacted is not one of followers, and the reason says which; small lists are left out.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Language, percent
from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import Floats
from kring.match.criteria.of_audience import FEWEST_PEOPLE
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.lookalikes import Likeness
from kring.reach import Audience
from kring.vocabulary.text import Words

LISTS = Words("mensen die beide volgen of op beide reageren", "people who follow or react to both")
MADE_UP = Words("de opbouw van het publiek volgens het platform", "what the platform tells of the audience")
DIMENSIONS = {
    "age": Words("leeftijd", "age"), "gender": Words("geslacht", "gender"), "country": Words("land", "country"),
    "municipality": Words("gemeente", "municipality"),
}  # fmt: skip
LANGUAGES: tuple[Language, ...] = ("nl", "en")


def by_audience(catalogue: Catalogue, of: Places) -> Likeness:
    """How alike the audience of every account is to that of these."""
    audience = catalogue.pool.audience
    if audience is not None and audience.pairs:
        shared = _shared(catalogue, audience, of)
        if shared is not None:
            return shared
    return _made_up(catalogue, of)


def _shared(catalogue: Catalogue, audience: Audience, of: Places) -> Likeness | None:
    """By people in common; None where these have no list, or nobody else has."""
    rows = np.asarray(pc.fill_null(pc.index_in(pa.array(audience.accounts, pa.string()),
                                               value_set=catalogue.pool.names), -1).to_numpy())  # fmt: skip
    own = np.isin(rows, of) & (audience.sizes >= FEWEST_PEOPLE)
    others = ~np.isin(rows, of) & (rows >= 0) & (audience.sizes >= FEWEST_PEOPLE)
    if not own.any() or not others.any():
        return None
    theirs = np.zeros(audience.people, dtype=bool)
    for row in np.flatnonzero(own):
        theirs[audience.rows[audience.indptr[row] : audience.indptr[row + 1]]] = True
    filled = np.flatnonzero(audience.sizes)
    both = np.zeros(len(rows))
    both[filled] = np.add.reduceat(theirs[audience.rows], audience.indptr[filled], dtype=np.int64)
    either = audience.sizes + int(theirs.sum()) - both
    values, inside, people = (np.full(len(catalogue), np.nan) for _ in range(3))
    known = own | others
    values[rows[known]] = both[known] / either[known]
    inside[rows[known]] = both[known] / audience.sizes[known]
    people[rows[known]] = both[known]
    return Likeness(of, values, LISTS, lambda place: _in_common(catalogue, audience, place, people, inside))


def _in_common(catalogue: Catalogue, audience: Audience, place: int, people: Floats, inside: Floats) -> Words:
    account = str(catalogue.pool.names[place].as_py())
    followers = audience.are_followers([account])
    nl, en = ("volgers", "followers") if followers else ("mensen die reageren", "people who react")
    count = int(people[place])
    return Words(
        f"{count} {nl} gemeen, {percent(float(inside[place]), 'nl')} van die van dit account",
        f"{count} {en} in common, {percent(float(inside[place]), 'en')} of this account's",
    )


def _made_up(catalogue: Catalogue, of: Places) -> Likeness:
    """By what platforms told."""
    affinities = {name: _affinity(catalogue, name, of) for name in DIMENSIONS}
    stacked = np.stack(list(affinities.values()))
    known = ~np.isnan(stacked)
    count = known.sum(axis=0)
    total = np.where(known, stacked, 0.0).sum(axis=0)
    values = np.divide(total, count, out=np.full(len(catalogue), np.nan), where=count > 0)
    return Likeness(of, values, MADE_UP, lambda place: _by_dimension(affinities, place))


def _affinity(catalogue: Catalogue, dimension: str, of: Places) -> Floats:
    rows = catalogue.told.filter(pc.and_(pc.equal(catalogue.told["dimension"], dimension),
                                         pc.is_valid(catalogue.told["share"])))  # fmt: skip
    places, shares = catalogue.pool.places(rows["account"]), rows["share"].to_numpy()
    found = np.full(len(catalogue), np.nan)
    own = np.isin(places, of)
    if not own.any():
        return found
    values = np.asarray(rows["value"].to_numpy(zero_copy_only=False), dtype=object)
    mean: dict[str, float] = {}
    having = len(set(places[own].tolist()))
    for value, share in zip(values[own], shares[own], strict=True):
        mean[value] = mean.get(value, 0.0) + float(share) / having
    asked = np.array([mean.get(value, 0.0) for value in values])
    mine = places >= 0
    alike = np.bincount(places[mine], weights=np.sqrt(shares * asked)[mine], minlength=len(catalogue))
    listed = np.bincount(places[mine], weights=shares[mine], minlength=len(catalogue))
    rest = np.sqrt(np.maximum(1 - listed, 0.0) * max(1 - sum(mean.values()), 0.0))
    there = np.zeros(len(catalogue), dtype=bool)
    there[places[mine]] = True
    found[there] = np.minimum(alike + rest, 1.0)[there]
    return found


def _by_dimension(affinities: dict[str, Floats], place: int) -> Words:
    parts = [(DIMENSIONS[name], float(one[place])) for name, one in affinities.items() if not np.isnan(one[place])]
    nl, en = (", ".join(f"{words.said_in(language)} {percent(value, language)}" for words, value in parts)
              for language in LANGUAGES)  # fmt: skip
    return Words(f"het publiek lijkt in {nl}", f"the audience is alike in {en}")
