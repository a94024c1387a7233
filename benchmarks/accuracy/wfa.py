"""The public criterion for de-duplicated reach: 95 % of runs within 5 % relative error, in five scenarios of overlap.

    python benchmarks/accuracy/wfa.py [--runs 400] [--runs-with-the-same-sets 40] [--sets 20 50 100] [--size 2048]
        [--scenarios NAME ...] [--json]

The scenarios, their settings and the criterion are those of the World Federation of Advertisers, "Cardinality and
Frequency Estimation Evaluation Framework" (github.com/world-federation-of-advertisers/
cardinality_estimation_evaluation_framework, doc/, appendix 3): a publisher there is an account here.

1   independent: 200,000 people, each account reaches any 20,000.
2   remarketing: each account reaches any 20,000 of the same 40,000.
3a  heterogeneous, independent: 10,000 of 200,000 by four levels of activity, drawn anew for each account.
3b  heterogeneous, correlated: the same people are active at every account.
4a  full overlap; 4b disjoint; 4c two large sets of 40,000 that hold the others of 20,000.
5a  sequentially correlated: 10,000 people, a tenth of them from all accounts before.
5b  half of them from the one before.

For each: the exact count, and bottom-k samples of `--size` people an account, which also gives how often the 95 %
interval holds the truth. "Reached" is the largest of `--sets` up to which the criterion holds. Each run has other keys
of people, so that another part of everybody is sampled; the sets are drawn anew after every so many runs, since the
error of a sample hardly depends on them. The share of runs comes with the 95 % interval of Clopper and Pearson; where
all of it lies above 95 %, or no run errs at all, a pass is "sure". Frequency: 80 % of runs within a shuffle distance of
20 % (same page), on how many accounts reach a person.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from kring.reach import Audience, Reach, Samples, unique_reach
from kring.reach.attributes import SINGLE, Attribute, Interests
from kring.reach.samples import SIZE

People = NDArray[np.int64]
Draw = np.random.Generator
WITHIN, SHARE_OF_RUNS = 0.05, 0.95
SHUFFLED, SHARE_SHUFFLED = 0.20, 0.80
ACTIVITY = ((0.164, 0.065), (0.388, 0.4274), (0.312, 1.275), (0.136, 3.140))
"""Shares of people and their activity: the framework's four-point approximation of an exponential distribution."""


def independent(draw: Draw, sets: int) -> list[People]:
    """Any tenth of everybody."""
    return [draw.choice(200_000, 20_000, replace=False) for _ in range(sets)]


def remarketing(draw: Draw, sets: int) -> list[People]:
    """Any half of one list."""
    return [draw.choice(40_000, 20_000, replace=False) for _ in range(sets)]


def heterogeneous(draw: Draw, sets: int, correlated: bool) -> list[People]:
    """More of the active people; the same ones everywhere when correlated."""
    people, rate = 200_000, 10_000 / 200_000
    edges = np.concatenate([[0], np.cumsum([share * people for share, _ in ACTIVITY])]).astype(int)
    found = []
    for _ in range(sets):
        levels = [
            draw.integers(first, last, int(rate * activity * (last - first)))
            for first, last, (_, activity) in zip(edges[:-1], edges[1:], ACTIVITY, strict=True)
        ]
        reached = np.unique(np.concatenate(levels))
        found.append(reached if correlated else draw.permutation(people)[reached])
    return found


def overlapping(draw: Draw, sets: int) -> list[People]:
    """The same people everywhere."""
    return [draw.choice(200_000, 20_000, replace=False)] * sets


def disjoint(draw: Draw, sets: int) -> list[People]:
    """Everybody once."""
    return list(draw.permutation(20_000 * sets).reshape(sets, -1))


def nested(draw: Draw, sets: int) -> list[People]:
    """Two large accounts with the same people, all others within them."""
    large = draw.choice(200_000, 40_000, replace=False)
    return [large, large, *(draw.choice(large, 20_000, replace=False) for _ in range(sets - 2))]


def sequential(draw: Draw, sets: int, shared: float, of_all: bool) -> list[People]:
    """A share of each account from all accounts before it or from the one before, the others new."""
    size, first_unseen = 10_000, 10_000
    found = [np.arange(size)]
    for _ in range(sets - 1):
        pool = np.arange(first_unseen) if of_all else found[-1]
        fresh = size - int(size * shared)
        seen = draw.choice(pool, size - fresh, replace=False)
        found.append(np.concatenate([seen, np.arange(first_unseen, first_unseen + fresh)]))
        first_unseen += fresh
    return found


SCENARIOS: dict[str, Callable[[Draw, int], list[People]]] = {
    "1 independent": independent,
    "2 remarketing": remarketing,
    "3a heterogeneous, independent": lambda draw, sets: heterogeneous(draw, sets, correlated=False),
    "3b heterogeneous, correlated": lambda draw, sets: heterogeneous(draw, sets, correlated=True),
    "4a full overlap": overlapping,
    "4b disjoint": disjoint,
    "4c nested": nested,
    "5a sequential, a tenth of all before": lambda draw, sets: sequential(draw, sets, 0.1, of_all=True),
    "5b sequential, half of the one before": lambda draw, sets: sequential(draw, sets, 0.5, of_all=False),
}


