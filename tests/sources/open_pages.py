"""One page of each stream of the open networks, as it should be, with its step."""

from __future__ import annotations

from typing import Any

from kring.sources.bluesky import Bluesky
from kring.sources.core.source import Source
from kring.sources.core.step import Step
from kring.sources.mastodon import Mastodon

DID, OTHER, AT = f"did:plc:{'a' * 24}", f"did:plc:{'b' * 24}", "2026-11-01T10:00:00.000Z"
_POST = {
    "uri": f"at://{DID}/app.bsky.feed.post/3ka",
    "author": {"did": DID},
    "indexedAt": AT,
    "record": {
        "text": "Dank @merk.example",
        "createdAt": AT,
        "tags": ["vega"],
        "facets": [
            {
                "index": {"byteStart": 5, "byteEnd": 18},
                "features": [{"$type": "app.bsky.richtext.facet#mention", "did": OTHER}],
            }
        ],
    },
    "embed": {
        "$type": "app.bsky.embed.recordWithMedia#view",
        "media": {"$type": "app.bsky.embed.images#view", "images": [{}]},
    },
    "likeCount": 2,
    "replyCount": 1,
    "repostCount": 1,
}
_REPLY = {
    "uri": f"at://{OTHER}/app.bsky.feed.post/3kb",
    "author": {"did": OTHER, "labels": [{"val": "x"}]},
    "indexedAt": AT,
    "record": {"text": "Waar?", "createdAt": AT},
}
_PERSON = {"did": OTHER, "handle": "noor.example", "avatar": "https://cdn.example/x"}
_ACCT = {
    "id": "9",
    "acct": "noor",
    "display_name": "Noor",
    "note": "<p>hoi</p>",
    "avatar": "https://toot.example/x.png",
    "followers_count": 3,
    "following_count": 4,
    "statuses_count": 5,
    "fields": [{"name": "Site", "value": "https://noor.example"}],
}
_STATUS = {
    "id": "10",
    "created_at": AT,
    "content": "<p>Hallo @merk</p>",
    "spoiler_text": "Let op",
    "visibility": "public",
    "account": _ACCT,
    "in_reply_to_id": None,
    "favourites_count": 1,
    "replies_count": 2,
    "reblogs_count": 0,
    "tags": [{"name": "Vega"}],
    "mentions": [{"acct": "merk"}],
    "media_attachments": [{"type": "image"}],
}
_SINCE = {"since": "2026-11-20T12:00:00+00:00"}
_BLUESKY = {"account": "bluesky:anna.example", "did": DID, "followers": "1", **_SINCE}
_MASTODON = {"account": "mastodon:anna@toot.example", "id": "1", "post": "10", "followers": "1", **_SINCE}


def _of_bluesky(stream: str, content: Any) -> tuple[Source, Step, Any]:
    return Bluesky(), Step(stream, "anna.example", {"cursor": "b"}, _BLUESKY), content


def _of_mastodon(stream: str, content: Any) -> tuple[Source, Step, Any]:
    subject = "anna@toot.example"
    return Mastodon.of([subject]), Step(stream, subject, {"id": "1", "max_id": "8"}, _MASTODON), content


OPEN_PAGES: list[tuple[Source, Step, Any]] = [
    _of_bluesky(
        "profile",
        {"did": DID, "handle": "anna.example", "followersCount": 4, "verification": {"verifiedStatus": "valid"}},
    ),
    _of_bluesky("feed", {"feed": [{"post": _POST}], "cursor": "c"}),
    _of_bluesky("thread", {"thread": {"post": _POST, "replies": [{"post": _REPLY, "replies": []}]}}),
    _of_bluesky("likes", {"likes": [{"actor": _PERSON}], "cursor": "c"}),
    _of_bluesky("followers", {"followers": [_PERSON]}),
    _of_mastodon("profile", _ACCT),
    _of_mastodon("statuses", [_STATUS]),
    _of_mastodon("context", {"descendants": [{**_STATUS, "id": "11", "in_reply_to_id": "10"}]}),
    _of_mastodon("followers", [_ACCT]),
    _of_mastodon("likers", [_ACCT]),
]
