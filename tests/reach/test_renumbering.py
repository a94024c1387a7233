"""Renumbering changes numbers and nothing else; leaving accounts out equals never having had them."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kring.reach import Audience
from kring.reach.renumbering import in_order, of_accounts
from tests.reach.people import audience

lists = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(1, 30), min_size=1), min_size=1)
GENDERS = {person: {"gender": ("female", "male")[person % 2]} if person % 3 else {} for person in range(31)}


def told(there: Audience) -> dict[str, set[tuple[int, int]]]:
    """The key and gender of the people around each account."""
    genders = there.attributes["gender"].codes
    return {
        account: {(int(there.keys[person]), int(genders[person])) for person in there.row(account)}
        for account in there.accounts
    }


@given(lists, st.randoms())
def test_people_in_another_order_are_around_the_same_accounts(rows: dict[str, set[int]], chance: Random) -> None:
    there = audience(rows, GENDERS)
    order = list(range(there.people))
    chance.shuffle(order)
    other = in_order(there, np.array(order))
    assert told(other) == told(there)
    assert all((np.diff(other.row(account)) > 0).all() for account in other.accounts)


@given(lists, st.sets(st.sampled_from("abcdef"), min_size=1))
def test_some_accounts_are_the_audience_of_their_lists(rows: dict[str, set[int]], wanted: set[str]) -> None:
    there = audience(rows, GENDERS)
    some = of_accounts(there, [place for place, account in enumerate(there.accounts) if account in wanted])
    left = {account: people for account, people in rows.items() if account in wanted}
    assert some.accounts == tuple(sorted(left))
    assert some.people == len(set().union(*left.values()))
    assert told(some) == {account: told(there)[account] for account in left}
