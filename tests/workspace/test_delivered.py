"""The front door to delivered reach: one post each by default, or what each account makes."""

from __future__ import annotations

import pytest

from kring.errors import UnknownName
from kring.reach import Contacts
from kring.workspace import Workspace


def test_without_a_word_everybody_makes_one_post(workspace: Workspace) -> None:
    accounts = list(workspace.audience().accounts[:5])
    delivered = workspace.delivered_reach(accounts, {"genders": ["female"]})
    assert all(sum(pieces.values()) == 1 for pieces in delivered.contacts.pieces.values())
    assert delivered.segment.genders == ("female",)
    assert delivered.synthetic
    followers = workspace.unique_reach(accounts, {"genders": ["female"]})
    assert 0 < delivered.reached.value < followers.unique.value


def test_more_content_of_some_is_more_reach_and_rates_of_your_own_count(workspace: Workspace) -> None:
    instagram = [name for name in workspace.audience().accounts if name.startswith("instagram:")][:4]
    one = workspace.delivered_reach(instagram)
    more = workspace.delivered_reach({name: {"post": 2, "story": 1} for name in instagram})
    assert more.reached.value > one.reached.value
    assert more.frequency.value > one.frequency.value
    rates = {key: rate.share for key, rate in workspace.view_rates(instagram).items()}
    assert workspace.delivered_reach(Contacts.one_each(instagram, rates)).at_least == one.at_least


def test_every_platform_has_rates_for_what_is_made_there(workspace: Workspace) -> None:
    rates = workspace.view_rates(workspace.profiles().accounts["account"].to_pylist())
    made = {(account.partition(":")[0], deliverable) for account, deliverable in rates}
    assert {("instagram", "post"), ("instagram", "story"), ("tiktok", "video"), ("youtube", "reel")} <= made
    assert ("youtube", "story") not in made
    assert {source for rate in rates.values() for source in rate.sources} == {"reach", "views", "peers", "prior"}


def test_an_unknown_account_is_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownName, match=r"instagram:nobody\.there"):
        workspace.delivered_reach(["instagram:nobody.there"])
