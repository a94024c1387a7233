"""The Creator Marketplace: off by default, test data refused, and its fields judged by Meta's own client."""

from __future__ import annotations

import json

import pytest

from kring.errors import BadInput
from kring.sources.core.raw_log import RawLog
from kring.sources.creator_marketplace import KIND, CreatorMarketplace
from tests.contract.fake import Country
from tests.contract.fake.client import Opener
from tests.contract.fake.country import CANARY
from tests.contract.fake.graph import GraphVendor
from tests.contract.runs import brought, ran

ASKER = "instagram:veganmetmerel.syn00000"
OPENER = Opener({"Authorization": f"Bearer {ASKER}"})
SEARCH = "search:creator_max_followers=600&creator_countries=NL,BE"


def _source(level: str) -> CreatorMarketplace:
    return CreatorMarketplace(level)


def test_it_is_off_until_somebody_turns_it_on() -> None:
    assert not KIND.on
    assert KIND.source() == _source("standard")
    assert KIND.source({"access": "advanced"}) == _source("advanced")


def test_advanced_access_brings_the_creators_that_filters_find(country: Country, log: RawLog) -> None:
    ran(_source("advanced"), GraphVendor(country), log, [SEARCH], OPENER)
    rows = brought(_source("advanced"), log)
    small = {name for name, row in country.accounts.items() if "instagram:" in name and row["followers"] <= 600}
    assert {account for (account,) in rows["accounts"]} == small
    assert all("followers" not in row for row in rows["accounts"].values())
    assert CANARY not in json.dumps([page.content for page in log.pages("creator_marketplace", None)])


def test_standard_access_is_test_data_and_refused(country: Country, log: RawLog) -> None:
    done = ran(_source("standard"), GraphVendor(country), log, ["noor"], OPENER)
    assert ["test data" in why.en for _, why in done.skipped] == [True]
    assert brought(_source("standard"), log) == {}


@pytest.mark.parametrize("subject", ["search:", "search:access_token=x", "search:fields=email"])
def test_only_filters_are_let_in(subject: str) -> None:
    with pytest.raises(BadInput, match="is no filter"):
        _source("advanced").start(subject, None)


def test_lists_are_written_as_lists() -> None:
    [first] = _source("advanced").start(SEARCH, None)
    [step] = _source("advanced").follow(first, {"data": [{"instagram_business_account": {"id": "17"}}]})
    params = _source("advanced").call(step).params
    assert (params["creator_countries"], params["creator_max_followers"]) == ('["NL", "BE"]', "600")
