"""Fans of a brand on pages: ranked, with their posts, from the brand's side and from the creator's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kring.app.web.presenters.told import told_of
from kring.workspace import Workspace


@pytest.fixture(scope="module")
def brand(workspace: Workspace) -> str:
    """The brand with most fans here."""
    return max(workspace.brands(), key=lambda name: len(workspace.fans(name)))


def test_the_fans_of_a_brand_are_ranked_with_their_posts(planner: Client, workspace: Workspace, brand: str) -> None:
    found = workspace.fans(brand)
    answer = planner.get(reverse("fans"), {"brand": brand.upper()})
    assert [line.of.account for line in answer.context["shown"].lines] == [fan.account for fan in found]
    assert [fan.sure for fan in found] == sorted((fan.sure for fan in found), reverse=True)
    page = answer.content.decode()
    first = next(mention for mention in found[0].mentions if mention.positive)
    assert escape(first.quote) in page
    assert reverse("creator", args=[found[0].account]) in page


def test_without_a_brand_only_the_choice_is_there(planner: Client, workspace: Workspace) -> None:
    page = planner.get(reverse("fans")).content.decode()
    for name in workspace.brands():
        assert f'value="{escape(name)}"' in page


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Only brands that a post here shows"), ("nl", "Alleen merken in")]
)
def test_a_brand_nobody_shows_is_a_clear_problem(planner: Client, language: str, words: str) -> None:
    planner.post(reverse("set_language"), {"language": language})
    answer = planner.get(reverse("fans"), {"brand": "<b>Nergens</b>"})
    assert answer.status_code == 404
    page = answer.content.decode()
    assert words in page
    assert "<b>Nergens" not in page
    assert escape("<b>Nergens</b>") in page


def test_a_creator_s_page_leads_to_the_posts_behind_a_liked_brand(
    planner: Client, workspace: Workspace, brand: str
) -> None:
    account = workspace.fans(brand)[0].account
    liked = told_of(workspace.profile(account)).liked
    assert brand in [fan.brand for fan in liked]
    page = planner.get(reverse("creator", args=[account])).content.decode()
    assert f"{reverse('creator_brand', args=[account])}?brand=" in page
    answer = planner.get(reverse("creator_brand", args=[account]), {"brand": brand})
    assert answer.context["evidence"] == workspace.brand_evidence(account, brand)
    assert answer.context["evidence"]


def test_posts_of_a_brand_an_account_never_shows_are_none(planner: Client, workspace: Workspace, brand: str) -> None:
    account = workspace.fans(brand)[0].account
    page = planner.get(reverse("creator_brand", args=[account]), {"brand": "Nergens"}).content.decode()
    assert "No post or comment stands behind" in page
    assert planner.get(reverse("creator_brand", args=["instagram:nobody"])).status_code == 404
