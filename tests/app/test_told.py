"""What a creator's page tells of contact, role, value and data, with the evidence behind it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kring.app.web.presenters.told import told_of
from kring.profile import Profile
from kring.profile.role import RoleOf
from kring.vocabulary.conclusions import conclusions
from kring.vocabulary.data_steps import data_steps
from kring.vocabulary.roles import no_proven_uplift, roles
from kring.workspace import Workspace

BARE = Profile("x:a", "x:a", None, None, None, None, None, None, None, None, None, {}, {}, {})


@pytest.fixture
def known(workspace: Workspace) -> Profile:
    """An account of which contact, role, offers and values are all known."""
    profiles = workspace.profiles()
    every = (profiles.of(account) for account in profiles.accounts["account"].to_pylist())
    return next(one for one in every if one.role and one.offers and one.estimate("standard_answers").known)


def in_dutch(client: Client, address: str) -> str:
    client.post(reverse("set_language"), {"language": "nl"})
    return client.get(address).content.decode()


def test_the_page_tells_contact_and_that_it_is_no_proof(planner: Client, known: Profile) -> None:
    page = planner.get(reverse("creator", args=[known.account])).content.decode()
    assert "signs, not proof that somebody else writes" in page
    for name in ("replies_per_thread", "continued_threads", "standard_answers", "personal_answers"):
        assert reverse("creator_evidence", args=[known.account, name]) in page
    assert "geen bewijs dat iemand anders schrijft" in in_dutch(planner, reverse("creator", args=[known.account]))


def test_the_page_tells_the_role_with_its_chances_and_no_uplift(planner: Client, known: Profile) -> None:
    answer = planner.get(reverse("creator", args=[known.account]))
    told = answer.context["creator"].told
    assert sum(chance for _, chance in told.role.chances) == pytest.approx(1)
    assert len(told.role.chances) == len(roles())
    assert escape(no_proven_uplift().en) in answer.content.decode()


def test_no_uplift_is_said_also_where_the_role_is_unknown(planner: Client, workspace: Workspace) -> None:
    profiles = workspace.profiles()
    account = next(name for name in profiles.accounts["account"].to_pylist() if profiles.of(name).role is None)
    page = planner.get(reverse("creator", args=[account])).content.decode()
    assert escape(no_proven_uplift().en) in page
    assert "Unknown: there is little text" in page


def test_the_page_tells_values_and_offers_as_written(planner: Client, known: Profile) -> None:
    answer = planner.get(reverse("creator", args=[known.account]))
    told = answer.context["creator"].told
    assert [(kind.name, share) for kind, share in told.values] == [(one.value, one.share) for one in known.values]
    for offer in told.offers:
        assert escape(offer.offer) in answer.content.decode()


def test_the_page_tells_how_far_the_data_go(planner: Client, known: Profile) -> None:
    page = planner.get(reverse("creator", args=[known.account])).content.decode()
    assert known.data_trust is not None
    assert f"{known.data_trust.figures_known} of {known.data_trust.figures} figures are known" in page
    for step in known.next_steps[:3]:
        assert escape(data_steps()[step.step].advice.en) in page


@pytest.mark.parametrize("name", ["role", "discount_code", "tips"])
def test_a_conclusion_opens_its_evidence(planner: Client, workspace: Workspace, known: Profile, name: str) -> None:
    answer = planner.get(reverse("creator_evidence", args=[known.account, name]))
    assert answer.status_code == 200
    assert answer.context["evidence"] == workspace.evidence(known.account, name)
    assert re.search(conclusions()[name].words.en, answer.content.decode(), re.IGNORECASE)


def test_of_a_bare_account_nothing_is_told() -> None:
    told = told_of(BARE)
    assert (told.role, told.values, told.offers, told.trust, told.next_steps) == (None, (), (), None, ())
    assert not any(estimate.known for _, estimate in told.contact)


def test_an_unclear_role_has_no_name() -> None:
    from kring.app.web.presenters.told import role_shown

    shown = role_shown(RoleOf("unclear", 0.4, 0.4, 0.2, 9, ["mentor:cursus", "contact:goes_on"]))
    assert shown.named is None
    assert [(words.en, found) for words, found in shown.signs] == [
        ("framework and tasks", "cursus"), ("conversations go on", None),
    ]  # fmt: skip
