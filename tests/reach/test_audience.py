"""How an audience is built and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import BadInput, UnknownName, WorkspaceProblem
from kring.estimate import Basis
from kring.facts.schema import SYNTHETIC
from kring.reach import Audience, Segment, target_group, unique_reach
from tests.reach.people import audience, pairs, people

KNOWN = {
    1: {"municipality": "Den Haag", "gender": "female", "age_band": "25-34", "interests": ["koken"]},
    2: {"postcode_area": "3811", "gender": "male", "interests": []},
    3: {"municipality": "Utrecht", "gender": "female", "age_band": "65+"},
    4: {},
}


def test_followers_stand_for_an_account_and_reactions_only_without_them() -> None:
    likers, commenters = {"a": [9], "b": [3]}, {"b": [4]}
    table = pa.concat_tables(
        [pairs({"a": [1, 2]}), pairs(likers, relation="liker"), pairs(commenters, relation="commenter", complete=False)]
    )
    there = Audience.build(table)
    assert len(there.row("a")) == 2
    assert len(there.row("b")) == 2
    assert there.basis("a") == Basis.MEASURED
    assert there.basis("b") == Basis.SAMPLED
    assert there.are_followers(["a"])
    assert not there.are_followers(["b"])
    assert there.complete.tolist() == [True, False]


def test_a_pair_counts_once_however_often_it_was_seen() -> None:
    there = Audience.build(pa.concat_tables([pairs({"a": [1, 2]}), pairs({"a": [2, 3]})]))
    assert there.pairs == 3


def test_rows_are_rising_and_people_stand_together_by_place_gender_and_age() -> None:
    there = audience({"a": [4, 3, 2, 1], "b": [2, 4]}, KNOWN)
    for account in there.accounts:
        assert (np.diff(there.row(account)) > 0).all()
    regions = there.attributes["region"].codes
    assert (np.diff(regions.astype(int)) >= 0).all()


def test_places_are_spelled_one_way_and_give_the_larger_place() -> None:
    there = audience({"a": [1, 2, 3, 4]}, KNOWN)
    municipality = there.attributes["municipality"]
    assert municipality.values == ("'s-Gravenhage", "Amersfoort", "Utrecht")
    assert float(unique_reach(there, ["a"], Segment(provinces=("Utrecht",))).unique.low) == 2
    assert float(unique_reach(there, ["a"], Segment(municipalities=("Den Haag",))).unique.low) == 1
    assert there.attributes["country"].values == ("NL",)


def test_no_interests_is_known_and_missing_interests_are_not() -> None:
    there = audience({"a": [1, 2, 3, 4]}, KNOWN)
    group = target_group(there, Segment(interests=("koken",)))
    weights = dict(zip(there.keys.tolist(), group.of_people.tolist(), strict=True))
    assert weights[1] == 1
    assert weights[2] == 0
    assert weights[3] == weights[4] == pytest.approx(0.5)


def test_many_interests_fit() -> None:
    from kring.vocabulary.niches import niches

    names = list(niches())[:57]
    many = {number: {"interests": [name]} for number, name in enumerate(names)}
    many |= {100 + number: {"interests": [f"eigen {number}"]} for number in range(80)}
    there = audience({"a": list(many)}, many)
    for name in names[::7]:
        assert float(unique_reach(there, ["a"], Segment(interests=(name,))).unique) == 1


def test_an_audience_comes_back_from_its_folder_as_it_was(tmp_path: Path) -> None:
    there = audience({"a": [1, 2], "b": [3, 4]}, KNOWN)
    there.save(tmp_path / "audience")
    there.save(tmp_path / "audience")
    again = Audience.open(tmp_path / "audience")
    assert isinstance(again.rows, np.memmap)
    assert again.accounts == there.accounts
    assert (again.keys == there.keys).all()
    women = Segment(genders=("female",), provinces=("Utrecht",))
    assert unique_reach(again, ["a", "b"], women).to_dict() == unique_reach(there, ["a", "b"], women).to_dict()
    assert [path.name for path in tmp_path.iterdir()] == ["audience"]


def test_an_audience_of_nobody_can_be_kept(tmp_path: Path) -> None:
    audience({}).save(tmp_path / "audience")
    assert Audience.open(tmp_path / "audience").people == 0


def test_a_folder_without_an_audience_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceProblem, match="holds no audience"):
        Audience.open(tmp_path)


def test_made_up_people_are_marked() -> None:
    assert Audience.build(pairs({"a": [1]}, source=SYNTHETIC)).synthetic
    assert not Audience.build(pairs({"a": [1]}, source="export")).synthetic


def test_an_unknown_relation_is_named_with_its_row() -> None:
    with pytest.raises(BadInput, match="row 2, column 'relation': 'fan'"):
        Audience.build(pa.concat_tables([pairs({"a": [1]}), pairs({"a": [2]}, relation="fan")]))


def test_an_account_without_an_audience_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean instagram:anna"):
        audience({"instagram:anna": [1]}).row("instagram:ana")


def test_the_order_of_the_rows_makes_no_difference() -> None:
    table = pairs({"a": [5, 1, 3], "b": [2, 3]})
    turned = table.take(list(range(table.num_rows))[::-1])
    first, second = Audience.build(table, people(KNOWN)), Audience.build(turned, people(KNOWN))
    assert (first.rows == second.rows).all()
    assert (first.keys == second.keys).all()
