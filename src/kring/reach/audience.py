"""`Audience`: who follows, likes or comments on which account, prepared for counting and planning.

People are numbered segment-major (country, region, municipality, gender, age, key) and each account is a sorted row of
numbers, so that a target group is a few slices of each row instead of a filter over all pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.errors import UnknownName
from kring.estimate import Basis
from kring.reach.attributes import SORTED_BY, Attribute, Interests

if TYPE_CHECKING:
    from kring.reach.segment import Segment
    from kring.reach.target_group import TargetGroup

FOLLOWERS, LIKERS, COMMENTERS, ENGAGED = "followers", "likers", "commenters", "engaged"
KNOWN_BY = (FOLLOWERS, LIKERS, COMMENTERS, ENGAGED)
"""What an account's row holds: its followers where they are known, else those who liked, commented, or did either."""


@dataclass(frozen=True)
class Audience:
    """The people around every account.

    `accounts`: names in order, one row each. `indptr` (accounts + 1,) and `rows` (pairs,) are the rows, person numbers
    in rising order. `known_by` (accounts,): index into KNOWN_BY. `complete` (accounts,): whether the row holds
    everybody. `keys` (people,): the keyed hash of each number. `attributes` and `interests`: what is known of people.
    `synthetic`: whether any of it was made up by `kring.world`.
    """

    accounts: tuple[str, ...]
    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    known_by: NDArray[np.uint8]
    complete: NDArray[np.bool_]
    keys: NDArray[np.int64]
    attributes: dict[str, Attribute]
    interests: Interests
    synthetic: bool = False

    @classmethod
    def build(cls, audience_people: pa.Table, people: pa.Table | None = None) -> Audience:
        """An audience from the observed tables `audience_people` and `people` (see `kring.facts.schema`).

        Where an account's followers are known, likers and commenters are left aside; else they stand in for them.
        """
        from kring.reach.building import build

        return build(audience_people, people)

    def updated(self, audience_people: pa.Table, people: pa.Table | None = None) -> Audience:
        """The audience with a batch of pairs merged in, as if it had been built from all pairs together.

        `people` holds all that is known of the people it names, who must include everybody that is new here; what was
        known of them before makes way. Nothing can be taken back this way: after an erasure or a correction of pairs,
        build again.
        """
        from kring.reach.merging import updated

        return updated(self, audience_people, people)

    @classmethod
    def open(cls, folder: str | Path) -> Audience:
        """The audience kept in a folder, memory-mapped: pages are read when they are needed."""
        from kring.reach.storage import open_audience

        return open_audience(Path(folder))

    def save(self, folder: str | Path) -> None:
        """Keep it in a folder; what stood there is replaced only when everything is written."""
        from kring.reach.storage import save_audience

        save_audience(self, Path(folder))

    def save_compact(self, folder: str | Path) -> None:
        """Keep it in a folder with the rows as Roaring bitmaps, about two bytes a pair; see `CompactAudience`."""
        from kring.reach.compact import save_compact

        save_compact(self, Path(folder))

    @property
    def people(self) -> int:
        """How many different people there are."""
        return len(self.keys)

    @property
    def pairs(self) -> int:
        """How many pairs of an account and a person there are."""
        return len(self.rows)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.accounts)}

    def __contains__(self, account: object) -> bool:
        return account in self._places

    def place(self, account: str) -> int:
        """The row number of an account; raises UnknownName when nobody around it is known."""
        if account not in self._places:
            raise UnknownName(
                "account with a known audience", account, list(self.accounts[:10_000]),
                nl_advice="Importeer eerst wie dit account volgt.",
            )  # fmt: skip
        return self._places[account]

    def row(self, account: str) -> NDArray[np.int32]:
        """The people around an account, as rising person numbers (a view)."""
        place = self.place(account)
        return self.rows[self.indptr[place] : self.indptr[place + 1]]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many people are known around each account, shape (accounts,)."""
        return np.diff(self.indptr)

    def basis(self, account: str) -> Basis:
        """Measured when the row is a complete follower list, else a sample of it."""
        place = self.place(account)
        whole = bool(self.complete[place]) and KNOWN_BY[self.known_by[place]] == FOLLOWERS
        return Basis.MEASURED if whole else Basis.SAMPLED

    def are_followers(self, accounts: Sequence[str]) -> bool:
        """Whether the rows of all these accounts hold followers, not only people who reacted."""
        return all(KNOWN_BY[self.known_by[self.place(account)]] == FOLLOWERS for account in accounts)

    @cached_property
    def groups(self) -> dict[Segment, TargetGroup]:
        """The target groups looked at last; `kring.reach.target_group` fills it."""
        return {}

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """Where each run of people with the same country, region, municipality, gender and age band begins."""
        if not self.people:
            return np.zeros(0, dtype=np.int64)
        changed = np.zeros(self.people - 1, dtype=bool)
        for name in SORTED_BY:
            codes = self.attributes[name].codes
            changed |= codes[1:] != codes[:-1]
        return np.concatenate([[0], np.flatnonzero(changed) + 1]).astype(np.int64)

    def looked_up(self, name: str, figures: Mapping[str, float]) -> NDArray[np.float64]:
        """The figure of each person's value of an attribute, shape (people,); NaN where either is not known."""
        attribute = self.attributes[name]
        by_code = np.array([np.nan, *(figures.get(value, np.nan) for value in attribute.values)])
        found: NDArray[np.float64] = np.take(by_code, attribute.codes)
        return found

    def __repr__(self) -> str:
        return f"Audience({len(self.accounts)} accounts, {self.people} people, {self.pairs} pairs)"
