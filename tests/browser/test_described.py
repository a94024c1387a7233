"""A few sentences fill in a brief by keyboard, without JavaScript, at phone width; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.axe import SIZES, problems

pytestmark = pytest.mark.browser
TEXTS = {
    "nl": ("Vul het formulier in", "Fietsenwinkel: 3 creators in Utrecht, 900 euro, tussen 1 en 15 maart"),
    "en": ("Fill in the form", "Bike shop: 3 creators in Utrecht, 900 euro, between 1 and 15 March"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_sentences_fill_in_the_form_by_keyboard(
    open_page: Callable, signed_in_state: dict[str, object], language: str
) -> None:  # type: ignore[type-arg]
    button, text = TEXTS[language]
    page = open_page(
        storage_state=signed_in_state, viewport=SIZES["phone"], java_script_enabled=False, locale=language,
        extra_http_headers={"Accept-Language": language},
    )  # fmt: skip
    page.goto("/briefs/")
    page.locator("textarea[name=described]").focus()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#draft-heading")
    assert page.locator("input[name=budget]").input_value() == "900"
    assert page.locator("input[name=most]").input_value() == "3"
    assert page.locator("input[name=start]").input_value().endswith("-03-01")
    assert button not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_filled_form(
    open_page: Callable, signed_in_state: dict[str, object], scheme: str
) -> None:  # type: ignore[type-arg]
    page = open_page(storage_state=signed_in_state, viewport=SIZES["phone"], color_scheme=scheme)
    page.goto("/briefs/")
    page.locator("textarea[name=described]").fill("Jonge moeders rond Utrecht, tussen 500 en 1000 euro, geen Lego")
    page.locator("form[action$='described/'] button").click()
    page.wait_for_selector("#draft-heading")
    assert problems(page) == []
