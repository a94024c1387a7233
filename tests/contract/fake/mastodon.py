"""A Mastodon server over the synthetic world. Its form is that of recorded answers; no contract checks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from tests.contract.fake.asked import Asked, Given
from tests.contract.fake.country import Row, name_of, said
from tests.contract.fake.faults import Fault
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.fake.paging import DeadCursor, page_of

HOST = "toot.example"
ELSEWHERE = "elders.example"


class MastodonVendor:
    """One creator on one server; every second follower lives on another.

    `page`: how many things it gives at most, however many are asked.
    """

    hosts = (HOST,)

    def __init__(self, open_account: OpenAccount, page: int = 2, people: int = 80) -> None:
        self.of, self.page, self.people = open_account, page, people
        self.complaints: list[str] = []

    @property
    def user(self) -> str:
        return self.of.name.replace("-", "_")

    @property
    def subject(self) -> str:
        return f"{self.user}@{HOST}"

    def answer(self, asked: Asked) -> Given:
        parts = asked.path.removeprefix("/api/v1/").split("/")
        try:
            match parts:
                case ["accounts", "lookup"]:
                    return self._lookup(asked)
                case ["accounts", "1", "statuses"]:
                    return self._statuses(asked)
                case ["accounts", "1", "followers"]:
                    return self._people(asked, self.of.followers)
                case ["statuses", number, below] if (row := self._row(number)) is not None:
                    return (
                        self._context(row) if below == "context" else self._people(asked, self.of.likers(row["post"]))
                    )
                case _:
                    return _error(404, "Record not found")
        except DeadCursor:
            return self.refusal(Fault.DEAD_CURSOR, asked)

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        match fault:
            case Fault.TOO_MANY:
                return _error(429, "Too many requests", {"X-RateLimit-Remaining": "0", "Retry-After": "3"})
            case Fault.OUT_OF_ORDER:
                return _error(503, "Remote data could not be fetched")
            case Fault.TOKEN_ENDED:
                return _error(401, "This method requires an authenticated user")
            case _:
                return _error(400, "Bad cursor")

    def _lookup(self, asked: Asked) -> Given:
        return Given(self._account()) if asked.one("acct") == self.user else _error(404, "Record not found")

    def _statuses(self, asked: Asked) -> Given:
        whole = [self._status(row) for row in self.of.posts]
        whole.insert(
            1, {**self._status(self.of.posts[0]), "id": "999", "reblog": self._reply(self._some_comment(), "1")}
        )
        return self._list(asked, whole, self.page)

    def _context(self, row: Row) -> Given:
        own = {one["comment"]: _number(one["comment"]) for one in self.of.written(row["post"])}
        below = [
            self._reply(one, own.get(one["parent"] or "", _number(row["post"]))) for one in self.of.written(row["post"])
        ]
        return Given({"ancestors": [], "descendants": below})

    def _people(self, asked: Asked, keys: Sequence[int]) -> Given:
        return self._list(asked, [person(key) for key in keys], self.people)

    def _list(self, asked: Asked, things: Sequence[Any], size: int) -> Given:
        size = min(size, int(asked.one("limit", "20")))
        some, cursor = page_of(things, asked.one("max_id"), size, asked.fault is Fault.REPEATED_PAGE)
        query = {name: values[0] for name, values in asked.query.items()} | {"max_id": cursor or ""}
        here = f"https://{HOST}{asked.path}"
        before = f'<{here}?min_id=9>; rel="prev"'
        links = f'<{here}?{urlencode(query)}>; rel="next", {before}' if cursor else before
        return Given(list(some), headers={"Link": links, "X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "250"})

    def _row(self, number: str) -> Row | None:
        return next((row for row in self.of.posts if _number(row["post"]) == number), None)

    def _some_comment(self) -> Row:
        return next(one for one in self.of.truth.values() if not one["by_creator"])

    def _account(self) -> Row:
        row = self.of.row
        return {
            **_account("1", self.user, row["name"] or "", row["following"] or 0),
            "note": _html(row["bio"] or ""), "followers_count": len(self.of.followers), "statuses_count": row["posts"],
            "fields": [{"name": "Site", "value": '<a href="https://x.example">https://x.example</a>'}],
        }  # fmt: skip

    def _status(self, row: Row) -> Row:
        return {
            **_status(_number(row["post"]), row["published_at"], row["caption"] or "", self._account()),
            "replies_count": len(self.of.country.comments[row["post"]]), "reblogs_count": row["shares"] or 0,
            "favourites_count": row["likes"] or 0,
            "tags": [{"name": tag, "url": f"https://{HOST}/tags/{tag}"} for tag in row["hashtags"]],
        }  # fmt: skip

    def _reply(self, row: Row, answers: str) -> Row:
        author = self._account() if row["by_creator"] else person(row["author_key"])
        return {
            **_status(_number(row["comment"]), row["published_at"], said(row), author),
            "in_reply_to_id": answers, "favourites_count": row["likes"] or 0,
        }  # fmt: skip


def acct_of(key: int) -> str:
    name = name_of(key).replace("-", "_")
    return name if key % 2 else f"{name}@{ELSEWHERE}"


def person(key: int) -> Row:
    return _account(str(key % 10**12), acct_of(key), f"Mevrouw {name_of(key)}", key % 500)


def _account(number: str, acct: str, name: str, following: int) -> Row:
    picture = "missing.png" if int(number) % 3 == 0 else f"{acct}.jpg"
    return {
        "id": number, "username": acct.partition("@")[0], "acct": acct, "display_name": name, "locked": False,
        "bot": False, "created_at": "2024-01-01T00:00:00.000Z", "note": f"<p>Ik ben {name}</p>",
        "url": f"https://{HOST}/@{acct}", "uri": f"https://{HOST}/users/{acct}",
        "avatar": f"https://{HOST}/avatars/{picture}", "avatar_static": f"https://{HOST}/avatars/{picture}",
        "followers_count": following * 2, "following_count": following, "statuses_count": following * 3, "fields": [],
        "emojis": [],
    }  # fmt: skip


def _status(number: str, made: Any, words: str, author: Row) -> Row:
    return {
        "id": number, "created_at": made.strftime("%Y-%m-%dT%H:%M:%S.000Z"), "in_reply_to_id": None,
        "spoiler_text": "", "visibility": "public", "language": "nl", "content": _html(words), "account": author,
        "url": f"https://{HOST}/@{author['acct']}/{number}", "uri": f"https://{HOST}/statuses/{number}",
        "replies_count": 0, "reblogs_count": 0, "favourites_count": 0, "reblog": None, "media_attachments": [],
        "mentions": [], "tags": [], "emojis": [], "card": None, "poll": None,
    }  # fmt: skip


def _html(words: str) -> str:
    return "".join(f"<p>{escape(part)}</p>".replace("\n", "<br>") for part in words.split("\n\n"))


def _number(name: str) -> str:
    """An id of digits for one of the world, such as synp00000005."""
    return ("1" if name.startswith("synp") else "2") + "".join(filter(str.isdigit, name))


def _error(status: int, message: str, headers: Mapping[str, str] | None = None) -> Given:
    return Given({"error": message}, status, headers or {})
