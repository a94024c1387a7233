"""`TermsAsked`: what the creators of a pool ask of briefs, by the column, so that no brief reads them one by one.

`CreatorTerms` says the same of one creator, with reasons; a test holds both to the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kring.match.brief import Brief
from kring.match.criteria.bits import At, Flags, Places, how_many
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import rows_at
from kring.match.criteria.terms import CreatorTerms, folded, most_for_one, subjects


@dataclass(frozen=True, eq=False)
class TermsAsked:
    """One row a creator who asks something: `places` in the pool, rising, lowest fee and room, NaN for unknown.

    `wishing` and `excluding`: by subject on which rows; `has_wishes`: whether any wish is known.
    """

    places: Places
    minimum_fee: Floats
    room: Floats
    has_wishes: Flags
    wishing: Mapping[str, Places]
    excluding: Mapping[str, Places]

    @classmethod
    def of(cls, terms: Collection[CreatorTerms], places: Places) -> TermsAsked:
        """The terms of the accounts at these places; a place below 0 is nobody's."""
        by_place = sorted(zip(places.tolist(), terms, strict=True), key=lambda row: row[0])
        here = [(place, one) for place, one in by_place if place >= 0]
        each = [one for _, one in here]
        return cls(
            np.array([place for place, _ in here], dtype=np.int64),
            _known(one.minimum_fee for one in each), _known(one.room for one in each),
            np.array([bool(one.wishes) for one in each], dtype=bool),
            _rows_by_subject(each, lambda one: one.wishes), _rows_by_subject(each, lambda one: one.exclusions),
        )  # fmt: skip

    def refusing(self, brief: Brief) -> Places:
        """The places of the creators who rule the brief out."""
        out = self.room == 0
        most = most_for_one(brief)
        if most is not None:
            out |= self.minimum_fee > most
        for subject in subjects(brief):
            out[self.excluding.get(subject, [])] = True
        found: Places = self.places[out]
        return found

    def wish_fit(self, brief: Brief) -> Floats:
        """1 where the brief is about one of the wishes, else 0; NaN where no wish is known."""
        found = np.where(self.has_wishes, 0.0, np.nan)
        for subject in subjects(brief):
            found[self.wishing.get(subject, [])] = 1.0
        return found

    def column(self, values: Floats, at: At, accounts: int) -> Floats:
        """Values of these rows for the accounts at places of the pool, NaN for who asks nothing."""
        found = np.full(how_many(at, accounts), np.nan)
        rows = rows_at(self.places, at)
        found[rows[rows >= 0]] = values[rows >= 0]
        return found


def _known(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _rows_by_subject(
    terms: Collection[CreatorTerms], said: Callable[[CreatorTerms], tuple[str, ...]]
) -> dict[str, Places]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(terms):
        for subject in folded(said(one)):
            found[subject].append(row)
    return {subject: np.array(rows, dtype=np.int64) for subject, rows in found.items()}
