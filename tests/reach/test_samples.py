"""Bottom-k samples: unbiased, with intervals that hold the truth, and the same however the pairs came in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import WorkspaceProblem
from kring.estimate import Basis, Estimate
from kring.reach import Reach, Samples, Segment, unique_reach
from kring.reach.sample_hash import hashes
from kring.reach.sample_storage import SAMPLED
from tests.reach.people import audience, pairs, people

WOMEN = Segment(genders=("female",))
lists = st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.integers(1, 60), min_size=1), min_size=1)


@given(lists)
def test_accounts_that_are_kept_whole_are_counted_exactly(rows: dict[str, set[int]]) -> None:
    there = audience(rows, {person: {"gender": "female" if person % 2 else "male"} for person in range(61)})
    exact = unique_reach(there, list(rows), WOMEN)
    sampled = Samples.of(there).unique_reach(list(rows), WOMEN)
    assert same_figures(sampled, exact)


def same_figures(first: Reach, second: Reach) -> bool:
    names = ("unique", "outside", "everybody", "sum", "shared", "frequency")
    pairs_of = [(getattr(first, name), getattr(second, name)) for name in names]
    pairs_of += zip(first.distribution, second.distribution, strict=True)
    pairs_of += [(first.each[name], second.each[name]) for name in first.accounts]
    pairs_of += [(first.exclusive[name], second.exclusive[name]) for name in first.accounts]
    return all(
        one.known == other.known and (not one.known or (one.value, one.low, one.high) == pytest.approx(
            (other.value, other.low, other.high)
        )) and one.basis == other.basis
        for one, other in pairs_of
    )  # fmt: skip


@given(lists, lists, st.integers(1, 12))
def test_samples_of_batches_merge_to_the_sample_of_all(
    first: dict[str, set[int]], second: dict[str, set[int]], size: int
) -> None:
    known = people({person: {"gender": "female" if person % 3 else None} for person in range(61)})
    merged = Samples.build(pairs(first), known, size).merged(Samples.build(pairs(second), known, size))
    both = {name: first.get(name, set()) | second.get(name, set()) for name in {*first, *second}}
    whole = Samples.build(pairs(both), known, size)
    assert merged.accounts == whole.accounts
    assert merged.thresholds.tolist() == whole.thresholds.tolist()
    assert merged.sampled.rows.tolist() == whole.sampled.rows.tolist()
    assert merged.sampled.keys.tolist() == whole.sampled.keys.tolist()


@given(lists, st.integers(1, 12))
def test_a_batch_merged_in_again_changes_nothing(rows: dict[str, set[int]], size: int) -> None:
    once = Samples.build(pairs(rows), size=size)
    again = once.merged(Samples.build(pairs(rows), size=size))
    assert again.thresholds.tolist() == once.thresholds.tolist()
    assert again.unique_reach(list(rows)) == once.unique_reach(list(rows))


def test_a_sample_holds_the_smallest_hashes_and_nobody_else() -> None:
    there = audience({"a": range(1, 500), "b": range(1, 20)})
    samples = Samples.of(there, 50)
    smallest = sorted(hashes(np.arange(1, 500)).tolist())[:51]
    assert sorted(samples.sampled.keys[samples.sampled.row("a")].tolist()) == smallest[:50]
    assert samples.thresholds[0] == smallest[50]
    assert samples.probabilities[1] == 1
    assert samples.sampled.people == len(set(samples.sampled.rows.tolist()))


@given(lists, st.integers(1, 12))
def test_samples_come_back_from_their_folder(rows: dict[str, set[int]], size: int) -> None:
    known = people({person: {"gender": "female", "interests": ["wielrennen"]} for person in range(0, 61, 3)})
    samples = Samples.build(pairs(rows), known, size)
    with TemporaryDirectory() as folder:
        samples.save(Path(folder) / "samples")
        again = Samples.open(Path(folder) / "samples")
    assert again.size == size
    assert again.accounts == samples.accounts
    assert again.thresholds.tolist() == samples.thresholds.tolist()
    for name in ("indptr", "rows", "keys"):
        assert getattr(again.sampled, name).tolist() == getattr(samples.sampled, name).tolist()
    cyclists = Segment(interests=("wielrennen",))
    assert again.unique_reach(list(rows), cyclists) == samples.unique_reach(list(rows), cyclists)


def test_samples_that_were_kept_go_on_with_the_next_batch(tmp_path: Path) -> None:
    Samples.build(pairs({"a": range(1, 500)}), size=64).save(tmp_path / "samples")
    merged = Samples.open(tmp_path / "samples").merged(Samples.build(pairs({"a": range(400, 900)}), size=64))
    whole = Samples.build(pairs({"a": range(1, 900)}), size=64)
    assert merged.sampled.keys.tolist() == whole.sampled.keys.tolist()
    assert merged.unique_reach(["a"]) == whole.unique_reach(["a"])


@given(lists, lists)
def test_lists_beside_samples_are_counted_whole(listed: dict[str, set[int]], sampled: dict[str, set[int]]) -> None:
    there, samples = audience(listed), Samples.build(pairs(sampled))
    together = samples.beside(there)
    exact = unique_reach(audience({**sampled, **listed}), sorted({*listed, *sampled}))
    assert same_figures(together.unique_reach(sorted({*listed, *sampled})), exact)
    only = {account: people for account, people in listed.items() if account not in sampled}
    if only:
        few = Samples.build(pairs(sampled), size=2).beside(there).unique_reach(list(only))
        assert same_figures(few, unique_reach(there, list(only)))


def test_a_list_and_a_sample_together_are_unbiased_and_never_below_the_list() -> None:
    lists = {"listed": range(4_000), "sampled": range(2_000, 8_000)}
    chance, found = np.random.default_rng(11), []
    for _ in range(200):
        keys = chance.integers(-(2**63), 2**63 - 1, 8_000)
        there = audience({name: keys[list(people)].tolist() for name, people in lists.items() if name == "listed"})
        samples = Samples.build(pairs({"sampled": keys[2_000:].tolist()}), size=128)
        found.append(samples.beside(there).unique_reach(["listed", "sampled"]).unique)
    assert all(one.low >= 4_000 and one.basis == Basis.SAMPLED for one in found)
    assert np.mean([one.value for one in found]) == pytest.approx(8_000, rel=0.01)
    assert np.mean([one.low <= 8_000 <= one.high for one in found]) >= 0.93


def test_an_audience_is_no_folder_of_samples(tmp_path: Path) -> None:
    audience({"a": [1, 2]}).save(tmp_path / "audience")
    with pytest.raises(WorkspaceProblem, match="holds no samples"):
        Samples.open(tmp_path / "audience")


def test_a_kept_sample_takes_at_most_half_of_the_bytes_of_its_hashes(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    rows = {f"a{number:02}": (chance.random(4_000) ** 2 * 30_000).astype(int) for number in range(40)}
    samples = Samples.of(audience(rows), 2_048)
    samples.save(tmp_path / "samples")
    kept = sum((tmp_path / "samples" / f"{name}.npy").stat().st_size for name in SAMPLED)
    assert kept < 8 * samples.sampled.pairs / 2


def test_the_same_people_around_every_account_are_counted_within_five_percent() -> None:
    there = audience({"a": range(20_000), "b": range(20_000)})
    chance, errors = np.random.default_rng(7), []
    for _ in range(200):
        keys = chance.integers(-(2**63), 2**63 - 1, there.people)
        errors.append(Samples.of(replace(there, keys=keys)).unique_reach(["a", "b"]).unique.value / 20_000 - 1)
    assert np.mean(np.abs(errors) <= 0.05) >= 0.95


def test_a_sampled_figure_says_that_it_is_one() -> None:
    samples = Samples.of(audience({"a": range(1, 5_000), "b": [1, 2]}), 64)
    assert samples.unique_reach(["a", "b"]).unique.basis == Basis.SAMPLED
    assert samples.unique_reach(["b", "zz"]).unique == Estimate.exact(2, 2)
    assert samples.unique_reach(["zz"]).unique.known is False


def test_of_an_attribute_nobody_tells_nothing_is_known() -> None:
    assert not Samples.of(audience({"a": range(1, 500)}), 64).unique_reach(["a"], WOMEN).unique.known


@pytest.fixture(scope="module")
def draws() -> tuple[Reach, list[Reach]]:
    """The true reach of 30 overlapping accounts in a tenth of the people, and 200 answers from different samples."""
    chance = np.random.default_rng(5)
    sizes = np.minimum(300 * (1 + chance.pareto(1.1, 30)), 12_000).astype(int)
    rows = {f"a{number:02}": (chance.random(size) ** 1.5 * 30_000).astype(int) for number, size in enumerate(sizes)}
    known = {person: {"gender": "female" if person % 10 == 0 else "male"} for person in range(30_000)}
    there = audience(rows, known)
    answers, chance = [], np.random.default_rng(1)
    for _ in range(200):
        keys = chance.integers(-(2**63), 2**63 - 1, there.people)
        answers.append(Samples.of(replace(there, keys=keys), 128).unique_reach(there.accounts, WOMEN))
    return unique_reach(there, there.accounts, WOMEN), answers


@pytest.mark.parametrize("figure", ["unique", "outside", "everybody", "sum", "shared", "frequency"])
def test_intervals_hold_the_truth_and_figures_are_unbiased(draws: tuple[Reach, list[Reach]], figure: str) -> None:
    truth, answers = draws
    true, found = getattr(truth, figure).value, [getattr(answer, figure) for answer in answers]
    spread = np.std([one.value for one in found]) / np.sqrt(len(found))
    assert abs(np.mean([one.value for one in found]) - true) < 4 * spread + 0.01 * true
    assert np.mean([one.low <= true <= one.high for one in found]) >= 0.90


def test_intervals_of_each_account_hold_the_truth(draws: tuple[Reach, list[Reach]]) -> None:
    truth, answers = draws
    for figure in ("each", "exclusive"):
        held = [
            one.low <= getattr(truth, figure)[account].value <= one.high
            for answer in answers
            for account, one in getattr(answer, figure).items()
        ]
        assert np.mean(held) >= 0.93
    held = [
        one.low <= true.value <= one.high
        for answer in answers
        for one, true in zip(answer.distribution, truth.distribution, strict=True)
    ]
    assert np.mean(held) >= 0.93


def test_using_all_samples_errs_less_than_the_smallest_threshold_alone(draws: tuple[Reach, list[Reach]]) -> None:
    truth, answers = draws
    error = np.std([answer.everybody.value / truth.everybody.value - 1 for answer in answers])
    assert error < 1 / np.sqrt(128)  # what k samples below the smallest threshold would give
