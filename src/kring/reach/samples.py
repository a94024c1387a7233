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
from kring.reach.renumbering import of_accounts, of_people_in_rows
from kring.reach.sample_hash import EVERYBODY, hashes
from kring.reach.sample_storage import open_samples, save_samples
from kring.reach.sampled_figures import SampledCounter
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import weakest_basis

SIZE = 2_048
"""People kept of an account: enough for an error of 5 % at most in 95 % of cases, which the same people around every
account ask most for (1,540 of very many), and some to spare.
"""


@dataclass(frozen=True)
class Samples:
    """A bottom-k sample of each account.

    `sampled`: an audience of the sampled people only, whose keys are hashes of their person keys
    (`kring.reach.sample_hash`). `thresholds` (accounts,): who has a hash below is in the sample.
    `size`: the most people kept of an account.
    """

    sampled: Audience
    thresholds: NDArray[np.uint64]
    size: int = SIZE

    @classmethod
    def of(cls, audience: Audience, size: int = SIZE) -> Samples:
        """The samples of an audience."""
        whole = np.full(len(audience.accounts), EVERYBODY, dtype=np.uint64)
        return _drawn(replace(audience, keys=_by_hash(audience)), whole, size)

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

    def beside(self, audience: Audience) -> Samples:
        """These samples with the lists of an audience beside them, each kept whole: for accounts of which some lists
        may be stored and others not. An account of both counts by its list. Keys of people must be of one making.
        """
        lists = replace(audience, keys=_by_hash(audience))
        others = [place for place, account in enumerate(self.accounts) if account not in audience]
        both = merged(of_accounts(self.sampled, others), lists)
        own = {self.accounts[place]: self.thresholds[place] for place in others}
        thresholds = np.array([own.get(account, EVERYBODY) for account in both.accounts], dtype=np.uint64)
        return Samples(both, thresholds, self.size)

    @classmethod
    def open(cls, folder: str | Path) -> Samples:
        """The samples kept in a folder; raises WorkspaceProblem when there are none that this version reads."""
        return cls(*open_samples(Path(folder)))

    def save(self, folder: str | Path) -> None:
        """Keep them in a folder; what stood there is replaced only when everything is written."""
        save_samples(self, Path(folder))

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


def _by_hash(audience: Audience) -> NDArray[np.int64]:
    """The keys by which samples know the people of an audience."""
    return hashes(audience.keys).view(np.int64)


def _drawn(audience: Audience, thresholds: NDArray[np.uint64], size: int) -> Samples:
    """The samples of an audience whose keys are hashes."""
    from kring.reach.sample_kernel import smallest

    indptr, rows, cuts = smallest(
        read_only(audience.indptr), read_only(audience.rows), audience.keys.view(np.uint64), thresholds, size
    )
    return Samples(of_people_in_rows(replace(audience, indptr=indptr, rows=rows)), cuts, size)


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
