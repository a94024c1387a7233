"""The YouTube Data API over the synthetic world. Requests and answers are checked against the discovery document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.contract.fake.asked import Asked, Given
from tests.contract.fake.country import Country, Row, name_of, opaque, said
from tests.contract.fake.faults import Fault
from tests.contract.fake.paging import DeadCursor, page_of
from tests.contract.judges import discovery

HOST = "youtube.googleapis.com"


class YouTubeVendor:
    """Half of the comments come with their answers; those of the others are asked for by their ids.

    `page`: how many things it gives at most, however many are asked. `quota`: units until it is
    spent.
    """

    hosts = (HOST,)

    def __init__(self, country: Country, page: int = 2, quota: int = 10_000) -> None:
        self.country, self.page, self.quota = country, page, quota
        self.complaints: list[str] = []
        self.channels = {channel_id(name): name for name in country.accounts if name.startswith("youtube:")}

    def answer(self, asked: Asked) -> Given:
        method = discovery.method_at(discovery.youtube(), asked.method, asked.path)
        if method is None:
            return self._broken(asked, "there is no such method", 404)
        if wrong := discovery.wrong_parameters(discovery.youtube(), method, asked.query):
            return self._broken(asked, "; ".join(wrong))
        if not (asked.one("key") or asked.headers.get("x-goog-api-key")):
            return _error(403, "forbidden", "The request is missing a valid API key.")
        self.quota -= 1
        if self.quota < 0:
            return self.refusal(Fault.QUOTA_SPENT, asked)
        try:
            given = getattr(self, f"_{method['id'].split('.', 1)[1].replace('.', '_')}")(asked)
        except DeadCursor:
            return self.refusal(Fault.DEAD_CURSOR, asked)
        if given.status == 200:
            wrong = discovery.faults(discovery.youtube(), method["response"]["$ref"], given.content)
            self.complaints += [f"answer of {asked.path}: {fault}" for fault in wrong]
        return given

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        match fault:
            case Fault.TOO_MANY:
                return _error(429, "rateLimitExceeded", "Too many requests", {"Retry-After": "2"})
            case Fault.OUT_OF_ORDER:
                return _error(503, "backendError", "Backend Error")
            case Fault.TOKEN_ENDED:
                return _error(401, "authError", "Invalid Credentials")
            case Fault.QUOTA_SPENT:
                return _error(403, "quotaExceeded", "The request cannot be completed: you have exceeded your quota.")
            case _:
                return _error(400, "invalidPageToken", "The request specifies an invalid page token.")

    def _broken(self, asked: Asked, why: str, status: int = 400) -> Given:
        self.complaints.append(f"request of {asked.path}: {why}")
        return _error(status, "badRequest", why)

    def _search_list(self, asked: Asked) -> Given:
        words = asked.one("q").lower().split()
        found = [channel for channel, name in self.channels.items() if any(word in name for word in words)]
        items = [
            {"kind": "youtube#searchResult", "id": {"kind": "youtube#channel", "channelId": channel}}
            for channel in found
        ]
        return self._list(asked, "search", items)

    def _channels_list(self, asked: Asked) -> Given:
        handle = asked.one("forHandle").lstrip("@").lower() or asked.one("forUsername").lower()
        wanted = [channel_id(f"youtube:{handle}")] if handle else asked.several("id")
        found = [self._channel(channel, asked.several("part")) for channel in wanted if channel in self.channels]
        content: dict[str, Any] = {
            "kind": "youtube#channelListResponse", "etag": "e", "pageInfo": {"totalResults": len(found)},
        }  # fmt: skip
        return Given({**content, "items": found} if found else content)

    def _channel(self, channel: str, parts: Sequence[str]) -> Row:
        row = self.country.accounts[self.channels[channel]]
        whole = {
            "snippet": {
                "title": row["name"], "description": row["bio"], "customUrl": f"@{row['handle']}",
                **({"country": row["country"]} if row["country"] else {}),
            },
            "statistics": {
                "subscriberCount": str(row["followers"]), "videoCount": str(row["posts"]), "viewCount": "1000",
                "hiddenSubscriberCount": False,
            },
            "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": f"UU{channel[2:]}"}},
        }  # fmt: skip
        return {"kind": "youtube#channel", "id": channel, **{part: whole[part] for part in parts if part in whole}}

    def _playlistItems_list(self, asked: Asked) -> Given:
        playlist = asked.one("playlistId")
        name = self.channels.get(f"UC{playlist[2:]}")
        if name is None or not self.country.posts[name]:
            return _error(404, "playlistNotFound", "The playlist cannot be found.")
        items = [
            {
                "kind": "youtube#playlistItem", "id": opaque(row["post"]),
                "snippet": {"title": "-", "playlistId": playlist, "publishedAt": moment(row["published_at"])},
                "contentDetails": {"videoId": row["post"], "videoPublishedAt": moment(row["published_at"])},
            }
            for row in self.country.posts[name]
        ]  # fmt: skip
        return self._list(asked, "playlistItem", items)

    def _videos_list(self, asked: Asked) -> Given:
        rows = [self.country.post[video] for video in asked.several("id") if video in self.country.post]
        return self._list(asked, "video", [self._video(row, asked.several("part")) for row in rows], whole=True)

    def _video(self, row: Row, parts: Sequence[str]) -> Row:
        figures = {"viewCount": row["views"], "likeCount": row["likes"], "commentCount": row["comments"]}
        whole = {
            "snippet": {
                "channelId": channel_id(row["account"]), "title": row["caption"], "description": "",
                "publishedAt": moment(row["published_at"]), "liveBroadcastContent": "none",
            },
            "statistics": {name: str(value) for name, value in figures.items() if value is not None},
            "contentDetails": {"duration": "PT4M2S"},
            "paidProductPlacementDetails": {"hasPaidProductPlacement": row["paid_label"]},
        }  # fmt: skip
        return {"kind": "youtube#video", "id": row["post"], **{part: whole[part] for part in parts if part in whole}}

    def _commentThreads_list(self, asked: Asked) -> Given:
        post = self.country.post.get(asked.one("videoId"))
        if post is None:
            return _error(404, "videoNotFound", "The video cannot be found.")
        items = [self._thread(row, post) for row in self.country.comments[post["post"]]]
        return self._list(asked, "commentThread", items)

    def _thread(self, row: Row, post: Row) -> Row:
        replies = [self._comment(reply, post) for reply in self.country.replies.get(row["comment"], [])]
        thread: Row = {
            "kind": "youtube#commentThread", "id": row["comment"],
            "snippet": {
                "videoId": post["post"], "channelId": channel_id(post["account"]), "canReply": True, "isPublic": True,
                "topLevelComment": self._comment(row, post), "totalReplyCount": len(replies),
            },
        }  # fmt: skip
        comes_with_them = int(row["comment"][-2:]) % 2 == 0
        return thread | ({"replies": {"comments": replies}} if replies and comes_with_them else {})

    def _comments_list(self, asked: Asked) -> Given:
        replies = self.country.replies.get(asked.one("parentId"), [])
        return self._list(asked, "comment", [self._comment(row, self.country.post[row["post"]]) for row in replies])

    def _comment(self, row: Row, post: Row) -> Row:
        channel = channel_id(post["account"]) if row["by_creator"] else author_id(row["author_key"])
        name = name_of(row["author_key"])
        return {
            "kind": "youtube#comment", "id": row["comment"],
            "snippet": {
                "authorDisplayName": f"@{name}", "authorProfileImageUrl": f"https://yt3.ggpht.com/{name}",
                "authorChannelUrl": f"http://www.youtube.com/@{name}", "authorChannelId": {"value": channel},
                "textDisplay": said(row), "textOriginal": said(row), "likeCount": row["likes"],
                "publishedAt": moment(row["published_at"]), "updatedAt": moment(row["published_at"]),
                "channelId": channel_id(post["account"]),
                **({"parentId": row["parent"]} if row["parent"] else {"videoId": post["post"]}),
            },
        }  # fmt: skip

    def _list(self, asked: Asked, kind: str, items: Sequence[Row], whole: bool = False) -> Given:
        size = len(items) if whole else min(self.page, int(asked.one("maxResults", "5")))
        shown, cursor = page_of(items, asked.one("pageToken"), max(size, 1), asked.fault is Fault.REPEATED_PAGE)
        content = {
            "kind": f"youtube#{kind}ListResponse", "etag": "e",
            "pageInfo": {"totalResults": len(items), "resultsPerPage": size}, "items": list(shown),
        }  # fmt: skip
        return Given(content | ({"nextPageToken": cursor} if cursor else {}))


def channel_id(account: str) -> str:
    return f"UC{opaque('channel', account)}"


def author_id(key: int) -> str:
    return f"UC{opaque('author', key)}"


def moment(value: Any) -> str:
    return str(value.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _error(status: int, reason: str, message: str, headers: dict[str, str] | None = None) -> Given:
    entry = {"message": message, "domain": "youtube", "reason": reason}
    return Given({"error": {"code": status, "message": message, "errors": [entry]}}, status, headers or {})
