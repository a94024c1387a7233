"""The synthetic world as a vendor sees it: accounts, what they posted, and what was written below."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kring.world import World, netherlands

Row = dict[str, Any]
CANARY = "kanariepiet"


@dataclass(frozen=True)
class Country:
    """The tables of a world by what is asked for. Ids of posts and comments are those of the world."""

    world: World

    @classmethod
    def small(cls) -> Country:
        """Twelve creators, each on several platforms."""
        return cls(netherlands(creators=12, people=2_000, months=6, seed=5))

    @cached_property
    def accounts(self) -> dict[str, Row]:
        """Each account as it was last seen, by platform:handle."""
        return {row["account"]: row for row in self.world.tables["accounts"].to_pylist()}

    @cached_property
    def posts(self) -> dict[str, list[Row]]:
        """The posts of each account, newest first."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.world.tables["posts"].to_pylist():
            found[row["account"]].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: row["published_at"], reverse=True)
        return found

    @cached_property
    def post(self) -> dict[str, Row]:
        return {row["post"]: row for rows in self.posts.values() for row in rows}

    @cached_property
    def comments(self) -> dict[str, list[Row]]:
        """The comments on the first level below each post, newest first."""
        return self._comments("post", parents=False)

    @cached_property
    def replies(self) -> dict[str, list[Row]]:
        """The answers to each comment, oldest first."""
        return {parent: rows[::-1] for parent, rows in self._comments("parent", parents=True).items()}

    @cached_property
    def shares(self) -> dict[tuple[str, str], list[Row]]:
        """The audience's shares by account and dimension."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.world.tables["audience_shares"].to_pylist():
            found[row["account"], row["dimension"]].append(row)
        return found

    def busiest(self, platform: str) -> str:
        """The account on a platform with the most posts."""
        return max(
            (name for name in self.accounts if name.startswith(f"{platform}:")), key=lambda name: len(self.posts[name])
        )

    def _comments(self, by: str, *, parents: bool) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.world.tables["comments"].to_pylist():
            if (row["parent"] is not None) is parents:
                found[row[by]].append(row)
        for rows in found.values():
            rows.sort(key=lambda row: (row["published_at"], row["comment"]), reverse=True)
        return found


def opaque(*words: object, size: int = 22) -> str:
    """An id that tells nothing, the same for the same words."""
    return hashlib.sha256(":".join(str(word) for word in words).encode()).hexdigest()[:size]


def name_of(key: int) -> str:
    """What a person is called on every platform. No such name may come through."""
    return f"{CANARY}-{opaque(key, size=8)}"


def said(comment: Row) -> str:
    """A comment's text; every third one names somebody."""
    if int(comment["comment"][-3:]) % 3:
        return str(comment["text"])
    return f"{comment['text']} @{name_of(comment['author_key'] + 1)} kijk"
