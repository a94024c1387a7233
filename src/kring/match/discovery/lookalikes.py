"""Accounts like one or several others, by what they post or by whom they reach; each with a reason and its basis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.criterion import Floats
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.search import By
from kring.vocabulary.text import Words


@dataclass(frozen=True, eq=False)
class Likeness:
    """How much every account is like those `of` which were asked, 0 to 1, NaN where nothing can be compared.

    `basis`: what is compared, in words. `why`: by place the reason.
    """

    of: NDArray[np.int64]
    values: Floats
    basis: Words
    why: Callable[[int], Words]

    def reason(self, place: int) -> Words:
        """Why an account is alike, or that nothing could be compared."""
        return NOTHING if np.isnan(self.values[place]) else self.why(place)


NOTHING = Words("er is niets om mee te vergelijken", "there is nothing to compare it with")


def lookalikes(catalogue: Catalogue, accounts: tuple[str, ...], by: By) -> Likeness:
    """The likeness of every account to these together. Raises `UnknownName` for one that is not there."""
    from kring.match.discovery.like_audience import by_audience
    from kring.match.discovery.like_content import by_content

    of = np.array(sorted(catalogue.pool.place(account) for account in accounts), np.int64)
    key = ("likeness", tuple(of.tolist()), by)
    return catalogue.kept(key, lambda: (by_content if by == "content" else by_audience)(catalogue, of))
