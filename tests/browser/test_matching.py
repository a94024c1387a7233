"""Ranked creators in a browser: picked for the shortlist, noted in place, compared; by keyboard, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser
BRIEF = "name: Ranglijst\nbudget: 1500\nunknown: keep\ncreators: {most: 5}\n"


@pytest.fixture
def brief(page) -> str:  # type: ignore[no-untyped-def]
    """The address of a brief made for this test."""
    page.goto("/briefs/new/yaml/")
    page.get_by_label("Brief as YAML").fill(BRIEF)
    page.get_by_role("button", name="Keep and plan").click()
    page.wait_for_selector("#plan .plan-answer")
    return str(page.url)


def test_a_creator_is_picked_and_noted_in_place(page, brief: str) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("link", name="Ranked creators", exact=True).click()
    first = page.locator(".match-card").first
    name = first.locator("a.creator-name").inner_text()
    first.get_by_role("button", name=f"Put on the list {name}").click()
    first.get_by_text("On the shortlist").wait_for()
    assert page.url.endswith("/matches/")
    page.goto(f"{brief}shortlist/")
    entry = page.locator(".match-card").first
    entry.get_by_label("Status", exact=True).select_option("asked")
    entry.get_by_text("Kept.").wait_for()
    entry.get_by_label("Note").fill("Belt terug")
    with page.expect_response(re.compile(r"/shortlist/\d+/$")):
        entry.get_by_label("Note").blur()
    page.reload()
    assert page.locator(".match-card").first.get_by_label("Note").input_value() == "Belt terug"
    assert page.locator(".match-card").first.get_by_label("Status", exact=True).input_value() == "asked"
    page.get_by_role("link", name=re.compile("^asked")).click()
    assert page.locator(".match-card").count() == 1


def test_forms_and_order_stay_in_the_address(page, brief: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{brief}matches/")
    page.get_by_label("Order").select_option("-followers")
    page.wait_for_url(re.compile("sort=-followers"))
    page.get_by_role("link", name="Table", exact=True).click()
    page.wait_for_url(re.compile("as=table"))
    assert "sort=-followers" in page.url
    sizes = page.locator(".matches-table tbody th .small").all_inner_texts()
    followers = [int(re.findall(r"([\d,]+) follower", text)[0].replace(",", "")) for text in sizes]
    assert followers == sorted(followers, reverse=True)
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_role("heading", name="Where the creators live").wait_for()
    page.go_back()
    page.locator(".matches-table").wait_for()


def test_the_keyboard_alone_leads_from_the_list_to_a_comparison(page, brief: str) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{brief}matches/")
    for number in range(2):
        page.locator(".match-card input[type=checkbox]").nth(number).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Compare the ticked").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/compare/**")
    assert page.get_by_role("heading", level=2, name=re.compile("^Why .* stands above")).count() == 1
    page.go_back()
    page.locator(".match-card").first.get_by_role("link", name=re.compile("^Why")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bar by bar").wait_for()
    bar = page.locator(".bar-line summary").first
    bar.focus()
    page.keyboard.press("Enter")
    assert page.locator(".bar-line table").first.is_visible()


def test_a_creator_contests_through_the_link_without_signing_in(page, brief: str, open_page: Callable) -> None:  # type: ignore[no-untyped-def,type-arg]
    page.goto(f"{brief}matches/")
    page.locator(".match-card").first.get_by_role("link", name=re.compile("^Why")).click()
    page.get_by_role("button", name="Make a link").click()
    link = page.locator(".copy").inner_text()
    creator = open_page(viewport={"width": 360, "height": 740})
    creator.goto(link)
    creator.get_by_label("What it is about").select_option(index=1)
    creator.get_by_label("What is wrong, and what is right").fill("Dit klopt niet.")
    creator.get_by_role("button", name="Contest it").click()
    creator.get_by_text("Your message was sent.").wait_for()
    page.goto("/briefs/contests/")
    page.get_by_label("Answer").first.fill("Dank, verbeterd.")
    page.get_by_role("button", name="Send the answer").first.click()
    page.get_by_text("Answered. The creator reads it").wait_for()
    creator.reload()
    assert creator.get_by_text("Dank, verbeterd.").is_visible()


def test_everything_works_without_script(open_page: Callable, signed_in_state: dict[str, object], brief: str) -> None:  # type: ignore[type-arg]
    page = open_page(storage_state=signed_in_state, java_script_enabled=False)
    page.goto(f"{brief}matches/?as=table")
    page.get_by_role("button", name=re.compile("^Put on the list")).first.click()
    assert page.url.endswith("/matches/?as=table")
    page.goto(f"{brief}shortlist/")
    page.get_by_label("Status", exact=True).first.select_option("agreed")
    page.get_by_role("button", name=re.compile("^Keep")).first.click()
    assert page.get_by_label("Status", exact=True).first.input_value() == "agreed"
    page.goto(f"{brief}matches/")
    page.get_by_label("Order").select_option("name")
    page.get_by_role("button", name="Order the list").click()
    names = [name.casefold() for name in page.locator(".match-card a.creator-name").all_inner_texts()]
    assert names == sorted(names)
