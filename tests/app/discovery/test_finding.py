"""The page of the search: it answers as the library does, hides nobody silently, and says what it can't read."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.app.accounts.models import Organisation, Role
from kring.app.discovery.address import number_typed, read_address
from kring.app.discovery.written_address import address_of
from kring.match.discovery import Search
from kring.vocabulary.search_filters import search_filter, search_filters
from kring.workspace import Workspace

ASKED: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"q": "koken"}, {"text": "koken"}),
    ({"tier": ["nano", "micro"], "followers-most": "5.000"},
     {"filters": {"tier": ["nano", "micro"], "followers": "..5000"}}),
    ({"answered_comments-least": "12,5"}, {"filters": {"answered_comments": {"least": 0.125}}}),
    ({"near": "Utrecht", "near-km": "40"}, {"filters": {"near": "40 km around Utrecht"}}),
    ({"gender-not": "male", "gender-unknown": "keep"}, {"filters": {"gender": {"not": ["male"], "unknown": "keep"}}}),
    ({"language": "nl", "unknown": "keep"}, {"filters": {"language": "nl"}, "unknown": "keep"}),
    ({"fee": "reel", "fee-most": "200", "sort": "fee:reel", "lowest": "1"},
     {"filters": {"fee": {"of": "reel", "most": 200}}, "sort": "fee:reel", "lowest_first": True}),
    ({"audience_age": ["25-34", "35-44"], "audience_age-least": "10"},
     {"filters": {"audience_age": {"of": ["25-34", "35-44"], "least": 0.1}}}),
    ({"audience_near": "Utrecht", "audience_near-km": "30"}, {"filters": {"audience_near": "30 km around Utrecht"}}),
    ({"worked_with": "Hema, Albert Heijn", "worked_with-days": "90"},
     {"filters": {"worked_with": {"of": ["Hema", "Albert Heijn"], "within_days": 90}}}),
]  # fmt: skip
WRONG = {
    "q": {"q": "---"},
    "sort": {"sort": "nonsense"},
    "like": {"like": "instagram:nobody.at.all"},
    "followers": {"followers-least": "many"},
    "tier": {"tier": "giant"},
    "near": {"near": "Atlantis"},
    "niche": {"niche": "nothing like it", "niche-least": "10"},
    "answered_comments": {"answered_comments-least": "60", "answered_comments-most": "40"},
    "audience_gender": {"audience_gender-least": "30"},
    "worked_with": {"worked_with": "Hema", "worked_with-days": "soon"},
    "language": {"language": "nl", "language-unknown": "perhaps"},
    "account": {"account": "instagram:nobody.at.all"},
}


def ask(client: Client, address: dict[str, Any] | str = "", **headers: str) -> HttpResponse:
    """The page for an address."""
    if isinstance(address, str):
        return client.get(f"{reverse('find')}{address}", headers=headers)
    return client.get(reverse("find"), address, headers=headers)


@pytest.mark.parametrize(("address", "search"), ASKED)
def test_an_address_finds_what_the_library_finds(
    planner: Client, workspace: Workspace, address: dict[str, Any], search: dict[str, Any]
) -> None:
    page, found = ask(planner, address), workspace.search(search)
    assert page.context["problems"] == []
    assert page.context["found"].accounts == found.accounts
    assert [line.profile.account for line in page.context["lines"]] == list(found.accounts[:25])


@pytest.mark.parametrize("search", [search for _address, search in ASKED])
def test_a_search_written_as_an_address_is_read_as_the_same(workspace: Workspace, search: dict[str, Any]) -> None:
    meant = Search.from_mapping(search)
    read = read_address(QueryDict(address_of(meant)), workspace.catalogue())
    assert read.problems == {}
    assert read.found.search.to_dict() == meant.to_dict() | {"size": 25}


@pytest.mark.parametrize("field", WRONG)
def test_what_can_not_be_read_is_said_at_its_field_and_the_rest_holds(planner: Client, field: str) -> None:
    page = ask(planner, {"platform": "instagram", **WRONG[field]})
    assert page.status_code == 200
    assert [name for name, _label, _problem in page.context["problems"]] == [field]
    assert {line.profile.platform for line in page.context["lines"]} == {"instagram"}
    if field != "like":
        html = page.content.decode()
        assert re.search(rf'id="wrong-{field}"><span role="alert">.+</span>', html)


NASTY = ["", " ", "x", "-1", "nan", "inf", "1e999", "%", "\x00", "ü" * 300, "1,2,3", ";;", "..", "yes", "nl", "20",
         "Utrecht", "1 km around", "999 km around Utrecht", "52.1, 5.1", "keep", "'\"<>", "&#0;"]  # fmt: skip
FIELDS = [
    "q", "sort", "like", "by", "page", "unknown", "lowest", "list",
    *(f"{name}{part}" for name in search_filters()
      for part in ("", "-not", "-least", "-most", "-km", "-days", "-unknown")),
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(NASTY), min_size=1, max_size=8))
def test_no_address_is_a_failure(workspace: Workspace, fields: dict[str, str]) -> None:
    address = QueryDict(mutable=True)
    address.update(fields)
    read = read_address(address, workspace.catalogue())
    assert set(read.problems) <= {"q", "sort", "like", *search_filters()}
    again = read_address(QueryDict(address_of(read.found.search)), workspace.catalogue())
    assert (again.problems, again.found.total) == ({}, read.found.total)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999", "99999999999"])
def test_any_page_number_gives_a_page(planner: Client, page: str) -> None:
    assert ask(planner, {"page": page}).context["lines"]


def test_those_out_only_because_something_is_unknown_come_with_the_link(planner: Client) -> None:
    page = ask(planner, {"answered_comments-least": "5", "gender": "female"})
    more = page.context["only_unknown"]
    assert more > 0
    assert "include-unknown" in page.content.decode()
    wider = ask(planner, page.context["with_unknown"]).context
    assert wider["found"].total == page.context["found"].total + more
    assert wider["only_unknown"] == 0
    assert any(line.unknown for line in wider["lines"])


def test_a_filter_can_be_dropped_and_its_unknowns_kept(planner: Client) -> None:
    page = ask(planner, {"answered_comments-least": "5", "tier": "nano"})
    for one in page.context["counts"]:
        alone = one.count.alone + one.count.alone_unknown
        assert ask(planner, one.without).context["found"].total == page.context["found"].total + alone
        kept = ask(planner, one.with_unknown).context["found"].total
        assert kept == page.context["found"].total + one.count.alone_unknown


@pytest.mark.parametrize("address", [{}, {"platform": "instagram", "followers-least": "500"}])
def test_every_count_to_click_gives_as_many(planner: Client, address: dict[str, str]) -> None:
    facets = ask(planner, address).context["facets"]
    assert len(facets) > 3
    for facet in facets:
        for entry in facet.entries[:2]:
            if not entry.chosen:
                chosen = ask(planner, entry.address).context["found"]
                before = address.get(facet.name)
                assert before or chosen.total == entry.accounts, (facet.name, entry.label)


def test_a_chosen_entry_can_be_given_back(planner: Client) -> None:
    page = ask(planner, {"tier": "nano", "q": "koken"})
    nano = next(e for f in page.context["facets"] if f.name == "tier" for e in f.entries if e.chosen)
    assert QueryDict(nano.address[1:]).dict() == {"q": "koken"}


def test_a_mended_typo_and_silent_words_are_told(planner: Client) -> None:
    html = ask(planner, {"q": "de fotografye"}).content.decode()
    assert "Also searched for fotografye: fotografie" in html
    assert "these words say nothing: de" in html


def test_empty_fields_leave_the_address(planner: Client) -> None:
    answer = ask(planner, {"q": "koken", "tier": "", "near": "", "near-km": "20", "page": "2"})
    assert answer.status_code == 302
    assert QueryDict(answer.headers["Location"].partition("?")[2]).dict() == {"q": "koken", "page": "2"}
    pushed = ask(planner, {"q": "koken", "tier": "", "near-km": "20"}, **{"HX-Request": "true"})
    assert pushed.headers["HX-Push-Url"] == f"{reverse('find')}?q=koken"


def test_every_filter_of_the_table_stands_in_the_form(planner: Client) -> None:
    html = ask(planner).content.decode()
    for name, one in search_filters().items():
        assert f'id="filter-{name}"' in html
        assert f'name="{name}-unknown"' in html
        assert (f'name="{name}"' in html) == (one.kind != "range" or bool(one.entries))
        assert (f'name="{name}-km"' in html) == (one.kind == "near" or one.entries == "radii")
        assert (f'name="{name}-least"' in html) == (one.kind in ("range", "share"))


def test_alike_come_with_a_reason_and_never_with_who_is_asked(planner: Client, workspace: Workspace) -> None:
    account = workspace.search({"filters": {"followers": "500.."}}).accounts[0]
    for by in ("content", "audience"):
        page = ask(planner, {"like": account, "by": by})
        assert [line.profile.account for line in page.context["lines"]] == [
            row.account for row in workspace.lookalikes([account], by, most=25).rows  # type: ignore[arg-type]
        ]  # fmt: skip
        assert all(line.reason for line in page.context["lines"])
        assert account not in page.context["found"].accounts
    html = planner.get(reverse("creator", args=[account])).content.decode()
    assert html.count(f"{reverse('find')}?like=") == 2


def test_all_that_was_found_goes_into_the_file(planner: Client, workspace: Workspace) -> None:
    written = planner.get(reverse("find_download", args=["csv"]), {"platform": "instagram"})
    rows = list(csv.DictReader(io.StringIO(written.content.decode())))
    assert [row["account"] for row in rows] == list(workspace.search({"filters": {"platform": "instagram"}}).accounts)
    sheet = planner.get(reverse("find_download", args=["xlsx"]), {"platform": "instagram"})
    assert sheet.content[:2] == b"PK"
    assert planner.get(reverse("find_download", args=["exe"])).status_code == 404


def test_an_organisation_without_accounts_is_told_so(other_organisation: Organisation, client_of: Any) -> None:
    page = ask(client_of(other_organisation, Role.OWNER), {"q": "koken", "tier": "nano"})
    assert page.status_code == 200
    assert "There is nobody to find yet" in page.content.decode()


def test_nobody_found_says_what_to_do(planner: Client) -> None:
    assert "No account has these words" in ask(planner, {"q": "xqzwvkk"}).content.decode()
    assert "Nobody fits" in ask(planner, {"followers-least": "900000000"}).content.decode()


def test_in_dutch_nothing_of_the_page_stays_english(planner: Client) -> None:
    html = ask(
        planner, {"q": "koken", "tier": "nano", "followers-least": "x"}, **{"accept-language": "nl"}
    ).content.decode()
    assert "Creators zoeken" in html
    assert "is geen getal" in html
    for english in ("also when unknown", "Include", "More like", "keeps out", "Sort by"):
        assert english not in html


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [("followers", "5.000", "5000"), ("followers", "5,000", "5000"), ("followers", "1.250.000", "1250000"),
     ("fee", "€ 99,50", "99.50"), ("hours_to_answer", "2.5", "2.5"), ("clean_feed", "12,5", "12.5%"),
     ("clean_feed", "20 %", "20%"), ("clean_feed", "", "")],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(name: str, typed: str, read: str) -> None:
    assert number_typed(typed, search_filter(name)) == read
