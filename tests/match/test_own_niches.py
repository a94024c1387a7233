"""Niches that an organisation adds: briefs, quotas and gates know them as they know those of Kring."""

from __future__ import annotations

import pytest

from kring.errors import UnknownName
from kring.match.brief import Brief
from kring.match.candidates import Candidate, niche_of
from kring.match.gates import verdicts
from kring.plan.constraints import constraints_of
from kring.vocabulary.niches import Niche, niche
from kring.vocabulary.text import Words

SENTENCE = Words("Postduiven houden en laten vliegen.", "Keeping and flying racing pigeons.")
PIGEONS = Niche("duivensport", Words("duiven", "pigeons"), SENTENCE, ("postduiven",), ())
OWN_COOKING = Niche("koken", Words("koken bij ons", "our cooking"), SENTENCE, (), ())
TEXT = "name: a\nbudget: 500\nniches: [Pigeons, koken]\nlimits: {niches: {postduiven: {least: 1}}}\n"


def test_a_brief_may_ask_for_them_by_name_label_or_other_word() -> None:
    brief = Brief.from_yaml(TEXT, own_niches=[PIGEONS])
    assert brief.niches == ("duivensport", "koken")
    assert [quota.name for quota in brief.limits.niches] == ["duivensport"]
    assert Brief.from_yaml(brief.to_yaml(), own_niches=[PIGEONS]) == brief
    assert "Keeping" not in brief.to_yaml()


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("[Pigeons, koken]", "[koken]")])
def test_without_them_the_same_brief_names_what_is_unknown(text: str) -> None:
    with pytest.raises(UnknownName, match=r"line [34]"):
        Brief.from_yaml(text)


def test_the_nearest_names_hold_them_too() -> None:
    with pytest.raises(UnknownName, match="duivensport"):
        Brief(name="a", niches=("duivensprot",), own_niches=(PIGEONS,))


def test_one_of_the_same_name_replaces_that_of_kring() -> None:
    assert niche("koken", [OWN_COOKING]) == OWN_COOKING
    assert niche("koken") != OWN_COOKING
    assert niche_of("our cooking", (OWN_COOKING,)) == "koken"
    assert niche_of("our cooking") is None


def test_a_gate_says_their_label_in_both_languages() -> None:
    brief = Brief(name="a", niches=("koken",), own_niches=(PIGEONS,))
    [verdict] = verdicts(brief, [Candidate("instagram:a", niche="duivensport")], {"instagram:a"}, {})
    [reason] = verdict.reasons
    assert "(duiven)" in reason.nl
    assert "(pigeons)" in reason.en
    asked = Brief(name="a", niches=("duivensport",), own_niches=(PIGEONS,))
    [verdict] = verdicts(asked, [Candidate("instagram:a", niche="duivensport")], {"instagram:a"}, {})
    assert verdict.passes


def test_a_quota_is_said_by_their_label() -> None:
    brief = Brief.from_yaml(TEXT, own_niches=[PIGEONS])
    sentences = [one.sentence.en for one in constraints_of(brief, [], [])]
    assert any("pigeons" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("city", "country", "municipality"),
    [("Uden", None, "Maashorst"), ("Gent", "BE", "Gent"), ("Gent, België", None, "Gent"), ("Atlantis", None, None)],
)
def test_a_city_lies_in_a_dutch_or_flemish_municipality(
    city: str, country: str | None, municipality: str | None
) -> None:
    assert Candidate("instagram:a", city=city, country=country).municipality == municipality
