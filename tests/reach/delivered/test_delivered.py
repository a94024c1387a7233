"""Delivered reach: against enumeration, unique reach where everybody sees all, its laws, and calibrated intervals."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import BadInput, UnknownName
from kring.estimate import Basis, Estimate
from kring.reach import Audience, Contacts, Delivered, Segment, delivered_reach, exposure, target_group, unique_reach
from kring.reach.delivered.poisson import poisson_reach
from kring.reach.delivered.ratios import MOST_GROUPS
from tests.reach.people import audience

NAMES = ("instagram:a", "instagram:b", "tiktok:c", "instagram:d")
WORDS = ("post", "post", "video", "post")
people_of = st.lists(st.integers(0, 11), max_size=8, unique=True)
some_lists = st.tuples(*[people_of.filter(bool)] * 4)
some_shares = st.tuples(*[st.floats(0.01, 0.95)] * 4)
some_pieces = st.tuples(*[st.integers(0, 3)] * 4)


def there(lists: tuple[list[int], ...]) -> Audience:
    return audience(dict(zip(NAMES, lists, strict=True)))


def made(shares: tuple[float, ...], pieces: tuple[int, ...]) -> Contacts:
    rates = {
        (name, word): Estimate.exact(share) for name, word, share in zip(NAMES, WORDS, shares, strict=True)
    }  # fmt: skip
    return Contacts({name: {word: count} for name, word, count in zip(NAMES, WORDS, pieces, strict=True)}, rates)


def values(delivered: Delivered) -> list[float]:
    return [people.value if people.known else 0.0 for people in delivered.at_least]


def test_a_set_of_three_by_hand() -> None:
    """{1,2,3}, {1,4}, {1,3,5}, half of whom see a post: 1 sees none with 1/8, 3 with 1/4, the others with 1/2."""
    three = audience({"a": [1, 2, 3], "b": [1, 4], "c": [1, 3, 5]})
    contacts = Contacts.one_each("abc", {(name, "post"): Estimate.exact(0.5) for name in "abc"})
    delivered = delivered_reach(three, contacts)
    assert delivered.reached.value == pytest.approx(7 / 8 + 3 / 4 + 3 / 2)
    assert delivered.effective(2).value == pytest.approx(1 / 2 + 1 / 4)
    assert delivered.effective(3).value == pytest.approx(1 / 8)
    assert delivered.impressions.value == pytest.approx(4)
    assert delivered.frequency.value == pytest.approx(4 / (7 / 8 + 3 / 4 + 3 / 2))
    assert delivered.each["a"].value == pytest.approx(1.5)
    assert delivered.exclusive["b"].value == pytest.approx(1 / 8 + 1 / 2)
    assert delivered.reached.basis is Basis.MODELLED, "an expectation is not a measurement"


@settings(max_examples=40)
@given(some_lists, some_shares, st.tuples(*[st.integers(0, 2)] * 4))
def test_every_figure_equals_enumeration_of_all_outcomes(
    lists: tuple[list[int], ...], shares: tuple[float, ...], pieces: tuple[int, ...]
) -> None:
    if not any(pieces):
        return
    delivered = delivered_reach(there(lists), made(shares, pieces))
    at_least, alone = np.zeros(10), np.zeros(4)
    for person in sorted(set().union(*map(set, lists))):
        shown = [place for place in range(4) if person in lists[place] for _ in range(pieces[place])]
        for outcome in product((0, 1), repeat=len(shown)):
            chance = np.prod([
                shares[p] if seen else 1 - shares[p] for p, seen in zip(shown, outcome, strict=True)
            ])  # fmt: skip
            at_least[: sum(outcome)] += chance
            by = {place for place, seen in zip(shown, outcome, strict=True) if seen}
            if len(by) == 1:
                alone[by.pop()] += chance
    assert values(delivered) == pytest.approx(list(at_least))
    exclusive = [delivered.exclusive[name].value if name in delivered.exclusive else 0 for name in NAMES]
    assert exclusive == pytest.approx(list(alone))


@settings(max_examples=40)
@given(some_lists, st.lists(st.sampled_from(["female", "male", None]), min_size=12, max_size=12))
def test_where_everybody_sees_one_piece_it_is_unique_reach(
    lists: tuple[list[int], ...], genders: list[str | None]
) -> None:
    known = {person: {"gender": gender} for person, gender in enumerate(genders)}
    everybody = audience(dict(zip(NAMES, lists, strict=True)), known)
    segment = Segment(genders=("female",))
    unique = unique_reach(everybody, NAMES, segment)
    delivered = delivered_reach(everybody, made((1.0,) * 4, (1,) * 4), segment)
    same(delivered.reached, unique.unique)
    same(delivered.effective(2), unique.shared)
    same(delivered.frequency, unique.frequency)
    for name in NAMES:
        same(delivered.each[name], unique.each[name])
        same(delivered.exclusive[name], unique.exclusive[name])
    if unique.sum.known:
        assert delivered.impressions.value == pytest.approx(unique.sum.value)


def same(one: Estimate, other: Estimate) -> None:
    assert one.known == other.known
    if one.known:
        assert (one.value, one.low, one.high) == pytest.approx((other.value, other.low, other.high), abs=1e-9)
        assert (one.basis, one.n) == (other.basis, other.n)


@settings(max_examples=40)
@given(some_lists, some_shares, some_pieces, st.integers(0, 3))
def test_more_pieces_never_lower_it_and_more_often_is_never_more(
    lists: tuple[list[int], ...], shares: tuple[float, ...], pieces: tuple[int, ...], more: int
) -> None:
    before = values(delivered_reach(there(lists), made(shares, pieces)))
    grown = tuple(count + (place == more) for place, count in enumerate(pieces))
    after = delivered_reach(there(lists), made(shares, grown))
    assert all(large >= small - 1e-9 for large, small in zip(values(after), before, strict=True))
    assert all(large >= small - 1e-9 for small, large in pairwise(reversed(before)))
    if sum(grown) <= 10:
        assert sum(values(after)) == pytest.approx(after.impressions.value)
    around = len({person for name, count in zip(lists, grown, strict=True) if count for person in name})
    assert after.reached.value <= around + 1e-9
    assert max(people.value for people in after.each.values()) <= after.reached.value + 1e-9


@settings(max_examples=40)
@given(some_lists, some_shares, some_pieces.filter(any))
def test_poisson_contacts_keep_who_is_not_reached_and_are_never_fewer(
    lists: tuple[list[int], ...], shares: tuple[float, ...], pieces: tuple[int, ...]
) -> None:
    contacts = made(shares, pieces)
    exact, poisson = values(delivered_reach(there(lists), contacts)), poisson_reach(there(lists), contacts)
    assert poisson[0] == pytest.approx(exact[0])
    assert all(more >= less - 1e-9 for more, less in zip(poisson, exact, strict=True))
    doubled = [count * (share - (1 - share) * exposure(share, 1)) for share, count in zip(shares, pieces, strict=True)]
    most = sum(len(people) * chance for people, chance in zip(lists, doubled, strict=True))
    assert all(more - less <= most + 1e-9 for more, less in zip(poisson, exact, strict=True))


def test_how_far_poisson_is_off_at_usual_rates() -> None:
    rng = np.random.default_rng(5)
    names = [f"instagram:c{number}" for number in range(40)]
    everybody = audience({name: rng.choice(2_000, 400, replace=False).tolist() for name in names})
    off = {}
    for share in (0.1, 0.3):
        contacts = Contacts.one_each(names, {(name, "post"): Estimate.exact(share) for name in names})
        exact = values(delivered_reach(everybody, contacts))
        off[share] = [more / less - 1 for more, less in zip(poisson_reach(everybody, contacts), exact, strict=True)]
    for share in off:
        assert off[share][0] == pytest.approx(0, abs=1e-9)
        assert 0.03 < off[share][1] < 0.12, "people with two contacts or more, too many by 5 and 10%"
        assert 0.15 < off[share][2] < 0.40, "with three or more, by 20 and 33%"


def test_the_order_of_accounts_changes_nothing() -> None:
    rates = {(name, "post"): Estimate.between(0.3, 0.2, 0.4, Basis.MEASURED, 9) for name in "abc"}
    three = audience({"a": [1, 2, 3], "b": [1, 4], "c": [1, 3, 5]})
    one, other = (delivered_reach(three, Contacts.one_each(order, rates)) for order in ("abc", "cab"))
    assert one.at_least == other.at_least
    assert one.exclusive == other.exclusive
    assert other.accounts == ("c", "a", "b")


def test_what_is_not_known_is_named_and_never_zero() -> None:
    rates = {("instagram:a", "post"): Estimate.exact(0.5), ("instagram:b", "post"): Estimate.unknown("no posts")}
    both = audience({"instagram:a": [1, 2], "instagram:b": [3, 4]})
    contacts = Contacts.one_each(["instagram:a", "instagram:b", "instagram:z"], rates)
    delivered = delivered_reach(both, contacts)
    assert delivered.reached.value == pytest.approx(1)
    assert delivered.unknown_accounts == ("instagram:z",)
    assert delivered.unknown_rates == (("instagram:b", "post"),)
    assert delivered.is_lower_bound
    assert "at least" in delivered.in_words("en")
    assert "komt erbij" in delivered.in_words("nl")
    nothing = delivered_reach(both, Contacts.one_each(["instagram:b"], rates))
    assert not nothing.reached.known
    assert "onbekend" in nothing.in_words("nl")
    assert nothing.to_dict()["at_least"][0]["value"] is None


def test_all_make_the_same_as_far_as_their_platform_has_it() -> None:
    contacts = Contacts.alike(["instagram:a", "tiktok:c", "youtube:e"], {"post": 2, "story": 3, "video": 1}, {})
    assert dict(contacts.pieces) == {
        "instagram:a": {"post": 2, "story": 3}, "tiktok:c": {"video": 3, "story": 3}, "youtube:e": {"video": 3},
    }  # fmt: skip
    with pytest.raises(BadInput, match="would make nothing") as refused:
        Contacts.alike(["youtube:e"], {"story": 3}, {})
    assert "zou niets maken" in refused.value.said_in("nl")[0]


def test_pieces_that_can_not_be_made_are_refused() -> None:
    with pytest.raises(BadInput, match="can't make '-1'"):
        Contacts({"instagram:a": {"post": -1}}, {})
    with pytest.raises(UnknownName, match="storey"):
        Contacts({"instagram:a": {"storey": 1}}, {})
    with pytest.raises(ValueError, match="no exposure"):
        exposure(1.2, 1)


def test_it_is_said_in_both_languages() -> None:
    rates = {(f"instagram:{name}", word): Estimate.exact(0.5) for name in "ab" for word in ("post", "story")}
    both = audience({"instagram:a": range(100), "instagram:b": range(50, 150)})
    delivered = delivered_reach(
        both, Contacts.alike(["instagram:a", "instagram:b"], {"post": 1, "story": 2}, rates), Segment()
    )
    assert delivered.in_words("en").startswith("With 1 post and 2 stories an account, ")
    assert delivered.in_words("nl").startswith("Met 1 bericht en 2 story's per account worden naar verwachting ")
    with pytest.raises(BadInput, match="1 to 10 contacts"):
        delivered.effective(11)


def test_priors_are_wrong_together_and_measurements_one_by_one() -> None:
    everybody = audience({f"x:c{number}": range(number * 100, number * 100 + 100) for number in range(30)})
    names = list(everybody.accounts)
    width = {}
    for basis in (Basis.MEASURED, Basis.PRIOR):
        rates = {(name, "post"): Estimate.between(0.2, 0.1, 0.4, basis, 9) for name in names}
        reached = delivered_reach(everybody, Contacts.one_each(names, rates)).reached
        width[basis] = (reached.high - reached.low) / reached.value
        assert reached.basis is max(basis, Basis.MODELLED, key=lambda one: one.strength)
    assert width[Basis.PRIOR] > 3 * width[Basis.MEASURED]


@pytest.mark.parametrize("basis", [Basis.MEASURED, Basis.MODELLED, Basis.PRIOR])
def test_intervals_hold_what_chance_makes_of_true_rates(basis: Basis) -> None:
    """True rates lie around the known ones as their basis says; who sees a piece is drawn; half of the people don't say
    whether they belong, and truly do as often as the others.
    """
    rng = np.random.default_rng(7)
    shared = {Basis.MEASURED: 0.0, Basis.MODELLED: 0.25, Basis.PRIOR: 1.0}[basis]
    names = [f"instagram:c{number}" for number in range(12)]
    lists = {name: rng.choice(3_000, 300, replace=False).tolist() for name in names}
    truly = rng.random(3_000) < 0.5
    known = {person: {"gender": "female" if truly[person] else "male"} for person in range(3_000)}
    for person in rng.choice(3_000, 1_500, replace=False).tolist():
        known[person] = {}
    everybody = audience(lists, known)
    group = target_group(everybody, Segment(genders=("female",)))
    held: dict[str, list[bool]] = {}
    middle, half = 0.25, 0.3 * 1.96
    rate = Estimate.between(middle, middle * np.exp(-half), middle * np.exp(half), basis, 9)
    rates = {(name, "post"): rate for name in names}
    for _ in range(120):
        own, common = rng.standard_normal(12), rng.standard_normal()
        true = middle * np.exp(0.3 * (np.sqrt(1 - shared) * own + np.sqrt(shared) * common))
        delivered = delivered_reach(everybody, Contacts.alike(names, {"post": 2}, rates), group=group)
        contacts = np.zeros(3_000, dtype=int)
        for name, share in zip(names, np.minimum(true, 1), strict=True):
            contacts[lists[name]] += rng.binomial(2, share, len(lists[name]))
        seen = contacts[truly]
        outcomes = {"1+": (seen >= 1).sum(), "2+": (seen >= 2).sum(), "4+": (seen >= 4).sum(), "all": seen.sum()}
        figures = dict(
            zip(outcomes, [*(delivered.effective(k) for k in (1, 2, 4)), delivered.impressions], strict=True)
        )
        for name, outcome in outcomes.items():
            held.setdefault(name, []).append(figures[name].low <= outcome <= figures[name].high)
    for name, each in held.items():
        assert np.mean(each) >= 0.93, (name, np.mean(each))


def test_draws_over_a_part_of_the_people_say_the_same_as_over_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    names = [f"instagram:c{number}" for number in range(25)]
    everybody = audience({name: rng.choice(6_000, 600, replace=False).tolist() for name in names})
    rates = {(name, "post"): Estimate.between(0.3, 0.2, 0.45, Basis.MODELLED, 9) for name in names}
    contacts = Contacts.one_each(names, rates)
    some = delivered_reach(everybody, contacts)
    monkeypatch.setattr("kring.reach.delivered.ratios.MOST_GROUPS", 1_000 * MOST_GROUPS)
    whole = delivered_reach(everybody, contacts)
    for one, other in zip(some.at_least[:3], whole.at_least[:3], strict=True):
        assert one.value == other.value
        assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=0.02)
