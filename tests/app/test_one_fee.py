"""The fee of a creator, with its basis: the same on its page, in a ranking, in a comparison and in a plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.app.matching.presenters.rows import fee_of
from kring.estimate import Basis
from kring.estimate.wording import BASIS_WORDS
from kring.match.brief import Brief
from kring.vocabulary.platforms import piece_on
from kring.workspace import Workspace

DELIVERABLES = {Basis.DECLARED: "post", Basis.MODELLED: "post", Basis.PRIOR: "live"}


def account_with(workspace: Workspace, basis: Basis) -> str:
    """An account whose fee rests on that, around whom people are known."""
    prices, around = workspace.profiles().details["prices"].to_pylist(), set(workspace.audience().accounts)
    return next(
        row["account"] for row in prices
        if row["basis"] == basis and row["deliverable"] == DELIVERABLES[basis] and row["account"] in around
        and row["account"].startswith("instagram:")
    )  # fmt: skip


@pytest.fixture(params=list(DELIVERABLES))
def asked(
    request: pytest.FixtureRequest, workspace: Workspace, organisation: Organisation,
    member_of: Callable[[Organisation, Role], Membership],
) -> tuple[Basis, str, SavedBrief]:  # fmt: skip
    """A basis, a creator whose fee rests on it, and a brief in which this creator takes part."""
    basis = request.param
    name = account_with(workspace, basis)
    text = {"name": "Lente", "creators": {"most": 2}, "required": [name], "deliverables": [DELIVERABLES[basis]]}
    return basis, name, services.save(member_of(organisation, Role.PLANNER), Brief.from_mapping(text))


def test_a_creator_has_one_fee_on_its_page_in_a_ranking_and_in_a_plan(
    workspace: Workspace, planner: Client, asked: tuple[Basis, str, SavedBrief]
) -> None:
    basis, name, saved = asked
    piece = DELIVERABLES[basis]
    profile, plan = workspace.profile(name), planner.get(reverse("plan", args=[saved.pk]))
    fee = next(one.choice.fee for one in plan.context["page"].choices if one.choice.account == name)
    assert fee.basis == basis
    assert fee == profile.prices[piece] == fee_of(profile, saved.brief)
    told = planner.get(reverse("creator", args=[name])).context["creator"].told
    assert fee in [one for _, one in told.fees]
    guessed = '<span class="tag tag-warm">' + BASIS_WORDS["en"][basis] in plan.content.decode()
    assert guessed or basis == Basis.DECLARED
    table = workspace.plan(saved.brief).to_arrow()
    rows = {
        row["account"]: (row["fee"], row["fee_low"], row["fee_high"], row["fee_basis"]) for row in table.to_pylist()
    }
    assert rows[name] == (fee.value, fee.low, fee.high, basis)


def test_who_is_on_a_platform_without_posts_has_one_fee_as_well(
    workspace: Workspace, planner: Client, saved: SavedBrief
) -> None:
    plan = planner.get(reverse("plan", args=[saved.pk]), {"most": "50"}).context["page"]
    fees = {one.choice.account: one.choice.fee for one in plan.choices}
    elsewhere = [name for name in fees if name.startswith("tiktok:")]
    assert elsewhere
    for name in fees:
        profile = workspace.profile(name)
        assert fees[name] == fee_of(profile, saved.brief) == profile.prices[piece_on(profile.platform, "post")]


def test_a_comparison_takes_the_same_fees(workspace: Workspace) -> None:
    name = account_with(workspace, Basis.MODELLED)
    (comparison,) = workspace.compare(name, tier="nano", draws=5)
    assert comparison.same_fee.fee == workspace.profile(name).prices["post"]
