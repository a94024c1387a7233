"""One page of each stream of each source, as it should be."""

from __future__ import annotations

from typing import Any

from kring.sources.core.source import Source
from kring.sources.creator_marketplace import CreatorMarketplace
from kring.sources.instagram import Instagram
from kring.sources.instagram_discovery import InstagramDiscovery
from kring.sources.tiktok import TikTok
from kring.sources.youtube import YouTube

CONTEXT = {
    "account": "x:noor",
    "channel": "UCx",
    "id": "17",
    "post": "p",
    "followers": "300",
    "access": "advanced",
    "since": "2026-11-29T12:00:00+00:00",
}
_COMMENT = {
    "id": "c",
    "text": "hoi @noor",
    "timestamp": "2026-11-01T10:00:00+0000",
    "username": "noor",
    "like_count": 1,
    "from": {"id": "17", "username": "noor"},
    "parent_id": "b",
}
_MEDIA = {
    "id": "p",
    "caption": "bel 06-12345678",
    "comments_count": 2,
    "media_type": "IMAGE",
    "timestamp": "2026-11-01T10:00:00+0000",
}
_YT_COMMENT = {
    "kind": "youtube#comment",
    "id": "c",
    "snippet": {
        "authorChannelId": {"value": "UCy"},
        "textOriginal": "@noor",
        "likeCount": 1,
        "publishedAt": "2026-11-01T10:00:00Z",
    },
}
_INSIGHT = {
    "name": "follower_demographics",
    "period": "lifetime",
    "total_value": {
        "breakdowns": [
            {"dimension_keys": ["age", "gender"], "results": [{"dimension_values": ["18-24", "F"], "value": 3}]}
        ]
    },
}
PAGES: list[tuple[Source, str, Any]] = [
    (
        YouTube(),
        "channels",
        {
            "kind": "youtube#channelListResponse",
            "items": [
                {
                    "kind": "youtube#channel",
                    "id": "UCx",
                    "snippet": {"customUrl": "@noor", "description": "d", "title": "N", "defaultLanguage": "nl"},
                    "statistics": {"subscriberCount": "5"},
                    "contentDetails": {"relatedPlaylists": {"uploads": "UUx"}},
                }
            ],
        },
    ),
    (
        YouTube(),
        "uploads",
        {
            "kind": "youtube#playlistItemListResponse",
            "nextPageToken": "n",
            "items": [
                {
                    "kind": "youtube#playlistItem",
                    "contentDetails": {"videoId": "v", "videoPublishedAt": "2026-11-01T10:00:00Z"},
                }
            ],
        },
    ),
    (
        YouTube(),
        "videos",
        {
            "kind": "youtube#videoListResponse",
            "items": [
                {
                    "kind": "youtube#video",
                    "id": "v",
                    "snippet": {"channelId": "UCx", "title": "t", "publishedAt": "2026-11-01T10:00:00Z"},
                    "statistics": {"viewCount": "9", "commentCount": "1"},
                    "paidProductPlacementDetails": {"hasPaidProductPlacement": True},
                }
            ],
        },
    ),
    (
        YouTube(),
        "comment_threads",
        {
            "kind": "youtube#commentThreadListResponse",
            "items": [
                {
                    "kind": "youtube#commentThread",
                    "id": "c",
                    "snippet": {"videoId": "v", "totalReplyCount": 3, "topLevelComment": _YT_COMMENT},
                    "replies": {"comments": [_YT_COMMENT]},
                }
            ],
        },
    ),
    (Instagram(), "profile", {"id": "17", "username": "noor", "followers_count": 5, "biography": "b", "website": "w"}),
    (Instagram(), "media", {"data": [_MEDIA], "paging": {"cursors": {"after": "a"}, "next": "https://x"}}),
    (
        Instagram(),
        "comments",
        {"data": [_COMMENT | {"replies": {"data": [_COMMENT], "paging": {"cursors": {"after": "a"}, "next": "n"}}}]},
    ),
    (Instagram(), "media_insights", {"data": [{"name": "reach", "period": "lifetime", "values": [{"value": 4}]}]}),
    (Instagram(), "demographics", {"data": [_INSIGHT]}),
    (InstagramDiscovery(), "asker", {"data": [{"instagram_business_account": {"id": "17"}}]}),
    (
        InstagramDiscovery(),
        "discovered",
        {
            "business_discovery": {
                "username": "noor",
                "biography": "b",
                "media": {"data": [_MEDIA], "paging": {"cursors": {"after": "a"}}},
            }
        },
    ),
    (
        TikTok(),
        "profile",
        {"data": {"user": {"username": "noor", "bio_description": "b", "follower_count": 4}}, "error": {"code": "ok"}},
    ),
    (
        TikTok(),
        "videos",
        {
            "data": {
                "videos": [{"id": "v", "video_description": "v", "create_time": 1700000000}],
                "cursor": 5,
                "has_more": True,
            },
            "error": {"code": "ok"},
        },
    ),
    (
        CreatorMarketplace("advanced"),
        "creators",
        {"data": [{"username": "noor", "biography": "b", "gender": "female"}]},
    ),
]
