"""The goals for planning, judged by the rows of one run of `plan_scale`: met, not met or not measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROUNDING = 1e-9


@dataclass(frozen=True)
class Row:
    """One method on one task of one instance. `not_run`: why there are no figures. Times in seconds.

    `trace`: after how many seconds of solving which gap was certified.
    """

    instance: str
    kind: str
    task: str
    creators: int
    pairs: int
    method: str
    value: float | None = None
    preparation_seconds: float | None = None
    solve_seconds: float | None = None
    peak_megabytes: float | None = None
    bound: float | None = None
    not_run: str | None = None
    trace: Sequence[tuple[float, float]] = ()

    @property
    def seconds(self) -> float:
        """Preparation and solving."""
        return (self.preparation_seconds or 0.0) + (self.solve_seconds or 0.0)

    @property
    def gap(self) -> float | None:
        """How far below the proven bound at most, as a share of it."""
        if self.bound is None or self.value is None:
            return None
        return max(self.bound - self.value, 0.0) / self.bound if self.bound > 0 else 0.0

    def seconds_to(self, gap: float) -> float | None:
        """Seconds, preparation included, after which this gap was certified; None when it never was."""
        for seconds, reached in self.trace:
            if reached <= gap:
                return (self.preparation_seconds or 0.0) + seconds
        return self.seconds if self.gap is not None and self.gap <= gap else None


@dataclass(frozen=True)
class Verdict:
    """One goal, what was measured (None: nothing was) and whether that meets it."""

    goal: str
    measured: str | None
    met: bool

    @property
    def words(self) -> str:
        """The verdict as it is printed."""
        return "not measured" if self.measured is None else "met" if self.met else "not met"


def verdicts(rows: list[Row]) -> list[Verdict]:
    """Every goal, judged."""
    ours = {(row.instance, row.kind, row.method): row for row in rows if row.value is not None}
    found = [_fast(ours, creators, seconds, gigabytes) for creators, seconds, gigabytes in FAST]
    found += [_times(ours, peer, times) for peer, times in TIMES]
    found += [_gap(ours, *goal) for goal in GAPS]
    found.append(Verdict("dual against HiGHS LP within 0.05 %: tests/plan/test_bound.py", None, False))
    return [*found, _never_lower(rows)]


FAST = ((10_000, 0.05, None), (100_000, 0.5, 2.0), (1_000_000, 5.0, 8.0))
TIMES = (("submodlib", 300), ("apricot", 1_000))
GAPS = (
    ("10,000 creators", "target", 0.001, 1.0), ("10,000 creators", "quotas", 0.005, 5.0),
    ("100,000 creators", "target", 0.02, 10.0), ("100,000 creators", "target", 0.01, float("inf")),
    ("10,000 creators", "seen", 0.015, 3.0), ("dense follow lists", "budget", 0.042, 1.0),
)  # fmt: skip
Found = dict[tuple[str, str, str], Row]


def _fast(ours: Found, creators: int, seconds: float, gigabytes: float | None) -> Verdict:
    """A first set for a target group within a budget, slicing included."""
    room = "" if gigabytes is None else f" within {gigabytes:g} GB"
    goal = f"{creators:,} creators, target group, first set in {seconds:g} s{room}"
    row = ours.get((f"{creators:,} creators", "target", "kring greedy"))
    if row is None:
        return Verdict(goal, None, False)
    peak = (row.peak_megabytes or 0.0) / 1024
    met = row.seconds <= seconds and (gigabytes is None or peak <= gigabytes)
    return Verdict(goal, f"{row.seconds:.3f} s, {peak:.2f} GB", met)


def _times(ours: Found, peer: str, times: int) -> Verdict:
    """An equal set of so many creators, against a peer with its conversion."""
    goal = f"10,000 creators, equal value, {times:,} times faster than {peer} with its conversion"
    us, other = (ours.get(("10,000 creators", "number", method)) for method in ("kring greedy", peer))
    if us is None or other is None or us.value is None or other.value is None:
        return Verdict(goal, None, False)
    ratio = other.seconds / us.seconds
    return Verdict(goal, f"{ratio:,.0f} times", ratio >= times and us.value >= other.value * (1 - ROUNDING))


def _gap(ours: Found, instance: str, kind: str, gap: float, seconds: float) -> Verdict:
    """A certified gap in a time, preparation included; what is found after it is said too."""
    limit = "" if seconds == float("inf") else f" in {seconds:g} s"
    goal = f"{instance}, {kind}: certified gap at most {gap:.1%}{limit}"
    row = ours.get((instance, kind, "kring"))
    if row is None or row.gap is None:
        return Verdict(goal, None, False)
    at = row.seconds_to(gap)
    after = "" if at is None else f"after {at:.2f} s, then "
    return Verdict(goal, f"{after}{row.gap:.3%} in {row.seconds:.2f} s", at is not None and at <= seconds)


def _never_lower(rows: Iterable[Row]) -> Verdict:
    """No peer has a higher value on any task."""
    by_task: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.value is not None:
            by_task.setdefault((row.instance, row.kind), []).append(row)
    compared, lower = 0, []
    for (instance, kind), there in by_task.items():
        us = [row.value for row in there if row.method == "kring" and row.value is not None]
        peers = [row for row in there if not row.method.startswith("kring")]
        compared += len(peers) if us else 0
        lower += [f"{instance}, {kind}: {one.method}" for one in peers if us and _above(one.value, us[0])]
    measured = f"{compared} comparisons; lower: {'; '.join(lower) or 'none'}"
    return Verdict("never a lower objective than a peer", measured if compared else None, not lower)


def _above(theirs: float | None, ours: float) -> bool:
    return theirs is not None and theirs > ours * (1 + ROUNDING) + ROUNDING
