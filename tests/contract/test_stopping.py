"""A run that is stopped after every page asks for no page twice, and brings what an unbroken run brings."""

from __future__ import annotations

import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.source import Source
from kring.sources.instagram import Instagram
from kring.sources.tiktok import TikTok
from kring.sources.youtube import YouTube
from tests.contract.fake import Country, Vendor
from tests.contract.fake.client import Opener
from tests.contract.fake.graph import GraphVendor
from tests.contract.fake.tiktok import TikTokVendor
from tests.contract.fake.youtube import YouTubeVendor
from tests.contract.runs import brought, ran_in_pieces

SMALL = "instagram:emma.diy.syn00007"


@pytest.mark.parametrize("source", [YouTube(), Instagram(), TikTok()], ids=lambda source: source.name)
def test_stopping_after_every_page_asks_nothing_twice(source: Source, country: Country, log: RawLog) -> None:
    vendors: dict[str, Vendor] = {
        "youtube": YouTubeVendor(country),
        "instagram": GraphVendor(country),
        "tiktok": TikTokVendor(country),
    }
    account = SMALL if source.name == "instagram" else country.busiest(source.platform)
    opener = Opener({"X-Goog-Api-Key": "k", "Authorization": f"Bearer {account}"})
    asked = ran_in_pieces(source, vendors[source.name], log, account.partition(":")[2], opener)
    words = [(one.path, str(sorted(one.query.items())), one.body) for one in asked]
    assert len(words) == len(set(words)) > 3
    rows = brought(source, log)
    assert {post for _, post in rows["posts"]} == {row["post"] for row in country.posts[account]}
    if source.name != "tiktok":
        assert {comment for (comment,) in rows["comments"]} == set(country.written_on(account))
