"""The waterfall of a score adds up, and the map of homes counts every creator where it lives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring import charts
from kring.charts.homes_map import HomeOf, sure
from kring.estimate import Language
from kring.match.ranking import Bar, Explanation
from kring.vocabulary.text import Words

QUARTERS = st.one_of(st.none(), st.integers(-12, 12).map(lambda number: number / 4))


def explained(*bits: float | None) -> Explanation:
    """An explanation with these bars; None is an unknown one."""
    bars = [
        Bar(f"c{place}", Words(f"criterium {place}", f"criterion {place}"), "company",
            None if one is None else "some", Words("wat", "some"), one or 0.0, None if one is None else 1.0,
            Words("1", "1"), could_be=None if one is None else (one - 0.5, one))
        for place, one in enumerate(bits)
    ]  # fmt: skip
    ordered = sorted(bars, key=lambda bar: (not bar.known, -abs(bar.bits), bar.criterion))
    return Explanation("x:a", "brief", sum(one or 0.0 for one in bits), 0.5, tuple(ordered))


@given(st.lists(QUARTERS, min_size=1, max_size=12))
def test_the_bars_stand_on_one_another_up_to_the_score(bits: list[float | None]) -> None:
    explanation = explained(*bits)
    *bars, score = charts.waterfall(explanation, "en").to_dict()["layer"][0]["data"]["values"]
    assert [bar["start"] for bar in bars] == [0.0, *(bar["end"] for bar in bars[:-1])][: len(bars)]
    assert (bars[-1]["end"] if bars else 0.0) == pytest.approx(explanation.bits, abs=1e-9)
    assert (score["start"], score["end"]) == (0.0, explanation.bits)
    assert len(bars) == sum(bool(one) for one in bits)


@pytest.mark.parametrize(("language", "unknown", "span"), [("nl", "onbekend", "+0,75 tot +1,25"),
                                                           ("en", "unknown", "+0.75 to +1.25")])  # fmt: skip
def test_the_table_has_every_bar_the_unknown_ones_too(language: Language, unknown: str, span: str) -> None:
    unseen = Bar("u", Words("weg", "gone"), "company", None, Words("onbekend", "unknown"), 0.0, None, Words("?", "?"))
    known = explained(1.25)
    whole = Explanation("x:a", "brief", known.bits, 0.5, (*known.bars, unseen))
    _, rows = charts.table(charts.waterfall(whole, language))
    assert rows[0][-1] == span
    assert rows[1][1:] == ["0", unknown, "–", "–"]
    assert len(rows) == 3


def test_homes_are_counted_by_municipality() -> None:
    towns = ["Utrecht"] * 5 + ["Amersfoort"] * 2 + ["Gent"]
    homes = [HomeOf(f"x:{at}", f"n{at}", at + 1, town, 0.7 + at / 100) for at, town in enumerate(towns)]
    chart = charts.homes_map(homes, "en")
    drawn = chart.to_dict()
    values = drawn["datasets"][drawn["layer"][0]["transform"][0]["from"]["data"]["name"]]
    assert {one["id"]: one["class"] for one in values} == {"Utrecht": "4 to 7", "Amersfoort": "2 to 3", "Gent": "1"}
    assert charts.table(chart)[1] == [["Utrecht", "5", "70%"], ["Amersfoort", "2", "75%"], ["Gent", "1", "77%"]]
    with pytest.raises(ValueError, match="of none"):
        charts.homes_map([])


@pytest.mark.parametrize(("chance", "said"), [(0.99996, "> 99%"), (0.995, "> 99%"), (0.87, "87%")])
def test_no_home_is_certain(chance: float, said: str) -> None:
    assert sure(chance, "en") == said
