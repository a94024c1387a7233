"""Bluesky's public view over the synthetic world. Requests and answers are checked against the lexicons."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from tests.contract.fake.asked import Asked, Given
from tests.contract.fake.country import Row, name_of, said
from tests.contract.fake.faults import Fault
from tests.contract.fake.open_accounts import OpenAccount
from tests.contract.fake.paging import DeadCursor, page_of
from tests.contract.judges import lexicons

HOST = "public.api.bsky.app"
CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"
HIDDEN = "!no-unauthenticated"


class BlueskyVendor:
    """One creator. A repeated post of somebody else stands between its own; the last follower hides from strangers.

    `page`: how many things it gives at most, however many are asked.
    """

    hosts = (HOST,)

    def __init__(self, open_account: OpenAccount, page: int = 2, people: int = 80) -> None:
        self.of, self.page, self.people = open_account, page, people
        self.complaints: list[str] = []
        lexicons.parameters("app.bsky.actor.getProfile")

    @property
    def handle(self) -> str:
        return f"{self.of.name}.bsky.social"

    @property
    def did(self) -> str:
        return did_of(self.of.account)

    def answer(self, asked: Asked) -> Given:
        name = asked.path.removeprefix("/xrpc/")
        if lexicons.parameters(name) is None:
            return self._broken(asked, "there is no such query", 404)
        if wrong := lexicons.wrong_parameters(name, asked.query):
            return self._broken(asked, "; ".join(wrong))
        try:
            given: Given = getattr(self, f"_{name.rpartition('.')[2]}")(asked)
        except DeadCursor:
            return self.refusal(Fault.DEAD_CURSOR, asked)
        if given.status == 200:
            self.complaints += [f"answer of {name}: {fault}" for fault in lexicons.faults(name, given.content)]
        return given

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        match fault:
            case Fault.TOO_MANY:
                headers = {"ratelimit-limit": "3000", "ratelimit-remaining": "0", "ratelimit-reset": "1793534403"}
                return _error(429, "RateLimitExceeded", "Rate Limit Exceeded", {**headers, "Retry-After": "3"})
            case Fault.OUT_OF_ORDER:
                return _error(503, "UpstreamFailure", "Upstream Failure")
            case Fault.TOKEN_ENDED:
                return _error(401, "AuthMissing", "Authentication Required")
            case _:
                return _error(500, "InternalServerError", "Internal Server Error")

    def _broken(self, asked: Asked, why: str, status: int = 400) -> Given:
        self.complaints.append(f"request of {asked.path}: {why}")
        return _error(status, "InvalidRequest", why)

    def _getProfile(self, asked: Asked) -> Given:
        if asked.one("actor") not in (self.handle, self.did):
            return _error(400, "InvalidRequest", "Profile not found")
        row = self.of.row
        return Given(
            {
                **self._author(), "description": row["bio"] or "", "followersCount": len(self.of.followers),
                "followsCount": row["following"], "postsCount": row["posts"], "indexedAt": moment(row["observed_at"]),
            }
        )  # fmt: skip

    def _getAuthorFeed(self, asked: Asked) -> Given:
        items = [self._item(row) for row in self.of.posts]
        items.insert(1, self._repost(self.of.posts[0]))
        return self._list(asked, "feed", items, self.page)

    def _getPostThread(self, asked: Asked) -> Given:
        post = self._post_at(asked.one("uri"))
        if post is None:
            return _error(400, "NotFound", f"Post not found: {asked.one('uri')}")
        root = self._node(
            self._post(post), [self._thread_of(row, post) for row in self.of.country.comments[post["post"]]]
        )
        root["replies"].append({"$type": f"{DEFS}#blockedPost", "uri": f"at://{person(7)}/app.bsky.feed.post/x",
                                "blocked": True, "author": {"did": person(7)}})  # fmt: skip
        return Given({"thread": root})

    def _getLikes(self, asked: Asked) -> Given:
        post = self._post_at(asked.one("uri"))
        if post is None:
            return _error(400, "InvalidRequest", "Post not found")
        likes = [
            {"indexedAt": moment(post["published_at"]), "createdAt": moment(post["published_at"]), "actor": shown(key)}
            for key in self.of.likers(post["post"])
        ]
        return self._list(asked, "likes", likes, self.people, {"uri": asked.one("uri")})

    def _getFollowers(self, asked: Asked) -> Given:
        people = [shown(key) for key in self.of.followers]
        return self._list(asked, "followers", people, self.people, {"subject": self._author()})

    def _list(
        self, asked: Asked, name: str, things: Sequence[Any], size: int, beside: Mapping[str, Any] | None = None
    ) -> Given:
        size = min(size, int(asked.one("limit", "50")))
        some, cursor = page_of(things, asked.one("cursor"), size, asked.fault is Fault.REPEATED_PAGE)
        return Given({**(beside or {}), name: list(some), **({"cursor": cursor} if cursor else {})})

    def _author(self) -> Row:
        return {"did": self.did, "handle": self.handle, "displayName": self.of.row["name"] or ""}

    def _post_at(self, uri: str) -> Row | None:
        return next((row for row in self.of.posts if uri == self._uri(row)), None)

    def _uri(self, row: Row) -> str:
        return f"at://{self.did}/app.bsky.feed.post/{row['post']}"

    def _post(self, row: Row) -> Row:
        made = moment(row["published_at"])
        return {
            "uri": self._uri(row), "cid": CID, "author": self._author(), "indexedAt": made,
            "record": {
                "$type": "app.bsky.feed.post", "text": row["caption"] or "", "createdAt": made, "langs": ["nl"],
            },
            "replyCount": len(self.of.country.comments[row["post"]]), "repostCount": row["shares"] or 0,
            "likeCount": row["likes"], "quoteCount": 0, "bookmarkCount": 0,
        }  # fmt: skip

    def _item(self, row: Row) -> Row:
        return {"post": self._post(row)}

    def _repost(self, row: Row) -> Row:
        """Somebody else's post, which the creator repeats."""
        made = moment(row["published_at"])
        post = {
            **self._post(row), "uri": f"at://{person(5)}/app.bsky.feed.post/other", "author": shown(5, basic=True),
        }  # fmt: skip
        by = {"$type": f"{DEFS}#reasonRepost", "by": self._author(), "indexedAt": made}
        return {"post": post, "reason": by}

    def _node(self, post: Row, replies: Sequence[Row]) -> Row:
        return {"$type": f"{DEFS}#threadViewPost", "post": post, "replies": list(replies)}

    def _thread_of(self, row: Row, post: Row) -> Row:
        answers = self.of.country.replies.get(row["comment"], ())
        return self._node(self._reply(row, post), [self._node(self._reply(one, post), []) for one in answers])

    def _reply(self, row: Row, post: Row) -> Row:
        own, made = row["by_creator"], moment(row["published_at"])
        author = self._author() if own else shown(row["author_key"], basic=True)
        root = {"uri": self._uri(post), "cid": CID}
        return {
            "uri": f"at://{author['did']}/app.bsky.feed.post/{row['comment']}", "cid": CID, "author": author,
            "indexedAt": made, "likeCount": row["likes"], "replyCount": 0,
            "record": {
                "$type": "app.bsky.feed.post", "text": said(row), "createdAt": made,
                "reply": {"root": root, "parent": root},
            },
        }  # fmt: skip


DEFS = "app.bsky.feed.defs"


def did_of(name: object) -> str:
    return f"did:plc:{base64.b32encode(hashlib.sha256(str(name).encode()).digest()).decode().lower()[:24]}"


def person(key: int) -> str:
    return did_of(f"person {key}")


def shown(key: int, basic: bool = False) -> Row:
    """A person as others see it; every second one has a picture."""
    name = name_of(key)
    described = {} if basic else {"description": f"Ik ben {name}"}
    picture = {"avatar": f"https://cdn.bsky.app/img/avatar/plain/{person(key)}/{CID}"} if key % 2 else {}
    return {"did": person(key), "handle": f"{name}.bsky.social", "displayName": name, **described, **picture}


def moment(value: Any) -> str:
    return str(value.strftime("%Y-%m-%dT%H:%M:%S.000Z"))


def _error(status: int, error: str, message: str, headers: Mapping[str, str] | None = None) -> Given:
    return Given({"error": error, "message": message}, status, headers or {})
