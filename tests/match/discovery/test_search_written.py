"""A search as it is written and saved: read back the same, with faults that name field and line."""

from __future__ import annotations

from typing import Any

import pytest

from kring.errors import KringError
from kring.match.discovery import Condition, Search, labelled
from kring.match.discovery.shorthand import filter_of_line
from kring.vocabulary.search_filters import filter_groups, search_filter, search_filters
from kring.vocabulary.text import Words

WHOLE = """
text: vegan koken -vlees
near: {place: Amersfoort, km: 20}
unknown: keep
filters:
  tier: [nano, micro]
  followers: 500..5000
  language: {not: en, unknown: drop}
  niche: {of: [plantaardig], least: 20%}
  audience_age: {of: 25-44, least: 0.3}
  audience_near: {place: Gent, km: 10, least: 10%}
  fee: {of: reel, most: 200}
  worked_with: {not: [Hema], within_days: 90}
  verified: no
  gender: vrouw
sort: fee:reel
lowest_first: true
like: [instagram:a]
by: audience
size: 10
page: 2
"""


def test_a_search_is_read_as_people_write_it() -> None:
    read = Search.from_yaml(WHOLE)
    assert read.filters == {
        "tier": Condition(("nano", "micro")), "followers": Condition(least=500, most=5000),
        "language": Condition((), ("en",), unknown="drop"), "niche": Condition(("vegan",), (), 0.2),
        "audience_age": Condition(("25-34", "35-44"), (), 0.3),
        "audience_near": Condition(("10 km around Gent",), (), 0.1), "fee": Condition(("reel",), (), None, 200),
        "worked_with": Condition((), ("Hema",), within_days=90), "verified": Condition(("no",)),
        "gender": Condition(("female",)), "near": Condition(("20 km around Amersfoort",)),
    }  # fmt: skip
    assert (read.unknown, read.order, read.by, read.page) == ("keep", "fee:reel", "audience", 2)
    assert not read.keeps_unknown("language")
    assert read.keeps_unknown("gender")


def test_a_search_that_was_saved_is_the_same() -> None:
    read = Search.from_yaml(WHOLE)
    assert Search.from_yaml(read.to_yaml()) == read == Search.from_mapping(read.to_dict())
    assert Search().to_dict() == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("txt: 1", "line 1: there is no field in a search 'txt'"), ("filters:\n  tier: giant", "line 2, 'tier'"),
        ("filters:\n  followers: 3..x", "line 2, 'followers': most 'x'"), ("page: 0", "page"), ("size: x", "size"),
        ("near: {place: Nergenshuizen, km: 3}", "line 1, 'near'"), ("unknown: maybe", "unknown"),
        ("filters:\n  followers: 9..2", "can't both hold"), ("filters:\n  gender: {}", "asks for nothing"),
        ("filters:\n  niche: {of: vegan, least: 120%}", "no share"), ("filters:\n  tier: {least: 3}", "no 'least'"),
        ("filters:\n  worked_with: {of: Hema, within_days: soon}", "number of days"), ("filters: [1]", "filters"),
        ("filters:\n  tier: {of: nano, not: nano}", "for and against"), ("filters:\n  height: 3..", "height"),
        ("sort: tier", "no order"), ("sort: niche", "no order"), ("sort: near", "sort"), ("sort: text", "sort"),
        ("sort: length", "length"), ("by: looks", "by"), ("sort: fee:film", "film"), ("text: '!!'", "text"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field_in_both_languages(text: str, said: str) -> None:
    with pytest.raises(KringError) as fault:
        Search.from_yaml(text + "\n")
    assert said in str(fault.value)
    assert fault.value.nl
    assert fault.value.exit_code == 2


@pytest.mark.parametrize(
    ("line", "name", "asked"),
    [
        ("followers=500..5000", "followers", Condition(least=500, most=5000)),
        ("language=nl,en?keep", "language", Condition(("nl", "en"), unknown="keep")),
        ("gender!=male", "gender", Condition((), ("male",))),
        ("language=Nederlands,english", "language", Condition(("nl", "en"))),
        ("niche=vegan:20%", "niche", Condition(("vegan",), (), 0.2)),
        ("niche=vegan,koken", "niche", Condition(("vegan", "koken"))),
        ("fee=reel:..200", "fee", Condition(("reel",), (), None, 200)), ("fee=..200", "fee", Condition(most=200)),
        ("worked_with!=Hema@90", "worked_with", Condition((), ("Hema",), within_days=90)),
        ("near=Amersfoort:8km", "near", Condition(("8 km around Amersfoort",))),
        ("audience_near=Utrecht:8km;20%", "audience_near", Condition(("8 km around Utrecht",), (), 0.2)),
        ("monthly_growth=-2%..", "monthly_growth", Condition(least=-0.02)),
    ],
)  # fmt: skip
def test_a_filter_on_one_line(line: str, name: str, asked: Condition) -> None:
    named, given = filter_of_line(line)
    assert (named, Search("", {named: given}).filters[name]) == (name, asked)


@pytest.mark.parametrize("line", ["followers", "followers=", "followers=500", "niche!=vegan", "height=3..", "=3"])
def test_a_line_that_is_no_filter_is_refused(line: str) -> None:
    with pytest.raises(KringError):
        filter_of_line(line)


def test_every_filter_says_in_both_languages_what_it_is_and_what_can_be_named() -> None:
    open_lists = {"accounts", "brands", "municipalities", "countries", "radii", ""}
    for name, one in search_filters().items():
        assert search_filter(name) is one
        assert one.group in filter_groups()
        assert one.words.nl
        assert one.meaning.en
        assert all(isinstance(words, Words) for words in labelled(one.entries).values())
        assert bool(labelled(one.entries)) == (one.entries not in open_lists), name


def test_a_condition_may_be_given_as_it_is() -> None:
    asked: Any = {"followers": Condition(least=5)}
    assert Search("", asked) == Search("", {"followers": "5.."})
