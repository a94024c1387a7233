"""Figures as people read them, in Dutch and in English."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis, Estimate, Language, euros, in_words, number, percent, with_basis
from kring.estimate.wording import Kind

RATE = Estimate.between(0.042, 0.031, 0.056, Basis.MEASURED, 18)


@pytest.mark.parametrize(
    ("estimate", "kind", "nl", "en"),
    [
        (RATE, "share", "4,2 % (3,1-5,6 %)", "4.2% (3.1-5.6%)"),
        (Estimate.between(1234, 1000, 1500, Basis.SAMPLED), "count", "1.234 (1.000-1.500)", "1,234 (1,000-1,500)"),
        (Estimate.between(250, 99.5, 1250, Basis.PRIOR), "money", "EUR 250 (99,50-1.250)", "EUR 250 (99.50-1,250)"),
        (Estimate.between(2.5, 1.25, 4, Basis.MEASURED), "number", "2,50 (1,25-4)", "2.50 (1.25-4)"),
        (Estimate.exact(28_459), "count", "28.459", "28,459"),
        (Estimate.unknown("held back"), "share", "onbekend", "unknown"),
        (Estimate.between(1, -2, 4, Basis.MEASURED), "count", "1 (-2 tot 4)", "1 (-2 to 4)"),
        (Estimate.between(0.3, 0.2996, 0.3004, Basis.MEASURED), "share", "30,0 %", "30.0%"),
    ],
)
def test_value_and_interval_in_both_languages(estimate: Estimate, kind: Kind, nl: str, en: str) -> None:
    assert in_words(estimate, kind, "nl") == nl
    assert in_words(estimate, kind, "en") == en


def test_the_basis_and_the_number_of_observations_stand_beside_it() -> None:
    assert with_basis(RATE, "share", "nl") == "4,2 % (3,1-5,6 %), gemeten, n = 18"
    assert with_basis(RATE, "share", "en") == "4.2% (3.1-5.6%), measured, n = 18"


def test_an_unknown_figure_says_why_and_shows_no_number() -> None:
    words = with_basis(Estimate.unknown("the platform held it back"), "count", "en")
    assert words == "unknown: the platform held it back"


def test_halves_round_away_from_zero_as_people_do() -> None:
    assert number(0.125, "en", 2) == "0.13"
    assert number(2.5) == "3"
    assert percent(0.0005, "en") == "0.1%"


def test_no_figure_is_written_as_minus_zero() -> None:
    assert number(-0.001, "nl", 1) == "0,0"
    assert percent(-0.0001) == "0.0%"


def test_amounts_are_written_with_cents_in_both_languages() -> None:
    assert euros(1250, "nl") == "EUR 1.250,00"
    assert euros(1250, "en") == "EUR 1,250.00"


@given(st.floats(min_value=-1e12, max_value=1e12), st.sampled_from(["nl", "en"]), st.integers(0, 4))
def test_what_is_written_reads_back_as_the_rounded_number(value: float, language: Language, decimals: int) -> None:
    written = number(value, language, decimals)
    thousands, point = (".", ",") if language == "nl" else (",", ".")
    read = float(written.replace(thousands, "").replace(point, "."))
    assert math.isclose(read, value, abs_tol=0.5001 * 10**-decimals)
