"""What creators ask by the column is what each asks by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match import Brief
from kring.match.criteria import CreatorTerms
from kring.match.criteria.bits import EVERYBODY
from kring.match.criteria.terms import subjects
from kring.match.criteria.terms_asked import TermsAsked
from tests.match.pools import BRIEF

subject = st.sampled_from(["vegan", " Mama", "shoes", "Fabelzool", "golf"])
terms = st.builds(
    CreatorTerms, st.just("x"), st.lists(subject, max_size=2).map(tuple), st.lists(subject, max_size=2).map(tuple),
    st.none() | st.sampled_from([0.0, 50.0, 900.0]), st.none() | st.integers(0, 3), st.none() | st.integers(0, 4),
)  # fmt: skip
briefs = st.builds(
    lambda niches, category, budget: replace(BRIEF, niches=niches, category=category, budget=budget),
    st.sampled_from([(), ("vegan",), ("mama", "vegan")]), st.sampled_from(["", "shoes"]), st.sampled_from([None, 60.0]),
)  # fmt: skip


@given(st.lists(terms, max_size=6), briefs, st.permutations(range(-1, 7)))
@settings(max_examples=200)
def test_who_refuses_a_brief_and_whose_wish_it_is(
    given_terms: list[CreatorTerms], brief: Brief, order: list[int]
) -> None:
    places = np.array(order[: len(given_terms)], dtype=np.int64)
    asked = TermsAsked.of(given_terms, places)
    here = {place: one for place, one in zip(places.tolist(), given_terms, strict=True) if place >= 0}
    assert asked.refusing(brief).tolist() == sorted(place for place, one in here.items() if one.reasons(brief))
    wishes, room = (asked.column(values, EVERYBODY, 7) for values in (asked.wish_fit(brief), asked.room))
    for place in range(7):
        one = here.get(place, CreatorTerms("nobody"))
        about = any(wish.strip().casefold() in subjects(brief) for wish in one.wishes)
        assert np.isnan(wishes[place]) if not one.wishes else wishes[place] == about
        assert np.isnan(room[place]) if one.room is None else room[place] == one.room
