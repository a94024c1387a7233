"""What a query is about: the niches its words mean, and the accounts that post about those.

Method: the words are compared with described niches (`kring.profile.topics`). Where one is likelier than none, those
with a chance of `LEAST` are what the text is about (healthy cooking is about two), and the accounts of whose posts at
least the usual share is about them together are found too. A text that no niche describes finds nobody this way.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.query import Query
from kring.profile.niche import chances
from kring.vocabulary.search_filters import search_filter

LEAST, MOST_NICHES = 0.2, 3


@dataclass(frozen=True, eq=False)
class Meant:
    """`niches` with their chance; `places` of accounts about them, rising, with the share of their posts."""

    niches: tuple[tuple[str, float], ...] = ()
    places: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    shares: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    mostly: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def niche_of(self, place: int) -> str | None:
        """The niche an account was found by: of several the one it posts most about."""
        at = int(np.searchsorted(self.places, place))
        there = at < len(self.places) and self.places[at] == place
        return self.niches[self.mostly[at]][0] if there else None


def meant(catalogue: Catalogue, query: Query) -> Meant:
    """Who posts about what the wished words mean; nobody where something is needed to the letter."""
    entries = catalogue.pool.entries("niches", "niche")
    if catalogue.topics is None or not query.wished or any(term.must for term in query.terms):
        return Meant()
    told = catalogue.kept(("meant", query.plain), lambda: _niches(catalogue, query.plain))
    there = tuple((niche, chance) for niche, chance in told if niche in entries.names)
    if not there:
        return Meant()
    shares = np.zeros((len(there), len(catalogue)))
    for row, (niche, _) in enumerate(there):
        mine = entries.codes == entries.names.index(niche)
        shares[row, entries.places[mine]] = entries.shares[mine]
    together = shares.sum(axis=0)
    places = np.flatnonzero(together >= (search_filter("niche").usual or 0.0))
    return Meant(there, places, together[places], shares[:, places].argmax(axis=0))


def _niches(catalogue: Catalogue, text: str) -> tuple[tuple[str, float], ...]:
    """The niches a text is about, the likeliest first; none where it is rather about none of them."""
    assert catalogue.topics is not None
    told = chances([text], catalogue.topics)[0]
    likely = np.argsort(-told[:-1], kind="stable")[:MOST_NICHES]
    if told[likely[0]] <= told[-1]:
        return ()
    return tuple((catalogue.topics.names[at], float(told[at])) for at in likely if told[at] >= LEAST)
