"""`Estimate`: known whole or not at all, never truthy, never zero when unknown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownFigure
from kring.estimate import Basis, Estimate

FIGURES = st.floats(min_value=-1e9, max_value=1e9)


@st.composite
def estimates(draw: st.DrawFn, lowest: float = -1e6) -> Estimate:
    low, value, high = sorted(draw(st.tuples(*[st.floats(min_value=lowest, max_value=1e6)] * 3)))
    return Estimate.between(value, low, high, draw(st.sampled_from(list(Basis))), draw(st.integers(1, 1000)))


def test_an_unknown_figure_refuses_to_become_a_number() -> None:
    unknown = Estimate.unknown("no posts were observed")
    assert not unknown.known
    for ask in (float, Estimate.require):
        with pytest.raises(UnknownFigure, match="no posts were observed"):
            ask(unknown)


@pytest.mark.parametrize("estimate", [Estimate.unknown("x"), Estimate.exact(0), Estimate.exact(5)])
def test_an_estimate_is_neither_true_nor_false_so_or_zero_is_impossible(estimate: Estimate) -> None:
    with pytest.raises(TypeError, match="known"):
        bool(estimate)


@pytest.mark.parametrize(
    "parts", [(math.nan, 1, 2), (1, math.nan, 2), (1, 0, math.nan), (3, 0, 2), (-1, 0, 2), (1, 2, 0)]
)
def test_half_known_or_inside_out_is_refused(parts: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match=r"known whole|does not lie"):
        Estimate(*parts, Basis.MEASURED)


@pytest.mark.parametrize("level", [0.0, 1.0, 95])
def test_a_level_lies_between_0_and_1(level: float) -> None:
    with pytest.raises(ValueError, match="level"):
        Estimate(1, 0, 2, Basis.MEASURED, level=level)


def test_equal_unknowns_are_equal_wherever_their_nan_came_from() -> None:
    assert Estimate.unknown("x") == Estimate(float("nan"), float("nan"), float("nan"), Basis.MEASURED, 0, reason="x")
    assert -Estimate.unknown("x") == Estimate.unknown("x")
    assert len({Estimate.unknown("x"), -Estimate.unknown("x")}) == 1


@given(estimates())
def test_turning_the_sign_twice_changes_nothing(estimate: Estimate) -> None:
    mirrored = -estimate
    assert -mirrored == estimate
    assert mirrored.below == pytest.approx(estimate.above)


@given(estimates(), FIGURES)
def test_a_plain_number_shifts_the_interval_without_widening_it(estimate: Estimate, number: float) -> None:
    shifted = estimate + number
    width = estimate.high - estimate.low
    assert shifted.high - shifted.low == pytest.approx(width, abs=1e-5)
    assert shifted.basis == estimate.basis
    assert shifted.n == estimate.n


def test_plain_values_for_json_have_null_and_a_reason_for_unknown() -> None:
    assert Estimate.unknown("held back").to_dict() == {
        "value": None, "low": None, "high": None, "basis": "measured", "n": 0, "reason": "held back",
    }  # fmt: skip
    assert Estimate.between(2, 1, 3, Basis.MODELLED, 7).to_dict() == {
        "value": 2.0, "low": 1.0, "high": 3.0, "level": 0.95, "basis": "modelled", "n": 7,
    }  # fmt: skip


def test_bases_stand_from_strong_to_weak() -> None:
    assert sorted(Basis, key=lambda basis: basis.strength) == [
        Basis.MEASURED, Basis.SAMPLED, Basis.MODELLED, Basis.DECLARED, Basis.PRIOR,
    ]  # fmt: skip
