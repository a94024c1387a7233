"""Labelled sentences and briefs of many kinds of writers: nearly all read right, no amount wrong in silence."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kring.match.draft import drafted
from kring.match.draft.draft import FIELDS, MONEY

TODAY = date(2026, 11, 29)
GOLDEN = Path(__file__).parent / "golden"
BENCHMARKS = Path(__file__).parents[3] / "benchmarks" / "accuracy"
READ = {
    "company": ("category", "niches"), "money": ("budget", "fee"), "period": ("period",), "exclusions": ("exclusions",),
    "people": ("creators", "ages", "genders", "tiers", "languages"),
    "work": ("goal", "platforms", "deliverables", "area"), "briefs": FIELDS, "letters": FIELDS, "mails": FIELDS,
}  # fmt: skip
LEAST = 0.9


@pytest.mark.parametrize("name", READ)
def test_sentences_are_read_as_a_careful_reader_does(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from drafted_briefs import ordered

    sys.modules.pop("drafted_briefs")
    right, silent = [], []
    for sentence in yaml.safe_load((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8")):
        draft = drafted(sentence["text"], TODAY)
        for field in dict.fromkeys((*READ[name], *(one for one in FIELDS if one in sentence))):
            guess, expected = draft[field], sentence.get(field)
            if guess is None and expected is None:
                continue
            same = ordered(guess.value if guess else None) == ordered(expected)
            marked = bool(guess and guess.is_doubtful)
            right.append(same and (marked or field not in sentence.get("doubt", ())))
            if field in MONEY and guess and not marked and not right[-1]:
                silent.append(sentence["text"])
    assert sum(right) / len(right) >= LEAST
    assert not silent


NOT_THE_BUDGET: tuple[Any, ...] = (
    "Onze stoelen, 450 euro, zijn handgemaakt. Zoek 3 creators.", "We give away 500 euros. Looking for 4 creators.",
    "Een weekend bij ons: 400 euro. Wie komt er?", "We have 400 euro chairs and need creators.",
    "Our last campaign was 3,000 euros.", "Onze concurrent geeft 10.000 euro uit aan influencers.",
    "Mijn man wil 200 euro uitgeven, ik 500 euro.", "Free shipping above 75 euros. Three creators.",
    "Budget 500 euro of meer.", "2000 euro for the year", "ads budget 2000 euro, creators 1000 euro",
    "10% of our 20,000 euro budget", "Budget: 2.000 euro, maar liever 1.500 euro.", "ticket 35 eur, budget tbd",
    "Budget 1.500 euro excl. fotograaf.", "The dress, 300 euros, is our bestseller.", "All-in vakantie voor 499 euro",
    "Wij maken budgetreizen vanaf 300 euro. Reiscreators.", "Save 300 euros a year with our app. Creators 25-34.",
    "For people on a budget of 50 euros a week", "Elke winkel legt 200 euro in, we zijn met 8 winkels.",
    "We spent 700 euros last time and can do the same.", "Onze stichting haalde 12.000 euro op. Creators gezocht.",
)  # fmt: skip


@pytest.mark.parametrize("text", NOT_THE_BUDGET)
def test_an_amount_that_may_be_something_else_is_asked_about(text: str) -> None:
    draft = drafted(text, TODAY)
    assert draft.brief().budget is None
    assert draft["fee"] is None
