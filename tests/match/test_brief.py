"""Briefs: what they hold, how they are written, and what is said when they can't be read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput, KringError, UnknownName
from kring.match import Brief, Creators, Period
from kring.reach import Segment
from kring.vocabulary.people import AGE_BANDS
from tests.match.test_goals_and_limits import BAD as BAD_LIMITS

WHOLE = """\
name: Herfstbroden
company: De Korst
budget: 750
creators: {least: 2, most: 8}
target:
  genders: [vrouwen]
  ages: [25-44]
  municipalities: [Amersfoort]
niches: [bakken, Cooking]
platforms: [instagram]
tiers: [nano, micro]
languages: nl
forbidden: [instagram:ander]
deliverable: reel
period: {from: 2026-12-01, until: 2026-12-31}
unknown: keep
"""


@pytest.mark.parametrize(
    "near",
    ["{place: Amersfoort, km: 8}", "[{postcode: 3811 AB, km: 2.5}, Utrecht:5km]", "{lat: 52.156, lon: 5.388, km: 3}"],
)
def test_a_distance_in_the_target_reads_back(near: str) -> None:
    brief = Brief.from_yaml(f"name: x\nbudget: 1\ntarget: {{near: {near}}}\n")
    assert brief.target.near
    assert Brief.from_yaml(brief.to_yaml()) == brief


def test_a_distance_without_kilometres_is_refused_with_its_line() -> None:
    with pytest.raises(BadInput, match="line 3, 'target': 'near' with place is not complete"):
        Brief.from_yaml("name: x\nbudget: 1\ntarget: {near: [{place: Amersfoort}]}\n")


def test_a_brief_is_read_with_words_people_use() -> None:
    brief = Brief.from_yaml(WHOLE)
    assert brief.budget == 750
    assert brief.creators == Creators(2, 8)
    assert brief.target == Segment(genders=("female",), ages=("25-34", "35-44"), municipalities=("Amersfoort",))
    assert brief.niches == ("bakken", "koken")
    assert brief.languages == ("nl",)
    assert brief.period == Period(date(2026, 12, 1), date(2026, 12, 31))
    assert brief.unknown == "keep"


def test_a_brief_reads_back_what_it_wrote(tmp_path: Path) -> None:
    brief = Brief.from_yaml(WHOLE)
    (tmp_path / "brief.yaml").write_text(brief.to_yaml(), encoding="utf-8")
    assert Brief.from_yaml(tmp_path / "brief.yaml") == brief
    assert Brief.from_yaml(str(tmp_path / "brief.yaml")) == brief
    assert Brief.from_mapping(brief.to_dict()) == brief


@given(
    st.builds(
        Brief,
        name=st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()),
        budget=st.none() | st.floats(1, 1e6),
        target=st.builds(Segment, ages=st.lists(st.sampled_from(AGE_BANDS)).map(tuple)),
        tiers=st.lists(st.sampled_from(["nano", "micro", "meso"])).map(tuple),
        required=st.lists(st.sampled_from(["a", "b"])).map(tuple),
    )
)
def test_any_brief_reads_back_what_it_wrote(brief: Brief) -> None:
    assert Brief.from_yaml(brief.to_yaml()) == brief


BAD = [
    ("name: x\nniches: [bakkken]", UnknownName, "line 2, 'niches': there is no niche 'bakkken'. Did you mean"),
    ("name: x\nbudget: -5", BadInput, "line 2, 'budget': a budget of -5 can't be spent"),
    ("name: x\nbudget: 0", BadInput, "line 2, 'budget': a budget of 0 buys nothing"),
    ("name: x\nbudget: .nan", BadInput, "line 2, 'budget'"),
    ("name: x\nbudget: duizend", BadInput, "line 2, 'budget': 'duizend' is not an amount"),
    ("name: x\nbudgt: 5", UnknownName, "line 2: there is no field in a brief 'budgt'. Did you mean budget"),
    ("name: x\nbudget: 5\nbudget: 6", BadInput, "line 3, 'budget': stands there twice, first on line 2"),
    ("name: x\ncreators: {most: 0}", BadInput, "line 2, 'creators.most'"),
    ("name: x\ncreators: {most: 2, least: 3}", BadInput, "at least 3 and at most 2"),
    ("name: x\ncreators: {max: 2}", UnknownName, "field in 'creators' 'max'"),
    ("name: x\ntarget:\n  municipalities: [Amersvoort]", UnknownName, "line 2, 'target'.*Amersfoort"),
    ("name: x\ntarget: {age: [25-34]}", UnknownName, "condition in 'target' 'age'. Did you mean ages"),
    ("name: x\ngoal: omzet", UnknownName, "A plan can be made for: reach"),
    ("name: x\ndeliverable: flyer", UnknownName, "deliverable 'flyer'"),
    ("name: x\ntiers: [groot]", UnknownName, "tier 'groot'"),
    ("name: x\nunknown: misschien", UnknownName, "Use keep or leave_out"),
    ("name: x\nperiod: {from: 2026-02-30}", BadInput, "'2026-02-30' is not a day"),
    ("name: x\nperiod: {from: 2026-03-02, until: 2026-03-01}", BadInput, "ends before it starts"),
    ("name: x\nrequired: [a]\nforbidden: [A]", BadInput, "both required and forbidden"),
    ("budget: 5", BadInput, "a brief needs a name"),
    ("name: [", BadInput, "line 1: not readable as YAML"),
    ("just words", BadInput, "holds no fields"),
    ("nergens.yaml", BadInput, "nergens.yaml: there is no such file"),
    ("name: x\ncreators: {most: veel}", BadInput, "line 2, 'creators.most': 'most: veel' is not a number"),
    ("name: x\ncreators: veel", BadInput, "'creators' is not written as expected"),
    ("name: x\ncreators: {most: 1}\nrequired: [a, b]", BadInput, "2 creators are required, but at most 1"),
    ("name: x\ntarget: vrouwen", BadInput, "'target' is not a list of conditions"),
    ("name: x\ntarget: {ages: {a: 1}}", BadInput, "is not a list of values"),
    ("name: x\ntarget: {ages: [20-30]}", UnknownName, "Use these, or a range made of them"),
    ("name: x\ntarget: {genders: [x]}", UnknownName, "Use one of: female"),
    ("name: x\ntarget: {languages: [xx]}", UnknownName, "Use one of: nl"),
    ("name: x\ntarget: {countries: [Nederland]}", UnknownName, "two letters of ISO"),
    ("name: x\ntarget: {postcode_areas: [38]}", UnknownName, "four digits"),
    ("name: x\ntarget: {provinces: [Nergens]}", UnknownName, "there is no province 'Nergens'"),
]


@pytest.mark.parametrize(("text", "kind", "message"), BAD)
def test_a_brief_that_cannot_be_says_where_and_what(text: str, kind: type[KringError], message: str) -> None:
    with pytest.raises(kind, match=message):
        Brief.from_yaml(text)


@pytest.mark.parametrize("text", [text for text, *_ in (*BAD, *BAD_LIMITS)])
def test_what_is_wrong_and_what_to_do_is_said_in_dutch_too(text: str) -> None:
    with pytest.raises(KringError) as refused:
        Brief.from_yaml(text)
    english, dutch = refused.value.said_in("en"), refused.value.said_in("nl")
    assert all(dutch)
    assert all(ours != theirs for ours, theirs in zip(dutch, english, strict=True))
    assert re.findall(r"regel (\d+)", dutch[0]) == re.findall(r"line (\d+)", english[0])
    assert not re.search(r"\b(the|there|is not|column|line|Did you|Use)\b", " ".join(dutch))


def test_a_name_that_is_nearly_right_is_suggested_in_dutch() -> None:
    with pytest.raises(UnknownName) as refused:
        Brief.from_yaml("name: x\ntarget:\n  municipalities: [Amersvoort]")
    message, advice = refused.value.said_in("nl")
    assert message == "regel 2, 'target': 'Amersvoort' is niet bekend als gemeente."
    assert advice.startswith("Bedoelde je Amersfoort")
    assert advice.endswith("? Gebruik de naam die CBS de gemeente geeft.")


def test_a_brief_without_any_limit_asks_for_one() -> None:
    with pytest.raises(BadInput, match="Say what may be spent") as refused:
        Brief.from_yaml("name: x").require_a_limit()
    assert refused.value.said_in("nl")[0] == "de opdracht 'x' heeft geen budget en geen aantal creators."
    Brief.from_yaml("name: x\ncreators: 3").require_a_limit()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: x\nfees:\n  most: 5\n  most: 6\n", "line 4, 'most': stands there twice, first on line 3"),
        ("name: x\nniches: &all [*all]\n", "not readable as YAML"),
        ("", "the brief holds no fields"),
        ("- name: x\n", "the brief holds no fields"),
    ],
    ids=["a field below another twice", "a list in itself", "nothing", "a list"],
)
def test_a_text_that_is_no_brief_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        Brief.from_yaml(text)
