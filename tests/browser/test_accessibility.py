"""Axe finds nothing on any page and nothing scrolls sideways: wide, light, English; at phone width, dark, Dutch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.axe import FORMS, SIZES, problems, unfold
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/creators/?tier=micro",
    "/find/?q=koken&tier=nano&tier=micro&near=Utrecht&near-km=60&near-unknown=keep&sort=answered_comments",
    "/find/?followers-least=many&q=xqzwvkk",
    "/find/map/?near=Utrecht&near-km=60",
    "alike",
    "/find/lists/",
    "list",
    "creator",
    "compared",
    "/fans/?brand=nothing-here",
    "/briefs/",
    "/briefs/new/",
    "/briefs/new/yaml/",
    "/briefs/possibilities/?budget=500&place=Utrecht",
    "/briefs/possibilities/?budget=500&place=Atlantis",
    "plan",
    "pictures",
    "estimated",
    "swapped",
    "scenarios",
    "chosen",
    "matches",
    "matches_table",
    "matches_map",
    "matches_out",
    "matches_compared",
    "match",
    "shortlist",
    "openings",
    "explained",
    "/briefs/contests/",
    "/how-ranking-works/",
    "/calendar/?made=1",
    "/glossary/",
    "/account/",
    "/account/second-factor/",
    "/account/password/",
    "/account/keys/",
    "/add/",
    "recognised",
    "/quarantine/",
    "/sources/",
    "/members/",
    "/log/",
    "/nothing-here/",
]


@pytest.fixture(scope="session")
def standing(chromium: object, address: str, signed_in_state: dict[str, object]) -> dict[str, str]:
    """The addresses of a creator, a plan, what belongs to it, and a chosen plan."""
    context = chromium.new_context(base_url=address, storage_state=signed_in_state, locale="en")  # type: ignore[attr-defined]
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/creators/?answered=1")
    creator = page.locator("a.creator-name").first.get_attribute("href")
    for ticked in page.locator("input[name=account]").all()[:3]:
        ticked.check()
    page.get_by_role("button", name="Compare the ticked").click()
    page.wait_for_url("**/compare/**")
    compared = page.url
    page.goto("/find/?tier=nano")
    page.locator("input[name=account][type=checkbox]").first.check()
    page.get_by_label("new list").fill("Toegankelijk")
    page.get_by_role("button", name="Put on this list").click()
    page.get_by_text("creator was put on Toegankelijk").wait_for()
    page.goto("/find/lists/")
    listed = page.locator("a.creator-name").first.get_attribute("href")
    page.goto(creator)
    alike = page.locator("a[href*='by=audience']").get_attribute("href")
    page.goto("/briefs/new/yaml/")
    page.get_by_label("Brief as YAML").fill("name: Toegankelijk\nbudget: 900\n")
    page.get_by_role("button", name="Keep and plan").click()
    page.wait_for_selector("#plan .plan-answer")
    plan = page.url
    swapped = page.locator("a.button-small").first.get_attribute("href")
    page.get_by_role("button", name="Choose this plan").click()
    page.wait_for_url("**/plans/**")
    chosen = page.url
    matched = _matched(page, plan)
    recognised = _brought(page)
    context.close()
    return matched | {
        "recognised": recognised,
        "alike": alike, "list": listed, "creator": creator,
        "plan": plan, "chosen": chosen, "swapped": swapped, "pictures": f"{plan}pictures/",
        "scenarios": f"{plan}scenarios/?made=1", "compared": compared, "estimated": f"{plan}estimated/",
    }  # fmt: skip


def _brought(page: object) -> str:
    """The address of files that were brought and are to be confirmed: a sheet, and one that nobody recognises."""
    page.goto("/add/")  # type: ignore[attr-defined]
    sheets = {"creators.csv": b"Creator;Platform;Followers\nanna;instagram;1.800\n", "odd.csv": b"zqx;vbn\na;1\nb;2\n"}
    files = [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in sheets.items()]
    page.locator("#files").set_input_files(files)  # type: ignore[attr-defined]
    page.get_by_role("button", name="See what is in them").click()  # type: ignore[attr-defined]
    page.get_by_role("heading", name="What was recognised").wait_for()  # type: ignore[attr-defined]
    return str(page.url)  # type: ignore[attr-defined]


def _matched(page: object, brief: str) -> dict[str, str]:
    """The addresses of the ranked list of a brief and what belongs to it, with somebody listed and a link contested."""
    page.goto(f"{brief}matches/?as=table")  # type: ignore[attr-defined]
    accounts = [box.get_attribute("value") for box in page.locator("input[name=account][type=checkbox]").all()[:3]]  # type: ignore[attr-defined]
    page.locator("button.button-small", has_text="Put on the list").first.click()  # type: ignore[attr-defined]
    page.get_by_text("On the shortlist").first.wait_for()  # type: ignore[attr-defined]
    match = f"{brief}matches/{accounts[0]}/"
    page.goto(match)  # type: ignore[attr-defined]
    page.get_by_role("button", name="Make a link").click()  # type: ignore[attr-defined]
    explained = page.locator(".copy").inner_text()  # type: ignore[attr-defined]
    page.goto(explained)  # type: ignore[attr-defined]
    page.get_by_label("What is wrong, and what is right").fill("Dit klopt niet.")  # type: ignore[attr-defined]
    page.get_by_role("button", name="Contest it").click()  # type: ignore[attr-defined]
    page.get_by_text("Your message was sent.").wait_for()  # type: ignore[attr-defined]
    compared = "&".join(f"account={account}" for account in accounts)
    return {
        "matches": f"{brief}matches/?page=2", "matches_table": f"{brief}matches/?as=table&page=2", "match": match,
        "matches_map": f"{brief}matches/?as=map", "matches_out": f"{brief}matches/?as=out",
        "matches_compared": f"{brief}matches/compare/?{compared}", "shortlist": f"{brief}shortlist/",
        "openings": f"/creators/{accounts[0]}/briefs/", "explained": explained,
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_axe_finds_nothing(
    open_page: Callable, signed_in_state: dict[str, object], standing: dict[str, str], form: str
) -> None:  # type: ignore[type-arg]
    language = FORMS[form]["locale"]
    page = open_page(storage_state=signed_in_state, extra_http_headers={"Accept-Language": language}, **FORMS[form])
    page.set_default_timeout(PATIENCE)
    found = {address: problems_at(page, standing.get(address, address)) for address in PAGES}
    assert page.evaluate("document.documentElement.lang") == language
    assert {address: problem for address, problem in found.items() if problem} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_signing_in(open_page: Callable, scheme: str) -> None:  # type: ignore[type-arg]
    page = open_page(viewport=SIZES["phone"], color_scheme=scheme)
    assert problems_at(page, "/account/login/") == []


def problems_at(page: object, address: str) -> list[str]:
    """What is wrong on a page with everything unfolded."""
    page.goto(address)  # type: ignore[attr-defined]
    unfold(page)
    return problems(page)