@dataclass
class Runs:
    """What the runs of one method with so many sets gave."""

    errors: list[float] = field(default_factory=list)
    shuffled: list[float] = field(default_factory=list)
    held: list[bool] = field(default_factory=list)

    def add(self, answer: Reach, times: NDArray[np.float64]) -> None:
        """One more run; `times` is the true number of people reached 1, 2, ... 10 or more times."""
        true = times.sum()
        self.errors.append(answer.unique.value / true - 1)
        said = np.array([one.value for one in answer.distribution])
        self.shuffled.append(float(np.abs(said / max(said.sum(), 1) - times / true).sum()) / 2)
        self.held.append(answer.unique.low <= true <= answer.unique.high)

    def said(self) -> dict[str, Any]:
        """The figures of these runs."""
        errors = np.abs(self.errors)
        within, alike = float((errors <= WITHIN).mean()), float((np.array(self.shuffled) <= SHUFFLED).mean())
        low, high = clopper_pearson(int((errors <= WITHIN).sum()), len(errors))
        return {
            "runs": len(errors), "within_5_percent": within, "within_low": low, "within_high": high,
            "passes": within >= SHARE_OF_RUNS, "surely": low >= SHARE_OF_RUNS or not errors.any(),
            "frequency_alike": alike, "frequency_passes": alike >= SHARE_SHUFFLED,
            "median_error": float(np.median(errors)),
            "error_of_95_percent": float(np.quantile(errors, SHARE_OF_RUNS)),
            "interval_holds": float(np.mean(self.held)),
        }  # fmt: skip


def clopper_pearson(times: int, runs: int) -> tuple[float, float]:
    """The 95 % interval of a share that was met so many times in these runs."""
    low = float(beta.ppf(0.025, times, runs - times + 1)) if times else 0.0
    return low, float(beta.ppf(0.975, times + 1, runs - times)) if times < runs else 1.0


def audience_of_sets(rows: list[People]) -> Audience:
    """Sets of people as an audience whose people have their numbers for keys."""
    people, numbers = np.unique(np.concatenate(rows), return_inverse=True)
    ends = np.cumsum([len(row) for row in rows])
    sorted_rows = np.concatenate([np.sort(row) for row in np.split(numbers, ends[:-1])]).astype(np.int32)
    nothing = Attribute((), np.zeros(len(people), dtype=np.uint8))
    return Audience(
        tuple(f"account {number:03}" for number in range(len(rows))), np.concatenate([[0], ends]), sorted_rows,
        np.zeros(len(rows), dtype=np.uint8), np.ones(len(rows), dtype=bool), people, dict.fromkeys(SINGLE, nothing),
        Interests((), np.zeros((len(people), 1), dtype=np.uint64)),
    )  # fmt: skip


def true_times(rows: list[People]) -> NDArray[np.float64]:
    """How many people are reached 1, 2, ... 10 or more times, counted without Kring."""
    often = np.unique(np.concatenate(rows), return_counts=True)[1]
    return np.bincount(np.minimum(often, 10), minlength=11)[1:].astype(float)


def measured(name: str, sets: int, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Both methods in one scenario with so many sets."""
    exact, sampled, draw = Runs(), Runs(), np.random.default_rng([sets, list(SCENARIOS).index(name)])
    for run in range(asked.runs):
        if run % asked.runs_with_the_same_sets == 0:
            rows = SCENARIOS[name](draw, sets)
            times, there = true_times(rows), audience_of_sets(rows)
            exact.add(unique_reach(there, there.accounts), times)
        other = replace(there, keys=draw.integers(-(2**63), 2**63 - 1, there.people))
        sampled.add(Samples.of(other, asked.size).unique_reach(there.accounts), times)
    for method, found in {"exact": exact, f"samples of {asked.size:,}": sampled}.items():
        yield {"scenario": name, "sets": sets, "method": method, **found.said()}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=400)
    options.add_argument("--runs-with-the-same-sets", type=int, default=40)
    options.add_argument("--sets", type=int, nargs="+", default=[20, 50, 100])
    options.add_argument("--size", type=int, default=SIZE)
    options.add_argument("--scenarios", nargs="+", metavar="NAME", help="those whose name begins with one of these")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    rows = []
    for name in SCENARIOS:
        if asked.scenarios and not name.startswith(tuple(asked.scenarios)):
            continue
        found = [row for sets in sorted(asked.sets) for row in measured(name, sets, asked)]
        rows += found
        if not asked.json:
            for method in dict.fromkeys(row["method"] for row in found):
                print(line(name, method, [row for row in found if row["method"] == method]), flush=True)
    if asked.json:
        print(json.dumps(rows))
    else:
        print(verdict(rows))


def verdict(rows: list[dict[str, Any]]) -> str:
    """How many of all scenarios and numbers of sets pass, by method."""
    said = []
    for method in dict.fromkeys(row["method"] for row in rows):
        own = [row for row in rows if row["method"] == method]
        passed, sure = sum(row["passes"] for row in own), sum(row["passes"] and row["surely"] for row in own)
        said.append(f"{method}: {passed} of {len(own)} pass, {sure} of them surely")
    return "; ".join(said)


def line(name: str, method: str, rows: list[dict[str, Any]]) -> str:
    """A scenario and method in a line: the sets up to which it passes, and the figures at each number of sets."""
    reached = 0
    for row in rows:
        if not row["passes"]:
            break
        reached = row["sets"]
    figures = "; ".join(figures_of(row) for row in rows)
    return f"{name}, {method}: reached {reached} sets: {figures}"


def figures_of(row: dict[str, Any]) -> str:
    """The figures at one number of sets."""
    passed = "FAIL" if not row["passes"] else "pass, sure" if row["surely"] else "pass"
    return (
        f"{row['sets']} sets {passed} ({row['within_5_percent']:.1%} of {row['runs']} runs, "
        f"{row['within_low']:.1%}-{row['within_high']:.1%}, 95th percentile {row['error_of_95_percent']:.2%}, "
        f"interval holds {row['interval_holds']:.1%}, frequency {'pass' if row['frequency_passes'] else 'FAIL'})"
    )


if __name__ == "__main__":
    main()
