"""What persons count, against the Poisson distribution of scipy and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from kring.plan.selection import Response
from kring.plan.selection.contacts import Contacts
from kring.plan.selection.response import mixes
from tests.plan.selection.selections import selection

AMOUNTS = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=5).map(tuple)


@given(AMOUNTS, st.floats(0, 20))
def test_expected_counts_are_those_of_the_poisson_distribution(amounts: tuple[float, ...], exposure: float) -> None:
    at_least = [poisson.sf(number, exposure) for number in range(len(amounts))]
    counted = Response(amounts, certain=False).expected(np.array([exposure]))[0]
    assert counted == pytest.approx(float(np.dot(amounts, at_least)), abs=1e-9)


@given(AMOUNTS, st.floats(0, 6), st.floats(0.01, 3))
def test_gains_by_moments_are_differences_of_expected_counts(
    amounts: tuple[float, ...], exposure: float, more: float
) -> None:
    response = Response(amounts, certain=False)
    moments = poisson.pmf(np.arange(len(amounts)), exposure)
    gain = float(mixes(response, np.array([more]))[0] @ moments)
    before, after = response.expected(np.array([exposure, exposure + more]))
    assert gain == pytest.approx(after - before, abs=1e-9)


def test_certain_contacts_count_by_their_number() -> None:
    assert Response((1.0, 0.5)).expected(np.array([0.0, 1.0, 2.0, 7.0])).tolist() == [0, 1, 1.5, 1.5]


def test_amounts_below_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Response((1.0, -0.5))


@given(AMOUNTS, st.booleans(), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_what_people_keep_is_never_less_than_any_number_of_contacts_leaves_them(
    amounts: tuple[float, ...], certain: bool, price: float, contacts: float
) -> None:
    response = Response(amounts, certain)
    problem = selection([{0}] * 6, list(range(6)), [1.0] * 6, [], response=response, exposure=[0.7] * 6)
    people = Contacts.of(problem)
    share = np.minimum(np.array([price]), people.most)
    bought = np.rint(contacts * 6) if certain else contacts * 4.2
    _, kept = people.paid(share)
    assert kept >= response.expected(np.array([bought]))[0] - share[0] * bought - 1e-12
