"""`Samples`: unique reach where the lists themselves may not be kept, or are too many: a sample of each account.

Of each account the k people with the smallest hash are kept (bottom-k), and as threshold the smallest hash left out.
The hash is the same for all accounts, so their samples are coordinated: who is in one with a small hash is in all that
hold the person. All samples of a set are used: a person counts with the largest threshold among the accounts whose
sample holds them, which is the probability to be sampled by any. Union, segments, exclusive reach and frequency follow
without bias.

Source: Cohen and Kaplan, "Tighter estimation using bottom-k sketches", VLDB 2008 (arXiv 0802.3448), and "Leveraging
discarded samples for tighter estimation of multiple-set aggregates", SIGMETRICS 2009.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.estimate import Basis, weakest
from kring.reach.audience import Audience
from kring.reach.building import build
from kring.reach.counts import read_only
from kring.reach.figures import MOST_TIMES, Reach
from kring.reach.merging import merged, rows_taken
from kring.reach.sampled_figures import SampledCounter
from kring.reach.segment import Segment
from kring.reach.storage import mapped, read_all_but_rows, replaced, write_all_but_rows
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import weakest_basis

SIZE = 1_024
EVERYBODY = np.uint64(2**64 - 1)
"""The threshold of an account that is kept whole."""


@dataclass(frozen=True)
class Samples:
    """A bottom-k sample of each account.

    `sampled`: an audience of the sampled people only. `thresholds` (accounts,): who has a hash below is in the sample.
    `size`: the most people kept of an account.
    """

    sampled: Audience
    thresholds: NDArray[np.uint64]
    size: int = SIZE

    @classmethod
    def of(cls, audience: Audience, size: int = SIZE) -> Samples:
        """The samples of an audience."""
        whole = np.full(len(audience.accounts), EVERYBODY, dtype=np.uint64)
        return _drawn(audience, whole, size)

    @classmethod
    def build(cls, audience_people: pa.Table, people: pa.Table | None = None, size: int = SIZE) -> Samples:
        """The samples of a batch of pairs, which needn't be kept after."""
        return cls.of(build(audience_people, people), size)

    def merged(self, newer: Samples) -> Samples:
        """These samples with those of a later batch: the same as sampling all pairs together."""
        both = merged(self.sampled, newer.sampled)
        own, more = rows_taken(self.sampled, newer.sampled)[:2]
        thresholds = np.minimum(_thresholds(self, own), _thresholds(newer, more))
        return _drawn(both, thresholds, min(self.size, newer.size))

    @classmethod
    def open(cls, folder: str | Path) -> Samples:
        """The samples kept in a folder, memory-mapped; raises WorkspaceProblem when there are none."""
        place = Path(folder)
        without_rows = read_all_but_rows(place)
        sampled = replace(without_rows, rows=mapped(place / "rows.npy"))
        return cls(sampled, np.asarray(mapped(place / "thresholds.npy")), int(mapped(place / "size.npy")[0]))

    def save(self, folder: str | Path) -> None:
        """Keep them in a folder; what stood there is replaced only when everything is written."""
        with replaced(Path(folder)) as fresh:
            np.save(fresh / "rows.npy", self.sampled.rows)
            np.save(fresh / "thresholds.npy", self.thresholds)
            np.save(fresh / "size.npy", np.array([self.size]))
            write_all_but_rows(self.sampled, fresh)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The names of the accounts, in order."""
        return self.sampled.accounts

    @property
    def probabilities(self) -> NDArray[np.float64]:
        """How likely a person around each account is in its sample, shape (accounts,)."""
        return self.thresholds / float(EVERYBODY)

    def unique_reach(
        self, accounts: Sequence[str], segment: Segment | None = None, *, group: TargetGroup | None = None
    ) -> Reach:
        """Whom these accounts reach together, as `kring.reach.unique_reach` says it, each figure an estimate.

        Exact, and measured where the lists are complete, when every account asked for is kept whole. `group` is a
        target group of `sampled` that was made before.
        """
        named = tuple(dict.fromkeys(accounts))
        known = tuple(account for account in named if account in self.sampled)
        group = group or target_group(self.sampled, segment)
        if not known:
            return Reach.of_nobody(named, group.segment, self.sampled.synthetic)
        return _reach(self, named, known, group)


def hashes(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each key, evenly spread, the same everywhere: the finaliser of SplitMix64 (Steele, Lea, Flood 2014)."""
    mixed = np.ascontiguousarray(keys).view(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _drawn(audience: Audience, thresholds: NDArray[np.uint64], size: int) -> Samples:
    from kring.reach.sample_kernel import smallest

    drawn, rows, cuts = smallest(
        read_only(audience.indptr), read_only(audience.rows), hashes(audience.keys), thresholds, size
    )
    return Samples(_of_these(replace(audience, indptr=drawn, rows=rows)), cuts, size)


def _of_these(audience: Audience) -> Audience:
    """The audience without the people who are in no row."""
    held = np.zeros(audience.people, dtype=bool)
    held[audience.rows] = True
    number = (np.cumsum(held) - 1).astype(np.int32)
    kept = np.flatnonzero(held)
    return replace(
        audience, rows=number[audience.rows], keys=np.asarray(audience.keys)[kept],
        attributes={name: attribute.in_order(kept) for name, attribute in audience.attributes.items()},
        interests=audience.interests.in_order(kept),
    )  # fmt: skip


def _thresholds(samples: Samples, places: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The threshold of each place, no limit for -1."""
    if not len(samples.thresholds):
        return np.full(len(places), EVERYBODY, dtype=np.uint64)
    return np.where(places < 0, EVERYBODY, samples.thresholds[places])


def _reach(samples: Samples, named: Sequence[str], known: tuple[str, ...], group: TargetGroup) -> Reach:
    from kring.reach.sample_kernel import tallies

    there = samples.sampled
    places = np.array([there.place(account) for account in known], dtype=np.int64)
    order = np.argsort(-samples.probabilities[places], kind="stable")
    worth = 1 / samples.probabilities[places][order]
    least, each, total, covariance, exactly, exclusive = tallies(
        read_only(there.indptr), read_only(there.rows), places[order], worth,
        read_only(group.classes), len(group.weights), MOST_TIMES,
    )  # fmt: skip
    basis = weakest_basis(there, known)
    hidden = float(worth[-1] - 1)
    counter = SampledCounter(group, basis if hidden == 0 else weakest([basis, Basis.SAMPLED]), hidden)
    position = np.argsort(order)
    unique, shared = counter.inside(least[:2])
    return Reach(
        accounts=known,
        unknown_accounts=tuple(account for account in named if account not in there),
        incomplete_accounts=tuple(account for account in known if not there.complete[there.place(account)]),
        engaged_accounts=tuple(account for account in known if not there.are_followers([account])),
        segment=group.segment,
        synthetic=there.synthetic,
        unique=unique,
        outside=counter.outside(least[:1])[0],
        everybody=counter.everybody(least[:1])[0],
        sum=counter.inside(total[None])[0],
        shared=shared,
        frequency=counter.mean_times(total, least[0], covariance),
        distribution=tuple(counter.less(exactly)),
        each=dict(zip(known, counter.inside(each[position]), strict=True)),
        exclusive=dict(zip(known, counter.less(exclusive[position]), strict=True)),
    )
