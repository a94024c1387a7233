"""Finding creators as a person does: typing, ticking, going back, putting on a list; with and without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


def test_typing_and_ticking_narrows_the_results_and_back_widens_them(page: object) -> None:
    from playwright.sync_api import expect

    page.goto("/find/")  # type: ignore[attr-defined]
    found, words = page.locator("#found"), page.get_by_label("Words", exact=True)  # type: ignore[attr-defined]
    everybody = found.inner_text()
    page.get_by_text("Size and growth").click()  # type: ignore[attr-defined]
    page.get_by_label("Nano", exact=True).check()  # type: ignore[attr-defined]
    page.wait_for_url("**/find/?tier=nano")  # type: ignore[attr-defined]
    expect(found).not_to_have_text(everybody)
    nano = found.inner_text()
    words.press_sequentially("koken", delay=20)
    page.wait_for_url(re.compile(r"q=koken"))  # type: ignore[attr-defined]
    expect(found).not_to_have_text(nano)
    expect(words).to_have_value("koken")
    page.go_back()  # type: ignore[attr-defined]
    page.wait_for_url(re.compile(r"\?tier=nano$"))  # type: ignore[attr-defined]
    expect(found).to_have_text(nano)


def test_a_count_is_clicked_and_the_form_follows(page: object) -> None:
    page.goto("/find/")  # type: ignore[attr-defined]
    page.locator("#facet-tier-nano").click()  # type: ignore[attr-defined]
    page.wait_for_url("**/find/?tier=nano")  # type: ignore[attr-defined]
    page.locator("#facet-tier-nano[aria-current]").wait_for()  # type: ignore[attr-defined]
    assert page.locator("input[name=tier][value=nano]").is_checked()  # type: ignore[attr-defined]


def test_a_wrong_value_is_said_at_its_field_at_once_and_goes_when_mended(page: object) -> None:
    page.goto("/find/")  # type: ignore[attr-defined]
    page.get_by_text("Size and growth").click()  # type: ignore[attr-defined]
    least = page.locator("input[name=followers-least]")  # type: ignore[attr-defined]
    least.fill("many")
    least.press("Enter")
    page.locator("#wrong-followers [role=alert]").wait_for()  # type: ignore[attr-defined]
    least.fill("500")
    least.press("Enter")
    page.wait_for_url(re.compile(r"followers-least=500"))  # type: ignore[attr-defined]
    assert page.locator("#wrong-followers [role=alert]").count() == 0  # type: ignore[attr-defined]


def test_ticked_creators_come_on_a_list_and_the_map_is_drawn(page: object) -> None:
    page.goto("/find/?near=Utrecht&near-km=80&near-unknown=keep")  # type: ignore[attr-defined]
    for ticked in page.locator("input[name=account][type=checkbox]").all()[:2]:  # type: ignore[attr-defined]
        ticked.check()
    page.get_by_label("new list").fill("Utrecht")  # type: ignore[attr-defined]
    page.get_by_role("button", name="Put on this list").click()  # type: ignore[attr-defined]
    page.get_by_text("2 creators were put on Utrecht").wait_for()  # type: ignore[attr-defined]
    page.locator(".find-map > summary").click()  # type: ignore[attr-defined]
    page.locator(".find-map svg").wait_for()  # type: ignore[attr-defined]


def test_without_script_the_search_and_its_links_work(open_page: Callable, signed_in_state: dict[str, object]) -> None:  # type: ignore[type-arg]
    page = open_page(storage_state=signed_in_state, java_script_enabled=False, viewport=PHONE)
    page.goto("/find/")
    page.get_by_label("Words", exact=True).fill("koken")
    page.get_by_role("button", name="Search").first.click()
    assert page.url.endswith("/find/?q=koken")
    page.locator("#facet-tier-nano").click()
    assert page.url.endswith("/find/?q=koken&tier=nano")


def test_by_keyboard_alone_a_search_is_made_and_saved(page: object) -> None:
    page.goto("/find/")  # type: ignore[attr-defined]
    page.get_by_label("Words", exact=True).focus()  # type: ignore[attr-defined]
    page.keyboard.type("koken")  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.wait_for_url(re.compile(r"q=koken$"))  # type: ignore[attr-defined]
    page.get_by_text("Save this search").focus()  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.keyboard.press("Tab")  # type: ignore[attr-defined]
    page.keyboard.type("Koks")  # type: ignore[attr-defined]
    page.keyboard.press("Enter")  # type: ignore[attr-defined]
    page.get_by_text("The search Koks was saved").wait_for()  # type: ignore[attr-defined]
    page.goto("/find/lists/")  # type: ignore[attr-defined]
    assert page.get_by_role("link", name="Koks").count() == 1  # type: ignore[attr-defined]
