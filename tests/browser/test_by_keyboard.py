"""Matching from sign-in to sign-out by keyboard alone at phone width, in Dutch and English; focus is always seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.browser.by_keyboard import Keyboard
from tests.browser.conftest import EMAIL, PASSWORD

pytestmark = pytest.mark.browser
PHONE = {"width": 375, "height": 740}
WORDS = {
    "en": {
        "sentence": "Three creators around Utrecht for 900 euro, no alcohol",
        "sign in": "Sign in", "briefs": "Briefs", "fill in": "Fill in the form", "plan": "Keep and plan",
        "ranked": "Ranked creators", "why": "Why", "list": "Put on the list", "listed": "On the shortlist",
        "compare": "Compare the ticked", "above": "stands above", "find": "Find", "size": "Size and growth",
        "nano": "Nano", "save": "Save this search", "saved": "was saved", "account": "Account", "out": "Sign out",
        "skip": "Skip to the page", "order": "Order", "bars": "Bar by bar",
    },
    "nl": {
        "sentence": "Drie creators rond Utrecht voor 900 euro, geen alcohol",
        "sign in": "Aanmelden", "briefs": "Opdrachten", "fill in": "Vul het formulier in", "plan": "Bewaren en plannen",
        "ranked": "Ranglijst", "why": "Waarom", "list": "Zet op de shortlist", "listed": "Op de shortlist",
        "compare": "Vergelijk de aangevinkte", "above": "boven", "find": "Zoeken", "size": "Omvang en groei",
        "nano": "Nano", "save": "Deze zoekopdracht bewaren", "saved": "is bewaard", "account": "Account",
        "out": "Afmelden", "skip": "Naar de pagina zelf", "order": "Volgorde", "bars": "Staaf voor staaf",
    },
}  # fmt: skip


@dataclass
class Person:
    """Somebody at the keyboard of a phone, with the words of a language."""

    page: object
    keys: Keyboard
    words: dict[str, str]

    def button(self, name: str) -> object:
        """A button by the beginning of its name."""
        return self.page.get_by_role("button", name=re.compile(f"^{re.escape(self.words[name])}"))  # type: ignore[attr-defined]

    def link(self, name: str) -> object:
        """A link by the beginning of its name."""
        return self.page.get_by_role("link", name=re.compile(f"^{re.escape(self.words[name])}"))  # type: ignore[attr-defined]

    def sign_in(self) -> None:
        """From the address of the application to the overview."""
        self.page.goto("/")  # type: ignore[attr-defined]
        self.keys.go_to(self.page.locator("input[name=login]"))  # type: ignore[attr-defined]
        self.keys.type(EMAIL)
        self.keys.go_to(self.page.locator("input[name=password]"))  # type: ignore[attr-defined]
        self.keys.type(PASSWORD)
        self.keys.follow(self.button("sign in"))
        self.page.wait_for_url(re.compile(r":\d+/$"))  # type: ignore[attr-defined]

    def make_a_brief(self) -> None:
        """From wherever to the plan of a brief that was told in a sentence."""
        self.keys.follow(self.link("briefs"))
        self.page.wait_for_url("**/briefs/")  # type: ignore[attr-defined]
        self.keys.go_to(self.page.locator("textarea[name=described]"))  # type: ignore[attr-defined]
        self.keys.type(self.words["sentence"])
        self.keys.follow(self.button("fill in"))
        self.page.locator("#draft-heading").wait_for()  # type: ignore[attr-defined]
        self.keys.follow(self.button("plan"))
        self.page.locator("#plan .plan-answer").wait_for()  # type: ignore[attr-defined]

    def rank(self) -> None:
        """From the plan to the ranked list."""
        self.keys.follow(self.link("ranked"))
        self.page.locator(".match-card").first.wait_for()  # type: ignore[attr-defined]


def begun(open_page: Callable[..., object], language: str, **options: object) -> Person:
    """A person who reads this language, at a phone."""
    page = open_page(viewport=PHONE, locale=language, extra_http_headers={"Accept-Language": language}, **options)
    return Person(page, Keyboard(page), WORDS[language])


@pytest.fixture(params=sorted(WORDS))
def person(request: pytest.FixtureRequest, open_page: Callable[..., object]) -> Iterator[Person]:
    """A person at the door; at the end nothing was wrong with the focus at any step."""
    person = begun(open_page, request.param)
    person.sign_in()
    yield person
    assert list(dict.fromkeys(person.keys.complaints)) == []


@pytest.fixture
def member(open_page: Callable[..., object], signed_in_state: dict[str, object]) -> Iterator[Person]:
    """A person who is inside; at the end nothing was wrong with the focus at any step."""
    person = begun(open_page, "en", storage_state=signed_in_state)
    yield person
    assert list(dict.fromkeys(person.keys.complaints)) == []


@pytest.fixture
def ranked(member: Person) -> str:
    """The address of the ranked list of a brief."""
    page = member.page
    page.goto("/briefs/new/yaml/")  # type: ignore[attr-defined]
    page.get_by_label("Brief as YAML").fill("name: Toetsen\nbudget: 1500\nunknown: keep\n")  # type: ignore[attr-defined]
    page.get_by_role("button", name="Keep and plan").click()  # type: ignore[attr-defined]
    page.wait_for_selector("#plan .plan-answer")  # type: ignore[attr-defined]
    return f"{page.url}matches/"  # type: ignore[attr-defined]


def test_from_a_sentence_to_a_comparison(person: Person) -> None:
    page, keys = person.page, person.keys
    person.make_a_brief()
    person.rank()
    keys.follow(person.link("why"))
    page.get_by_role("heading", name=person.words["bars"]).wait_for()  # type: ignore[attr-defined]
    keys.open(page.locator(".bar-line summary"))  # type: ignore[attr-defined]
    assert page.locator(".bar-line table").first.is_visible()  # type: ignore[attr-defined]
    keys.follow(page.get_by_role("navigation").get_by_role("link", name=person.words["ranked"], exact=True))  # type: ignore[attr-defined]
    page.wait_for_url("**/matches/")  # type: ignore[attr-defined]
    keys.open(person.button("list"))
    page.get_by_text(person.words["listed"]).first.wait_for()  # type: ignore[attr-defined]
    assert keys.holds_focus()
    keys.go_to(page.locator(".match-card input[type=checkbox]"), back=True)  # type: ignore[attr-defined]
    keys.press("Space")
    keys.go_to(page.locator(".match-card input[type=checkbox]").nth(1))  # type: ignore[attr-defined]
    keys.press("Space")
    keys.follow(person.button("compare"), back=True)
    page.get_by_role("heading", name=re.compile(person.words["above"])).wait_for()  # type: ignore[attr-defined]


def test_creators_are_found_and_the_search_is_kept(person: Person) -> None:
    page, keys = person.page, person.keys
    keys.follow(person.link("find"))
    keys.open(page.locator("summary", has_text=person.words["size"]))  # type: ignore[attr-defined]
    keys.go_to(page.get_by_label(person.words["nano"], exact=True))  # type: ignore[attr-defined]
    keys.press("Space")
    page.wait_for_url("**/find/?tier=nano")  # type: ignore[attr-defined]
    page.locator("#facet-tier-nano[aria-current]").wait_for()  # type: ignore[attr-defined]
    assert keys.holds_focus()
    keys.open(page.locator("summary", has_text=person.words["save"]))  # type: ignore[attr-defined]
    keys.go_to(page.locator("#save-name"))  # type: ignore[attr-defined]
    keys.type("Toetsen")
    keys.press("Enter")
    page.locator("[role=status]", has_text=person.words["saved"]).wait_for()  # type: ignore[attr-defined]
    keys.follow(person.link("account"))
    page.wait_for_url("**/account/")  # type: ignore[attr-defined]
    keys.follow(person.button("out"))
    page.wait_for_url("**/account/login/**")  # type: ignore[attr-defined]


def test_the_link_at_the_top_leads_past_what_every_page_has(member: Person) -> None:
    page, keys = member.page, member.keys
    page.goto("/briefs/")  # type: ignore[attr-defined]
    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"  # type: ignore[attr-defined]
    keys.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"  # type: ignore[attr-defined]
    keys.step()
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")  # type: ignore[attr-defined]


def test_every_stop_of_a_page_is_seen_and_none_is_a_trap(member: Person, ranked: str) -> None:
    for address in ("/", "/briefs/", ranked, f"{ranked}?as=table", f"{ranked}?as=out", "/find/?tier=nano", "/account/"):
        member.page.goto(address)  # type: ignore[attr-defined]
        assert member.keys.whole_page() > 8


def test_who_is_at_the_keyboard_goes_on_where_a_part_was_replaced(member: Person, ranked: str) -> None:
    page, keys = member.page, member.keys
    page.goto(ranked)  # type: ignore[attr-defined]
    keys.go_to(page.locator("#sort"))  # type: ignore[attr-defined]
    keys.press("ArrowDown")
    page.wait_for_url("**sort=-match**")  # type: ignore[attr-defined]
    page.locator("#sort:focus").wait_for()  # type: ignore[attr-defined]
    assert keys.focus_is("#sort")
    keys.open(page.get_by_role("link", name="Next"))  # type: ignore[attr-defined]
    page.wait_for_url("**page=2**")  # type: ignore[attr-defined]
    page.locator("#list-heading:focus").wait_for()  # type: ignore[attr-defined]
    assert keys.focus_is("#list-heading")
    keys.open(page.locator("#form-table"))  # type: ignore[attr-defined]
    page.wait_for_url("**as=table**")  # type: ignore[attr-defined]
    page.locator("#form-table:focus").wait_for()  # type: ignore[attr-defined]
    assert keys.focus_is("#form-table")
    page.goto("/find/?tier=nano&niche=cooking")  # type: ignore[attr-defined]
    keys.open(page.locator(".find-counts td:last-child a"))  # type: ignore[attr-defined]
    page.wait_for_url(re.compile(r"\?niche=cooking$"))  # type: ignore[attr-defined]
    page.locator("#find :focus").wait_for()  # type: ignore[attr-defined]
    assert keys.focus_is("#find *")
