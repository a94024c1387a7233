"""TikTok's Display API over the synthetic world. Written by hand after its documentation: nothing else judges it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.contract.fake.asked import Asked, Given
from tests.contract.fake.country import Country, Row
from tests.contract.fake.faults import Fault

HOST = "open.tiktokapis.com"


class TikTokVendor:
    """A token is the account it is for. A cursor is a moment in milliseconds: videos from before it follow."""

    hosts = (HOST,)

    def __init__(self, country: Country, page: int = 2) -> None:
        self.country, self.page = country, page
        self.complaints: list[str] = []

    def answer(self, asked: Asked) -> Given:
        account = asked.headers.get("authorization", "").removeprefix("Bearer ")
        if account not in self.country.accounts:
            return self.refusal(Fault.TOKEN_ENDED, asked)
        match asked.method, asked.path:
            case "GET", "/v2/user/info/":
                return _given({"user": _picked(self._user(account), asked.several("fields"))})
            case "POST", "/v2/video/list/":
                return self._videos(asked, account)
            case _:
                self.complaints.append(f"{asked.method} {asked.path} is not there")
                return _error(404, "invalid_params")

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        match fault:
            case Fault.TOO_MANY:
                return _error(429, "rate_limit_exceeded", {"Retry-After": "2"})
            case Fault.OUT_OF_ORDER:
                return _error(503, "internal_error")
            case Fault.TOKEN_ENDED:
                return _error(401, "access_token_invalid")
            case _:
                return _error(400, "invalid_params")

    def _user(self, account: str) -> Row:
        row = self.country.accounts[account]
        return {
            "open_id": "an-open-id", "username": row["handle"], "display_name": row["name"],
            "bio_description": row["bio"], "profile_deep_link": row["link"], "is_verified": row["verified"],
            "follower_count": row["followers"], "following_count": row["following"], "video_count": row["posts"],
        }  # fmt: skip

    def _videos(self, asked: Asked, account: str) -> Given:
        told = asked.json()
        if asked.headers.get("content-type") != "application/json" or not 1 <= told.get("max_count", 10) <= 20:
            self.complaints.append(f"video list asked with {told}")
        before = told.get("cursor")
        rows = self.country.posts[account]
        left = [row for row in rows if before is None or _milliseconds(row) < before]
        if asked.fault is Fault.REPEATED_PAGE and before is not None:
            shown = [row for row in rows if row not in left][-self.page :]
            return _given({"videos": self._picked(asked, shown), "cursor": before - 1, "has_more": True})
        shown = left[: self.page]
        cursor = _milliseconds(shown[-1]) if shown else 0
        more = len(left) > self.page
        return _given({"videos": self._picked(asked, shown), "cursor": cursor, "has_more": more})

    def _picked(self, asked: Asked, rows: Sequence[Row]) -> list[Row]:
        return [_picked(_video(row), asked.several("fields")) for row in rows]


def _video(row: Row) -> Row:
    told = {
        "id": row["post"], "create_time": _milliseconds(row) // 1000, "video_description": row["caption"],
        "share_url": f"https://www.tiktok.com/video/{row['post']}", "like_count": row["likes"],
        "comment_count": row["comments"], "share_count": row["shares"], "view_count": row["views"],
        "cover_image_url": "https://p16.tiktokcdn.com/picture",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _milliseconds(row: Row) -> int:
    return int(row["published_at"].timestamp()) * 1000


def _picked(node: Row, fields: Sequence[str]) -> Row:
    return {name: value for name, value in node.items() if name in fields}


def _given(data: Row) -> Given:
    return Given({"data": data, "error": {"code": "ok", "message": "", "log_id": "1"}})


def _error(status: int, code: str, headers: Any = None) -> Given:
    return Given({"data": {}, "error": {"code": code, "message": "m", "log_id": "1"}}, status, headers or {})
