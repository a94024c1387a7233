"""What a person does: sign in, filter, open a creator, change the budget; with mouse, keyboard, and without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.conftest import EMAIL, PASSWORD, sign_in

pytestmark = pytest.mark.browser
BRIEF = "name: Lente\nbudget: 1500\n"


@pytest.fixture
def plan_address(page) -> str:  # type: ignore[no-untyped-def]
    """The page of the plan of a brief made for this test."""
    page.goto("/briefs/new/yaml/")
    page.get_by_label("Brief as YAML").fill(BRIEF)
    page.get_by_role("button", name="Keep and plan").click()
    page.wait_for_selector("#plan .plan-answer")
    return page.url


def test_signing_in_leads_to_the_overview(open_page: Callable) -> None:  # type: ignore[type-arg]
    page = open_page()
    sign_in(page)
    assert page.get_by_role("heading", name="Workspace", exact=True).is_visible()
    assert page.get_by_text("Synthetic data: these creators and people do not exist.").is_visible()


def test_signing_in_with_the_keyboard_alone(open_page: Callable) -> None:  # type: ignore[type-arg]
    page = open_page()
    page.goto("/account/login/")
    page.locator("input[name=login]").focus()
    page.keyboard.type(EMAIL)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_filtering_changes_the_table_and_the_address(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/creators/")
    before = page.locator("#creators h2").inner_text()
    page.get_by_label("Tier").select_option("micro")
    page.wait_for_url(re.compile("tier=micro"))
    page.wait_for_function("before => document.querySelector('#creators h2').innerText !== before", arg=before)
    tiers = page.locator("#creators .tag-tier").all_inner_texts()
    assert tiers
    assert set(tiers) == {"micro"}
    page.go_back()
    page.wait_for_function("before => document.querySelector('#creators h2').innerText === before", arg=before)


def test_searching_while_typing(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/creators/")
    handle = page.locator("a.creator-name").nth(4).inner_text()
    page.get_by_label("Search").press_sequentially(handle[:12])
    page.wait_for_url(re.compile("q="))
    page.wait_for_function("h => [...document.querySelectorAll('a.creator-name')].every(a => a.innerText.includes(h))",
                           arg=handle[:12])  # fmt: skip
    assert page.evaluate("document.activeElement.name") == "q"


def test_ordering_by_a_column(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/creators/")
    page.get_by_role("link", name="Engagement").click()
    page.wait_for_selector("th[aria-sort=descending] >> text=Engagement")
    cells = page.locator('td[data-label="Engagement"] .figure-value').all_inner_texts()
    shares = [float(cell.rstrip("%")) for cell in cells if cell != "unknown"]
    assert shares == sorted(shares, reverse=True)


def test_opening_a_creator_and_its_evidence(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/creators/?answered=1")
    page.locator("a.creator-name").first.click()
    page.wait_for_url(re.compile("/creators/[a-z]+:"))
    line = page.locator("#answered_comments")
    assert "%" in line.locator(".figure-value").inner_text()
    line.locator("summary").click()
    line.locator(".quote").first.wait_for()
    assert line.locator(".quote").count() > 0


def test_another_budget_changes_the_plan(page, plan_address: str) -> None:  # type: ignore[no-untyped-def]
    before = page.locator(".plan-answer").inner_text()
    page.get_by_label("Budget in euros").fill("600")
    page.get_by_label("Budget in euros").press("Enter")
    page.wait_for_url(re.compile("budget=600"))
    page.wait_for_function("before => document.querySelector('.plan-answer').innerText !== before", arg=before)
    cost = page.locator(".plan-figures div", has_text="Fees together").locator(".figure-value").inner_text()
    assert float(cost.replace("EUR", "").replace(",", "")) <= 600
    page.reload()
    assert page.get_by_label("Budget in euros").input_value() == "600"


def test_leaving_a_creator_out_and_taking_it_back(page, plan_address: str) -> None:  # type: ignore[no-untyped-def]
    first = page.locator(".creators-plan a.creator-name").first.get_attribute("href")
    page.get_by_role("link", name="Leave out").first.click()
    page.wait_for_url(re.compile("exclude="))
    page.get_by_text("take back").wait_for()
    assert page.locator(f'.creators-plan th a[href="{first}"]').count() == 0
    page.get_by_text("take back").click()
    page.locator(f'.creators-plan th a[href="{first}"]').wait_for()


def test_a_swap_is_shown_beside_the_plan_and_undone(page, plan_address: str) -> None:  # type: ignore[no-untyped-def]
    before = page.locator(".plan-answer").inner_text()
    page.locator("a.button-small").first.click()
    page.wait_for_url(re.compile("swap="))
    page.get_by_text("You changed this set by hand.").wait_for()
    page.locator("#after .chart").first.wait_for()
    page.get_by_role("link", name="Undo").click()
    page.get_by_text("You changed this set by hand.").wait_for(state="detached")
    assert page.locator(".plan-answer").inner_text() == before


def test_another_fee_is_counted_with_the_keyboard(page, plan_address: str) -> None:  # type: ignore[no-untyped-def]
    page.locator(".fee-change summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("1499")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("fee-of"))
    page.get_by_text("more than the budget").wait_for()


def test_a_budget_that_is_none_is_explained(page, plan_address: str, open_page: Callable) -> None:  # type: ignore[no-untyped-def,type-arg]
    strict = open_page(storage_state=page.context.storage_state(), java_script_enabled=False)
    strict.goto(plan_address)
    strict.get_by_label("Budget in euros").fill("veel")
    with strict.expect_navigation():
        strict.get_by_role("button", name="Plan again").click()
    assert "“veel” is not a budget." in strict.locator("[role=alert]").inner_text()


def test_choosing_a_plan_keeps_it(page, plan_address: str) -> None:  # type: ignore[no-untyped-def]
    said = page.locator(".plan-answer").inner_text()
    page.locator("#after .chart").first.wait_for()
    page.get_by_role("button", name="Choose this plan").click()
    page.wait_for_url(re.compile("/plans/"))
    assert page.locator(".plan-answer").inner_text() == said
    assert page.locator(".chart-picture svg").count() >= 3


def test_a_first_look_at_the_possibilities(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/")
    page.get_by_label("Municipality or province").fill("Utrecht")
    page.get_by_label("Budget in euros").fill("800")
    page.get_by_role("button", name="Show the possibilities").click()
    page.locator(".plan-answer").wait_for()
    assert "province of Utrecht" in page.locator(".plan-answer").inner_text()
    page.get_by_role("button", name="Keep as a brief").click()
    page.wait_for_url(re.compile(r"/briefs/\d+/"))


def test_everything_works_without_script(page, plan_address: str, open_page: Callable) -> None:  # type: ignore[no-untyped-def,type-arg]
    bare = open_page(storage_state=page.context.storage_state(), java_script_enabled=False)
    bare.goto("/creators/")
    bare.get_by_label("Tier").select_option("nano")
    with bare.expect_navigation():
        bare.get_by_role("button", name="Filter", exact=True).click()
    assert set(bare.locator("#creators .tag-tier").all_inner_texts()) == {"nano"}
    bare.goto(plan_address)
    bare.get_by_label("Budget in euros").fill("600")
    with bare.expect_navigation():
        bare.get_by_role("button", name="Plan again").click()
    assert "budget=600" in bare.url


def test_dark_and_dutch_are_remembered(page) -> None:  # type: ignore[no-untyped-def]
    page.goto("/glossary/")
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Nederlands").click()
    page.goto("/account/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 18, 22)"
    assert page.get_by_role("heading", name="Organisatie").is_visible()
