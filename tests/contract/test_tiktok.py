"""TikTok over a fake that is written by hand: a run brings all videos, whatever goes wrong."""

from __future__ import annotations

import json

import pytest

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState
from kring.sources.tiktok import TikTok
from tests.contract.fake import Country, Fault, Scripted
from tests.contract.fake.client import Opener
from tests.contract.fake.tiktok import TikTokVendor
from tests.contract.runs import brought, ran

SOURCE = TikTok()
FAULTS = {
    "none": None,
    "429 with Retry-After": Scripted(Fault.TOO_MANY, "/video/list/", after=1),
    "503": Scripted(Fault.OUT_OF_ORDER, "/user/info/", times=2),
    "the token ends mid-page": Scripted(Fault.TOKEN_ENDED, "/video/list/", after=1),
    "dead cursor": Scripted(Fault.DEAD_CURSOR, "/video/list/", after=1),
    "repeated page": Scripted(Fault.REPEATED_PAGE, "/video/list/", after=1),
    "malformed JSON": Scripted(Fault.CUT_OFF, "/video/list/"),
}


@pytest.fixture
def account(country: Country) -> str:
    return max((name for name in country.accounts if name.startswith("tiktok:")), key=lambda n: len(country.posts[n]))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_run_brings_all_videos_whatever_goes_wrong(fault: str, country: Country, log: RawLog, account: str) -> None:
    opener, script = Opener({"Authorization": f"Bearer {account}"}), [line for line in [FAULTS[fault]] if line]
    done = ran(SOURCE, TikTokVendor(country), log, [account.partition(":")[2]], opener, *script)
    assert done.state is RunState.DONE
    rows = brought(SOURCE, log)
    told = ("published_at", "likes", "comments", "shares", "views")
    assert {post: {name: row.get(name) for name in told} for (_, post), row in rows["posts"].items()} == {
        row["post"]: {name: row[name] for name in told} for row in country.posts[account]
    }
    assert rows["accounts"][(account,)]["followers"] == country.accounts[account]["followers"]
    assert opener.renewed == (fault == "the token ends mid-page")
    kept = json.dumps([page.content for page in log.pages(SOURCE.name, None)])
    assert "an-open-id" not in kept
    assert "tiktokcdn" not in kept
