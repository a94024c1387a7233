"""How small and how close bottom-k samples are, against theta sketches (datasketches, where installed) in the same run.

    python benchmarks/reach_samples.py [--creators 10000] [--draws 20] [--size 2048] [--json]

Sets of 50 of the generated creators (`benchmarks/instances.py`), any and of neighbouring size, in five groups from
everybody to some tens of people. Each draw takes other keys, so the errors are those of the sampling. Theta: lg_k = 12
for each account and the union, and for the segment lg_k = 16. Goals: at most 0.35 times its bytes a creator and 0.55
times its error; the 95 % interval holds the truth in 93-97 % of cases from 300 people. Sets of small accounts are kept
whole and have no interval: the share of such cases is "exact", and they don't count for how often the interval holds.

Bytes of a sample are those of its files that tell who is sampled of each account: rows, hashes of the people, which
all accounts share, sizes, thresholds, and what each account is known by. Theta tells no more. What is known of the
people, and the names of the accounts, come on top: "with what is known". Where datasketches is not installed, theta's
bytes are those it took in a trial on 10,000 creators made in the same way, and its error is left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from instances import follower_lists
from kring.reach import Audience, Samples, Segment, TargetGroup, unique_reach
from kring.reach.sample_hash import hashes
from kring.reach.sample_storage import SAMPLED
from kring.reach.samples import SIZE
from reach import GROUPS, generated

try:
    import datasketches
except ImportError:
    datasketches = None

SETS, OF = 8, 50
LG, LG_SEGMENT = 12, 16
TRIAL_BYTES = 11_834
"""What theta took a creator, of 10,000 generated ones, when the goals were set."""

BYTES, ERROR = 0.35, 0.55
"""The goals: at most so many times theta's."""

Classes = NDArray[np.uint8]


def groups_of(people: int, draw: np.random.Generator) -> dict[str, Classes]:
    """Groups by chance, of shares of the people that fall from all to one in five thousand."""
    shares = dict(zip(GROUPS, (1.0, 1 / 6, 1 / 9, 1 / 50, 1 / 1_000), strict=True))
    return {name: (draw.random(people) < share).astype(np.uint8) for name, share in shares.items()}


def as_group(classes: Classes) -> TargetGroup:
    """A target group of people known to be in or out."""
    return TargetGroup(Segment(), classes, np.array([0.0, 1.0]))


