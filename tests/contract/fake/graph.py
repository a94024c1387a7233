"""Meta's graph over the synthetic world: Instagram with consent on one host, Business Discovery on the other.

Fields asked and given are checked against the classes of facebook-business; errors are worded as Meta words them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from tests.contract.fake.asked import Asked, Given
from tests.contract.fake.country import CANARY, Country, Row, name_of, opaque, said
from tests.contract.fake.faults import Fault
from tests.contract.fake.paging import DeadCursor, page_of
from tests.contract.judges import graph_fields

INSTAGRAM, FACEBOOK = "graph.instagram.com", "graph.facebook.com"
EDGES = {
    "replies": "IGComment", "media": "IGMedia", "business_discovery": "IGUser", "from": "IGUser",
    "instagram_business_account": "IGUser",
}  # fmt: skip
_DISCOVERY = re.compile(
    r"business_discovery\.username\((?P<name>[^)]+)\)\{(?P<own>[^{]*),media(?:\.after\((?P<after>[^)]+)\))?"
    r"\.limit\(\d+\)\{(?P<media>[^}]*)\}\}"
)
_SHARES = {"city": "municipality", "country": "country", "age": "age", "gender": "gender", "age,gender": "age_gender"}
_LETTERS = {"female": "F", "male": "M", "other": "U"}


class GraphVendor:
    """`page`: how many nodes an edge gives at most. A token is the account it is for."""

    hosts = (INSTAGRAM, FACEBOOK)

    def __init__(self, country: Country, page: int = 2) -> None:
        self.country, self.page = country, page
        self.complaints: list[str] = []
        self.comments = {
            row["comment"]: row for rows in (*country.comments.values(), *country.replies.values()) for row in rows
        }

    def answer(self, asked: Asked) -> Given:
        account = self._account(asked)
        if account is None:
            return self.refusal(Fault.TOKEN_ENDED, asked)
        version, node, *edge = asked.path.strip("/").split("/")
        if version != "v26.0":
            return _error(400, 2635, "This version is deprecated.")
        try:
            given = self._routed(asked, account, node, edge[0] if edge else "")
            used = 97 if asked.fault is Fault.NEARLY_SPENT else 12
            return replace(given, headers={**given.headers, "X-App-Usage": json.dumps({"call_count": used})})
        except DeadCursor:
            return self.refusal(Fault.DEAD_CURSOR, asked)

    def refusal(self, fault: Fault, asked: Asked) -> Given:
        match fault:
            case Fault.TOO_MANY:
                return _error(429, 4, "Application request limit reached", headers={"Retry-After": "2"})
            case Fault.OUT_OF_ORDER:
                return _error(503, 2, "Service temporarily unavailable")
            case Fault.TOKEN_ENDED:
                return _error(400, 190, "Error validating access token: Session has expired.", 463)
            case Fault.WITHDRAWN:
                return _error(400, 190, "The user has not authorized application.", 458)
            case Fault.QUOTA_SPENT:
                usage = {"1784": [{"type": "instagram", "call_count": 100, "estimated_time_to_regain_access": 10}]}
                headers = {"X-Business-Use-Case-Usage": json.dumps(usage)}
                return _error(400, 17, "User request limit reached", headers=headers)
            case _:
                return _error(400, 100, "Invalid parameter")

    def _account(self, asked: Asked) -> str | None:
        token = asked.one("access_token") or asked.headers.get("authorization", "").removeprefix("Bearer ")
        return token if token in self.country.accounts else None

    def _routed(self, asked: Asked, account: str, node: str, edge: str) -> Given:
        if (node, edge, asked.host) == ("me", "accounts", FACEBOOK):
            return self._pages(asked, account)
        if node in ("me", user_id(account)):
            return self._of_user(asked, account, edge)
        if node in self.country.post and edge == "insights":
            return self._media_insights(asked, self.country.post[node])
        if node in self.country.post and edge == "comments":
            return self._edge(asked, self.country.comments[node], self._comment, "IGComment")
        if node in self.comments and edge == "replies":
            return self._edge(asked, self.country.replies[node], self._comment, "IGComment")
        return _error(400, 100, "Unsupported get request.", 33)

    def _pages(self, asked: Asked, account: str) -> Given:
        """The pages of a token: one without an account of Instagram, and one with it."""
        self._judge_fields("Page", asked.one("fields"))
        with_it = {"id": "2", "instagram_business_account": {"id": user_id(account)}}
        return Given({"data": [{"id": "1"}, with_it], "paging": {"cursors": {"before": "a", "after": "b"}}})

    def _of_user(self, asked: Asked, account: str, edge: str) -> Given:
        if found := _DISCOVERY.fullmatch(asked.one("fields")):
            return self._discovered(asked, account, found)
        match edge:
            case "":
                self._judge_fields("IGUser", asked.one("fields"))
                profile = self._profile(account)
                self.complaints += graph_fields.undeclared("IGUser", profile, EDGES)
                return Given(_picked(profile, asked.several("fields")))
            case "media":
                return self._edge(asked, self.country.posts[account], self._media, "IGMedia")
            case "insights":
                return self._demographics(asked, account)
            case "creator_marketplace_creators":
                return self._marketplace(asked)
            case _:
                return _error(400, 100, f"Unknown path components: /{edge}")

    def _edge(self, asked: Asked, rows: Sequence[Row], made: Callable[[Row], Row], kind: str) -> Given:
        self._judge_fields(kind, asked.one("fields"))
        fields = [part.split("{")[0] for part in re.split(r",(?![^{]*\})", asked.one("fields"))]
        content = self._page(asked, [_picked(made(row), fields) for row in rows], asked.one("after"))
        for node in content["data"]:
            self.complaints += graph_fields.undeclared(kind, node, EDGES)
        return Given(content)

    def _page(self, asked: Asked, nodes: Sequence[Row], cursor: str) -> Row:
        shown, after = page_of(nodes, cursor, self.page, asked.fault is Fault.REPEATED_PAGE)
        cursors = {"before": "b", "after": after or "end"}
        following = {"next": f"https://{asked.host}{asked.path}?access_token=secret&after={after}"} if after else {}
        return {"data": list(shown), "paging": {"cursors": cursors, **following}}

    def _profile(self, account: str) -> Row:
        row = self.country.accounts[account]
        told = {
            "id": user_id(account), "username": row["handle"], "name": row["name"], "biography": row["bio"],
            "website": row["link"], "followers_count": row["followers"], "follows_count": row["following"],
            "media_count": row["posts"],
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}

    def _media(self, row: Row) -> Row:
        told = {
            "id": row["post"], "caption": row["caption"], "comments_count": row["comments"], "like_count": row["likes"],
            "media_type": "VIDEO" if row["kind"] in ("video", "reel") else "IMAGE",
            "media_product_type": "REELS" if row["kind"] == "reel" else "FEED",
            "timestamp": moment(row["published_at"]),
            "permalink": f"https://www.instagram.com/p/{row['post']}/", "view_count": row["views"],
            "username": self.country.accounts[row["account"]]["handle"],
        }  # fmt: skip
        return {name: value for name, value in told.items() if value is not None}

    def _comment(self, row: Row) -> Row:
        account = self.country.post[row["post"]]["account"]
        name = self.country.accounts[account]["handle"] if row["by_creator"] else name_of(row["author_key"])
        number = user_id(account) if row["by_creator"] else opaque("person", row["author_key"])
        node = {
            "id": row["comment"], "text": said(row), "timestamp": moment(row["published_at"]), "username": name,
            "like_count": row["likes"], "hidden": False, "from": {"id": number, "username": name},
            **({"parent_id": row["parent"]} if row["parent"] else {}),
        }  # fmt: skip
        replies = [self._comment(reply) for reply in self.country.replies.get(row["comment"], [])]
        if replies:
            shown, after = page_of(replies, "", 1)
            more = {"next": f"https://{INSTAGRAM}/?access_token=secret"} if after else {}
            node["replies"] = {"data": list(shown), "paging": {"cursors": {"after": after or "end"}, **more}}
        return node

    def _media_insights(self, asked: Asked, row: Row) -> Given:
        known = {"reach": row["reach"], "saved": row["saves"], "shares": row["shares"], "views": row["views"]}
        if unlisted := set(asked.several("metric")) - graph_fields.metrics():
            self.complaints.append(f"no such metrics: {unlisted}")
        if asked.fault is Fault.SUPPRESSED:
            return _error(400, 10, "(#10) Not enough viewers for the media to show insights")
        data = [
            {"name": name, "period": "lifetime", "values": [{"value": known[name]}], "title": name, "id": f"{name}/x"}
            for name in asked.several("metric")
            if known.get(name) is not None
        ]
        return Given({"data": data})

    def _demographics(self, asked: Asked, account: str) -> Given:
        breakdown = asked.one("breakdown")
        followers = self.country.accounts[account]["followers"]
        shares = [row for row in self.country.shares[account, _SHARES[breakdown]] if row["share"] is not None]
        if asked.fault is Fault.SUPPRESSED:
            shares = []
        results = [
            {"dimension_values": _values(breakdown, row["value"]), "value": round(row["share"] * followers)}
            for row in shares[:45]
        ]
        told = {"dimension_keys": breakdown.split(","), "results": results}
        insight = {
            "name": "follower_demographics", "period": "lifetime", "title": "t", "id": "x",
            "total_value": {"breakdowns": [told]},
        }  # fmt: skip
        self.complaints += graph_fields.undeclared("InstagramInsightsResult", insight, {})
        return Given({"data": [insight]})

    def _discovered(self, asked: Asked, account: str, found: re.Match[str]) -> Given:
        self._judge_fields("IGUser", asked.one("fields"))
        wanted = f"instagram:{found['name']}"
        if wanted not in self.country.accounts:
            return _error(400, 110, "Invalid user id", 2207013)
        rows = [_picked(self._media(row), found["media"].split(",")) for row in self.country.posts[wanted]]
        media = self._page(asked, rows, found["after"] or "")
        last = "next" not in media["paging"]
        media["paging"] = {"cursors": {"before": "b"} if last else media["paging"]["cursors"]}
        whole = _picked(self._profile(wanted), found["own"].split(",")) | {"media": media}
        return Given({"business_discovery": whole, "id": user_id(account)})

    def _marketplace(self, asked: Asked) -> Given:
        """Creators by name, or all with at most so many followers."""
        most = int(asked.one("creator_max_followers", "1000000000"))
        rows = [
            row
            for name, row in self.country.accounts.items()
            if name.startswith("instagram:") and row["followers"] <= most
            and asked.one("username", row["handle"]) == row["handle"]
        ]  # fmt: skip
        return self._edge(asked, rows, _on_the_market, "UserExportForCAM")

    def _judge_fields(self, kind: str, expression: str) -> None:
        self.complaints += graph_fields.wrong_fields(kind, expression, EDGES)


def _on_the_market(row: Row) -> Row:
    told = {
        "id": user_id(row["account"]), "username": row["handle"], "biography": row["bio"], "country": row["country"],
        "category": row["category"], "gender": row["gender"], "is_account_verified": row["verified"],
        "email": f"{CANARY}@example.com",
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def user_id(account: str) -> str:
    return f"1784{int(opaque('user', account), 16) % 10**13:013d}"


def moment(value: Any) -> str:
    return str(value.strftime("%Y-%m-%dT%H:%M:%S+0000"))


def _values(breakdown: str, value: str) -> list[str]:
    if breakdown == "gender":
        return [_LETTERS[value]]
    if breakdown == "age,gender":
        gender, age = value.split(" ")
        return [age, _LETTERS[gender]]
    return [value]


def _picked(node: Row, fields: Sequence[str]) -> Row:
    return {name: value for name, value in node.items() if name in fields or name == "id"}


def _error(status: int, code: int, message: str, subcode: int | None = None, headers: Any = None) -> Given:
    error = {"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    return Given({"error": error | ({} if subcode is None else {"error_subcode": subcode})}, status, headers or {})
