"""Creators of the synthetic world as they would be on open networks, with who follows them and who likes what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.contract.fake.country import Country, Row

LIKED = 24
"""How many likers of an account are shown; the world knows more."""


@dataclass(frozen=True)
class OpenAccount:
    """One account of the world on an open network. `name` is made of letters, digits and hyphens.

    `most_followers`: how many of the world's followers it has there.
    """

    country: Country
    account: str
    most_followers: int | None = None

    @classmethod
    def small(cls, country: Country, most: int = 600) -> OpenAccount:
        """The account with the most comments among those whose followers are all known and not many."""
        listed = [name for name in country.accounts if 100 < len(_people(country, name, "follower")) <= most]
        return cls(
            country,
            max(listed, key=lambda name: sum(len(country.comments[row["post"]]) for row in country.posts[name])),
        )

    @property
    def name(self) -> str:
        return self.account.partition(":")[2].replace(".", "-").replace("_", "-")

    @property
    def row(self) -> Row:
        return self.country.accounts[self.account]

    @property
    def posts(self) -> Sequence[Row]:
        """Newest first."""
        return self.country.posts[self.account]

    @cached_property
    def followers(self) -> Sequence[int]:
        """The world's keys of those who follow it."""
        return _people(self.country, self.account, "follower")[: self.most_followers]

    def likers(self, post: str) -> Sequence[int]:
        """The world's keys of those who are shown to like a post, no more than it has likes."""
        place = [row["post"] for row in self.posts].index(post)
        shown = _people(self.country, self.account, "liker")[:LIKED][place :: len(self.posts)]
        return shown[: self.posts[place]["likes"] or 0]

    def written(self, post: str) -> Sequence[Row]:
        """The comments below a post and their answers, every answer behind what it answers."""
        below = self.country.comments[post]
        return [row for top in below for row in (top, *self.country.replies.get(top["comment"], ()))]

    @cached_property
    def truth(self) -> dict[str, Row]:
        """All comments by their ids."""
        return self.country.written_on(self.account)


def _people(country: Country, account: str, relation: str) -> list[int]:
    found = country.audience.get((account, relation), [])
    return sorted(row["person_key"] for row in found)
