"""How a figure is written on a page."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from kring.app.web.templatetags.figures import basis, chance, figure, gap, signed
from kring.charts.look import LIGHT
from kring.estimate import Basis, Estimate

MEASURED = Estimate.between(0.042, 0.031, 0.056, Basis.MEASURED, 1800)


def heard(html: str) -> str:
    """What a screen reader says: the text that is not hidden from it."""
    spoken = re.sub(r'<span aria-hidden="true">.*?</span>', "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", spoken).split())


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "4.2% between 3.1 and 5.6% measured, n = 1,800"),
        ("nl", "4,2 % tussen 3,1 en 5,6 % gemeten, n = 1.800"),
    ],
)
def test_a_figure_is_heard_with_interval_basis_and_n(language: str, says: str) -> None:
    with translation.override(language):
        assert heard(figure(MEASURED, "share")) == says
        assert heard(figure(MEASURED, "share brief")) == says


def test_an_exact_figure_stands_alone() -> None:
    with translation.override("en"):
        assert heard(figure(Estimate.exact(14518), "count")) == "14,518 measured"


def test_unknown_is_a_word_with_a_reason_and_never_a_number() -> None:
    with translation.override("en"):
        said = heard(figure(Estimate.unknown("nobody <b>looked</b>"), "count"))
    assert said == "unknown nobody &lt;b&gt;looked&lt;/b&gt;"


def test_the_tag_names_the_basis() -> None:
    with translation.override("nl"):
        assert heard(basis(Estimate.exact(3, 7, Basis.PRIOR))) == "aanname vooraf, n = 7"


def test_a_small_gap_never_reads_as_none() -> None:
    with translation.override("en"):
        assert (gap(0.0), gap(0.00009), gap(0.0123)) == ("0.0%", "0.009%", "1.2%")


def test_a_change_has_a_sign() -> None:
    with translation.override("nl"):
        assert [signed(value) for value in (1200, -362, 0, None)] == ["+1.200", "−362", "±0", ""]


def test_every_colour_of_the_charts_follows_the_theme() -> None:
    from pathlib import Path

    import kring.app.web as web

    styles = (Path(web.__file__).parent / "static" / "kring" / "css" / "charts.css").read_text(encoding="utf-8")
    colours = {LIGHT["text"], LIGHT["faint"], LIGHT["line"], *LIGHT["palette"]}
    assert {colour for colour in colours if f'"{colour}"' not in styles} == set()


@pytest.mark.parametrize(("value", "said"), [(0.0, "< 1%"), (0.004, "< 1%"), (0.32, "32%"), (0.999, "> 99%")])
def test_a_chance_is_never_called_certain(value: float, said: str) -> None:
    with translation.override("en"):
        assert chance(value) == said
