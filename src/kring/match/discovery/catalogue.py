"""`Catalogue`: everything a search looks at, by the column: profiles, texts, audiences; each column is made once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TypeVar

import numpy as np
import pyarrow as pa

from kring.match.criteria import Pool
from kring.match.discovery.text_search import TextSearch
from kring.profile.topics import TopicIndex

T = TypeVar("T")
_MOMENT = pa.timestamp("us", tz="UTC")
OBSERVED = pa.schema(
    [
        ("account", pa.string()), ("gender", pa.string()), ("birth_years", pa.string()), ("verified", pa.bool_()),
        ("legal_basis", pa.string()), ("last_post", _MOMENT), ("posts_seen_at", _MOMENT),
    ]
)  # fmt: skip
"""One row an account: what it gave of itself, on which legal basis, its last post, and when its posts were seen."""
TOLD_SHARES = pa.schema(
    [("account", pa.string()), ("dimension", pa.string()), ("value", pa.string()), ("share", pa.float64())]
)
"""What platforms told of audiences; no share where it was held back."""
MOST_KEPT = 256
NOTHING = object()


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The accounts that can be found, one place an account, by name, as in `pool`.

    `texts`: over an index of the same accounts. `observed`: rows of `OBSERVED`. `told`: rows of `TOLD_SHARES`.
    `seen_at`: the newest observation of anything, from which days count back. `topics`: niches that a text can be
    compared with; None leaves meaning out. Raises ValueError where `texts` is of other accounts.
    """

    pool: Pool
    texts: TextSearch
    observed: pa.Table = field(default_factory=OBSERVED.empty_table)
    told: pa.Table = field(default_factory=TOLD_SHARES.empty_table)
    seen_at: datetime | None = None
    topics: TopicIndex | None = None
    _kept: OrderedDict[object, object] = field(default_factory=OrderedDict, repr=False)
    _alone: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        if self.texts.index.accounts != tuple(self.pool.names.to_pylist()):
            raise ValueError("the texts are of other accounts than the pool")

    def __len__(self) -> int:
        return len(self.pool)

    def kept(self, name: object, make: Callable[[], T]) -> T:
        """What was made before under that name, or made now; of many the ones used last stay."""
        with self._alone:
            there = name in self._kept
            found: T = self._kept[name] if there else NOTHING  # type: ignore[assignment]
        if not there:
            found = make()
        with self._alone:
            self._kept[name] = found
            self._kept.move_to_end(name)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def observed_of(self, column: str) -> list[object]:
        """A column of `observed`, by place; None where it is unknown."""
        found: list[object] = [None] * len(self)
        for place, value in zip(
            self.pool.places(self.observed["account"]).tolist(), self.observed[column].to_pylist(), strict=True
        ):
            if place >= 0:
                found[place] = value
        return found

    def days_since(self, moments: list[object]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Days from moments to `seen_at`, NaN where either is unknown; never below 0."""
        now = self.seen_at
        return np.array(
            [
                max(0.0, (now - moment).total_seconds() / 86_400) if now and isinstance(moment, datetime) else np.nan
                for moment in moments
            ],
            dtype=np.float64,
        )