def sets_of(there: Audience, draw: np.random.Generator) -> list[list[str]]:
    """Sets of accounts to ask for: half of them any, half with alike sizes."""
    by_size = np.argsort(there.sizes, kind="stable")
    starts = draw.integers(0, len(by_size) - OF, SETS // 2)
    places = [draw.permutation(len(by_size))[:OF] for _ in range(SETS - SETS // 2)]
    places += [by_size[start : start + OF] for start in starts]
    return [[there.accounts[place] for place in sorted(chosen)] for chosen in places]


def sketched(keys: NDArray[np.int64], lg: int) -> Any:
    """A theta sketch of people."""
    sketch = datasketches.update_theta_sketch(lg)
    for key in keys.tolist():
        sketch.update(key)
    return sketch.compact()


def by_theta(rows: Sequence[NDArray[np.int32]], keys: NDArray[np.int64], groups: dict[str, Classes]) -> list[float]:
    """The unions in the groups by theta sketches."""
    union = datasketches.theta_union(LG)
    for row in rows:
        union.update(sketched(keys[row], LG))
    whole, found = union.get_result(), []
    for number, classes in enumerate(groups.values()):
        if number == 0:
            found.append(whole.get_estimate())
            continue
        both = datasketches.theta_intersection()
        both.update(whole)
        both.update(sketched(keys[classes > 0], LG_SEGMENT))
        found.append(both.get_result().get_estimate())
    return found


def theta_bytes(there: Audience) -> float:
    """The bytes a creator takes as a theta sketch, over 200 of them."""
    some = range(0, len(there.accounts), max(len(there.accounts) // 200, 1))
    return float(
        np.mean([len(sketched(there.keys[there.row(there.accounts[place])], LG).serialize()) for place in some])
    )


def sample_bytes(samples: Samples) -> tuple[float, float]:
    """The bytes a creator takes as a sample, and with what is known of the people and accounts."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "samples"
        samples.save(kept)
        size = {file.stem: file.stat().st_size for file in kept.iterdir()}
    whom = sum(size[name] for name in (*SAMPLED, "known_by", "complete"))
    return whom / len(samples.accounts), sum(size.values()) / len(samples.accounts)


def measured(there: Audience, draws: int, size: int) -> dict[str, list[Any]]:
    """For each set and group and draw: the truth, the estimate, and theta's."""
    draw = np.random.default_rng(1)
    groups, sets = groups_of(there.people, draw), sets_of(there, draw)
    truths = {
        (number, name): unique_reach(there, chosen, group=as_group(classes)).unique.value
        for number, chosen in enumerate(sets)
        for name, classes in groups.items()
    }
    found: dict[str, list[Any]] = {"cases": [], "bytes": [], "drawing": [], "asking": []}
    for one in range(draws):
        keys = draw.integers(-(2**63), 2**63 - 1, there.people)
        start = time.perf_counter()
        samples = Samples.of(replace(there, keys=keys), size)
        found["drawing"].append(time.perf_counter() - start)
        if one == 0:
            found["bytes"] = list(sample_bytes(samples))
        hashed = hashes(keys).view(np.int64)
        order = np.argsort(hashed)
        number_of = order[np.searchsorted(hashed, samples.sampled.keys, sorter=order)]
        for number, chosen in enumerate(sets):
            theta = [float("nan")] * len(groups)
            if datasketches and one < 5:
                theta = by_theta([there.row(account) for account in chosen], keys, groups)
            start = time.perf_counter()
            for (name, classes), peer in zip(groups.items(), theta, strict=True):
                said = samples.unique_reach(chosen, group=as_group(classes[number_of])).unique
                found["cases"].append((name, truths[number, name], said, peer))
            found["asking"].append(time.perf_counter() - start)
    return found


def said(found: dict[str, list[Any]], theta: float) -> list[dict[str, Any]]:
    """The figures: one line a group, and one for size and speed."""
    whom, everything = found["bytes"]
    rows: list[dict[str, Any]] = [{
        "group": "all", "bytes_a_creator": whom, "with_what_is_known": everything, "theta_bytes_a_creator": theta,
        "times_theta_bytes": whom / theta, "within_goal": whom <= BYTES * theta,
        "drawing_seconds": min(found["drawing"]), "five_answers_ms": min(found["asking"]) * 1e3,
    }]  # fmt: skip
    for name in GROUPS:
        cases = [(true, estimate, peer) for group, true, estimate, peer in found["cases"] if group == name and true > 0]
        errors = np.array([estimate.value / true - 1 for true, estimate, _ in cases])
        peers = np.array([peer / true - 1 for true, _, peer in cases])
        peer = float(np.sqrt(np.nanmean(peers**2))) if np.isfinite(peers).any() else float("nan")
        error = float(np.sqrt(np.mean(errors**2)))
        unsure = [(true, estimate) for true, estimate, _ in cases if estimate.low < estimate.high]
        rows.append({
            "group": name, "people": float(np.median([true for true, *_ in cases])), "cases": len(cases),
            "error": error, "bias": float(errors.mean()), "theta_error": peer, "times_theta_error": error / peer,
            "within_goal": error <= ERROR * peer if np.isfinite(peer) else None,
            "exact": 1 - len(unsure) / len(cases),
            "interval_holds": float(np.mean([one.low <= true <= one.high for true, one in unsure])),
        })  # fmt: skip
    return rows


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, default=10_000)
    options.add_argument("--draws", type=int, default=20)
    options.add_argument("--size", type=int, default=SIZE)
    options.add_argument("--json", action="store_true")
    asked = options.parse_args()
    there = generated(follower_lists(asked.creators))
    theta = theta_bytes(there) if datasketches else float(TRIAL_BYTES)
    rows = said(measured(there, asked.draws, asked.size), theta)
    if asked.json:
        print(json.dumps(rows))
        return
    if not datasketches:
        print(
            f"datasketches is not installed: theta's {TRIAL_BYTES:,} bytes are of a trial on 10,000 creators, no error"
        )
    for row in rows:
        figures = [f"{name} {value:,.3f}" for name, value in row.items() if isinstance(value, float)]
        figures += [f"{name} {value}" for name, value in row.items() if name in ("cases", "within_goal")]
        print(f"{row['group']}: {', '.join(figures)}")


if __name__ == "__main__":
    main()
