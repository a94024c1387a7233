"""The synthetic world as a vendor sees it: accounts, what they posted, and what was written below."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kring.world import Scale, World, netherlands

Row = dict[str, Any]
CANARY = "kanariepiet"


@dataclass(frozen=True)
class Country:
    """The tables of a world by what is asked for. Ids of posts and comments are those of the world."""

    world: World

    @classmethod
    def small(cls) -> Country:
        """Ten creators, most on several platforms, with six posts on each."""
        return cls(netherlands(creators=10, people=20_000, months=3, seed=8, scale=Scale(posts=6)))

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
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._written:
            if row["parent"] is None:
                found[row["post"]].append(row)
        return found

    @cached_property
    def replies(self) -> dict[str, list[Row]]:
        """The answers below each comment, oldest first. Platforms know one level: an answer to an answer is on it."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in reversed(self._written):
            if row["parent"] is not None:
                found[row["parent"]].append(row)
        return found

    def written_on(self, account: str) -> dict[str, Row]:
        """All comments and answers below the posts of an account, by their ids."""
        posts = {row["post"] for row in self.posts[account]}
        return {row["comment"]: row for row in self._written if row["post"] in posts}

    @cached_property
    def shares(self) -> dict[tuple[str, str], list[Row]]:
        """The audience's shares by account and dimension."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.world.tables["audience_shares"].to_pylist():
            found[row["account"], row["dimension"]].append(row)
        return found

    @cached_property
    def audience(self) -> dict[tuple[str, str], list[Row]]:
        """The people in an account's audience by account and relation."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.world.tables["audience_people"].to_pylist():
            found[row["account"], row["relation"]].append(row)
        return found

    def busiest(self, platform: str) -> str:
        """The account on a platform whose posts have the most comments."""
        return max(
            (name for name in self.accounts if name.startswith(f"{platform}:")),
            key=lambda name: sum(len(self.comments[row["post"]]) for row in self.posts[name]),
        )

    @cached_property
    def _written(self) -> list[Row]:
        """Every comment, newest first, with the one on the first level that it stands below."""
        rows = self.world.tables["comments"].to_pylist()
        above = {row["comment"]: row["parent"] for row in rows}
        for row in rows:
            while (higher := above.get(row["parent"])) is not None:
                row["parent"] = higher
        return sorted(rows, key=lambda row: (row["published_at"], row["comment"]), reverse=True)


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
