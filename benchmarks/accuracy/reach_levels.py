"""How well unique reach is estimated where lists of followers are not known, against the true unions.

    python benchmarks/accuracy/reach_levels.py [--data FILE ...] [--graph] [--least-followers N]
        [--train FILE --test FILE] [--splits N] [--draws N] [--json] [--ship]

FILE is any edge list: two columns, creator and person, CSV (gzipped or not) or Parquet, any headings; with `--graph` an
undirected friendship graph, in which each node with at least `--least-followers` neighbours is a creator. Without
`--data`: the 100 follower lists, the dense follow lists and the likers of the climbing niche where they are there, the
synthetic world, a generated instance, and four kinds of made-up graphs.

What each level may use. All know how many people follow each account, and how many different people there are in the
network. *shares*: nothing else. *engaged*: also a part of the pairs, chosen at random with heavy-tailed activity of
people and different rates of accounts. Each is judged twice: `fitted` on random sets of one half of the accounts and
judged on sets of the other half (or fitted on `--train`, judged on `--test`), and `prior`: nothing fitted, with the
parameters that come with Kring; for the networks those were made from, with parameters made from all other networks.
*persons*: a bottom-k sample of each account (`kring.reach.samples`), of 64 people so that most are really sampled.
Without `--data` also *mixed* sets, and each level alone, in synthetic worlds that nothing shipped was made from.

Sets of 2 to 50 accounts, at most half of those judged on. Prints the median and 95th percentile of the relative error
of the union, and how often the 95 % interval held the truth. `--ship` prints the vocabulary file of the
parameters made from all networks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from edge_lists import LEAST_FOLLOWERS, engaged_of, networks, read_rows
from network_prior import ACTIVITIES, as_yaml, made_from, of_country, studied
from numpy.typing import NDArray
from seen_worlds import judged_worlds

from kring.estimate import Estimate
from kring.reach import Segment
from kring.reach.levels.calibration import Calibration, shipped
from kring.reach.levels.evidence import Told
from kring.reach.levels.fitting import NUMBERS, fit
from kring.reach.levels.rows import ByPopulation, Rows
from kring.reach.levels.unions import Shared, union_of
from kring.reach.samples import Samples
from kring.reach.target_group import target_group

KEPT = 64
"""People kept of an account in its sample: far fewer than Kring keeps, so that most accounts are really sampled."""

Chosen = NDArray[np.int64]


@dataclass(frozen=True)
class Half:
    """Accounts of a network to judge on, what is seen of them, and the parameters to judge."""

    followers: Rows
    engaged: Rows
    accounts: Chosen
    fitted: Calibration
    prior: Calibration
    samples: Samples

    def answers(self, chosen: Chosen) -> dict[str, Estimate]:
        """The union of these accounts by each level."""
        sizes, people = self.followers.sizes[chosen], self.followers.people
        pairs = ByPopulation(self.followers.sizes, people).pairs(chosen)
        union = self.engaged.union(chosen)
        found = {}
        for name, parameters in (("fitted", self.fitted), ("prior", self.prior)):
            told = Told.by_union(self.engaged.sizes[chosen], union, sizes, parameters.shape)
            by_shares = Shared.by_shares(parameters, pairs, len(chosen))
            by_engaged = Shared.by_engaged(parameters, told, pairs, len(chosen))
            found[f"shares, {name}"] = union_of(sizes, by_shares, parameters.shape, most=people)
            found[f"engaged, {name}"] = union_of(sizes, by_engaged, parameters.shape, most=people)
        return found


def judged(half: Half, draws: int, rng: np.random.Generator) -> Iterator[dict[str, Any]]:
    """One row a set and level: the relative error and whether the interval held the truth."""
    samples = half.samples
    group = target_group(samples.sampled, Segment())
    for number in [number for number in NUMBERS if 2 * number <= len(half.accounts)]:
        for _ in range(draws):
            chosen = np.sort(rng.choice(half.accounts, number, replace=False))
            true = half.followers.union(chosen)
            sampled = samples.unique_reach([samples.accounts[one] for one in chosen], group=group).unique
            answers = half.answers(chosen) | {"persons, sampled": sampled}
            for level, answer in answers.items():
                held = answer.low - 1e-6 * true <= true <= answer.high + 1e-6 * true
                error = abs(answer.value - true) / true
                yield {"level": level, "set": number, "error": error, "held": held, "width": answer.high - answer.low}


def sampled_of(followers: Rows) -> Samples:
    """A bottom-k sample of each account, named so that their order stays."""
    account = np.repeat(np.arange(followers.accounts, dtype=np.int32), followers.sizes.astype(int))
    names = pa.array([f"x:{number:07}" for number in range(followers.accounts)])
    table = pa.table({
        "account": pa.DictionaryArray.from_arrays(account, names).cast(pa.string()),
        "person_key": followers.rows.astype(np.int64),
        "relation": pa.array(["follower"]).take(pa.array(np.zeros(len(account), dtype=np.int32))),
        "complete": np.ones(len(account), dtype=bool),
    })  # fmt: skip
    return Samples.build(table, size=KEPT)


def halves(followers: Rows, prior: Calibration, splits: int, tested: Rows | None = None) -> Iterator[Half]:
    """Each time other halves to fit and to judge; with `tested` the fit is on one network and the judging on that."""
    samples = sampled_of(followers if tested is None else tested)
    for split in range(splits):
        rng = np.random.default_rng(split)
        engaged = engaged_of(followers, rng, *ACTIVITIES[1])
        order = rng.permutation(followers.accounts)
        among = order if tested is not None else order[: len(order) // 2]
        expected = ByPopulation(followers.sizes, followers.people)
        fitted = fit(followers, expected, engaged=engaged, among=np.sort(among), seed=split)
        if tested is None:
            yield Half(followers, engaged, np.sort(order[len(order) // 2 :]), fitted, prior, samples)
        else:
            yield Half(
                tested, engaged_of(tested, rng, *ACTIVITIES[1]), np.arange(tested.accounts), fitted, prior, samples
            )


def measured(name: str, parts: Iterator[Half], draws: int) -> list[dict[str, Any]]:
    """The rows of one network: by level and number of accounts, and over all numbers (`set` 0)."""
    return summed(
        name, [row for at, half in enumerate(parts) for row in judged(half, draws, np.random.default_rng(1_000 + at))]
    )


def summed(name: str, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of sets, put together by level and number of accounts."""
    rows = []
    for level in sorted({row["level"] for row in found}):
        of_level = [row for row in found if row["level"] == level]
        numbers = (0, *sorted({row["set"] for row in of_level}))
        rows += [_summary(name, level, number, [r for r in of_level if number in (0, r["set"])]) for number in numbers]
    return rows


def _summary(name: str, level: str, number: int, of: Sequence[dict[str, Any]]) -> dict[str, Any]:
    errors = np.array([row["error"] for row in of])
    return {
        "network": name, "level": level, "set": number, "sets": len(of), "median_error": float(np.median(errors)),
        "p95_error": float(np.quantile(errors, 0.95)), "coverage": float(np.mean([row["held"] for row in of])),
    }  # fmt: skip


def as_text(rows: Sequence[dict[str, Any]]) -> str:
    """One line a network and level."""
    lines = []
    for row in rows:
        if row["set"] == 0:
            parts = [r for r in rows if r["network"] == row["network"] and r["level"] == row["level"] and r["set"]]
            by_set = "; ".join(f"{r['set']}: {r['p95_error']:.1%}, {r['coverage']:.0%}" for r in parts)
            lines.append(
                f"{row['network']:<20} {row['level']:<18} median error {row['median_error']:6.2%}, 95 % of sets within "
                f"{row['p95_error']:6.1%}, interval holds {row['coverage']:6.1%}   ({by_set})"
            )
    return "\n".join(lines)


def results(given: argparse.Namespace) -> list[dict[str, Any]]:
    """The rows that the arguments ask for."""
    reading = {"graph": given.graph, "least": given.least_followers or (LEAST_FOLLOWERS if given.graph else 1)}
    if given.train or given.test:
        if not (given.train and given.test):
            raise SystemExit("give both --train and --test")
        train, test = (read_rows(file, **reading) for file in (given.train, given.test))
        return measured(given.test.name, halves(train, shipped("network"), given.splits, test), given.draws)
    if given.data:
        lists = {file.name: read_rows(file, **reading) for file in given.data}
        return [
            row
            for name, rows in lists.items()
            for row in measured(name, halves(rows, shipped("network"), given.splits), given.draws)
        ]
    found = networks()
    known = {name: studied(rows) for name, rows in found.items()}
    rows = [
        row
        for name, lists in found.items()
        for row in measured(
            name, halves(lists, made_from([known[other] for other in known if other != name]), given.splits),
            given.draws,
        )
    ]  # fmt: skip
    return rows + summed("seen worlds", list(judged_worlds(given.draws)))


def main() -> None:
    """Reads the arguments, judges, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", help="edge lists")
    parser.add_argument("--graph", action="store_true", help="the files hold undirected friendships")
    parser.add_argument("--least-followers", type=int, help="accounts with fewer are left out")
    parser.add_argument("--train", type=Path, help="the edge list to fit on")
    parser.add_argument("--test", type=Path, help="the edge list to judge on")
    parser.add_argument("--splits", type=int, default=4, help="how often accounts are split into halves")
    parser.add_argument("--draws", type=int, default=40, help="random sets for each number of accounts and split")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--ship", action="store_true", help="print the parameters made from all networks")
    given = parser.parse_args()
    if given.ship:
        network = made_from([studied(rows) for rows in networks().values()])
        print(as_yaml([network, of_country(network)]), end="")
        return
    rows = results(given)
    print(json.dumps({"benchmark": "reach_levels", "rows": rows}, indent=1) if given.json else as_text(rows))


if __name__ == "__main__":
    main()
