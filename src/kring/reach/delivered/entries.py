"""The known part of contacts as arrays, and rates drawn within their intervals.

What posts measured errs account by account. What published sources expect may be wrong everywhere at once, so all
priors move together; what peers or views tell does so for a part. A sum over many accounts is therefore not made
certain by adding accounts of whom nothing was measured.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.reach.counted import Z
from kring.reach.delivered.contacts import Contacts

SHARED = {Basis.PRIOR: 1.0, Basis.DECLARED: 0.5, Basis.MODELLED: 0.25}
"""Which part of the variance of a rate (on the logarithm) is the same for all rates of that basis."""

SMALLEST = 1e-9
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Entries:
    """One entry an account and deliverable of which a share is known and something is made.

    `account` (entries,): its position among the accounts. `pieces` (entries,). `rates`: the share of each.
    """

    accounts: int
    account: Whole
    pieces: Whole
    rates: tuple[Estimate, ...]

    @classmethod
    def of(cls, contacts: Contacts, accounts: Sequence[str]) -> Entries:
        """The entries of these accounts, by account and deliverable."""
        listed = [
            (place, count, contacts.share(name, deliverable))
            for place, name in enumerate(accounts)
            for deliverable, count in sorted(contacts.pieces[name].items())
            if count and contacts.share(name, deliverable).known
        ]
        account = np.array([place for place, _, _ in listed], dtype=np.int64)
        pieces = np.array([count for _, count, _ in listed], dtype=np.int64)
        return cls(len(accounts), account, pieces, tuple(rate for _, _, rate in listed))

    @property
    def values(self) -> Floats:
        """The shares, (entries,)."""
        return np.clip([rate.value for rate in self.rates], 0.0, 1.0)

    @property
    def certain(self) -> Floats:
        """1 for a piece that surely reaches everybody, else 0."""
        return np.array([float(rate.low >= 1) for rate in self.rates])

    @property
    def possible(self) -> Floats:
        """0 for a piece that surely reaches nobody, else 1."""
        return np.array([float(rate.high > 0) for rate in self.rates])

    def chances(self, shares: Floats, times: int) -> Floats:
        """The chance of 0, 1, ... or more contacts with each account, (draws, accounts, times + 1)."""
        from kring.reach.delivered.contact_kernels import contact_chances

        found: Floats = contact_chances(np.atleast_2d(shares), self.pieces, self.account, self.accounts, times)
        return found

    def contacts(self, shares: Floats) -> tuple[Floats, Floats]:
        """Mean and variance of a person's contacts with each account, each (draws, accounts)."""
        drawn = np.atleast_2d(shares)
        mean, variance = np.zeros((len(drawn), self.accounts)), np.zeros((len(drawn), self.accounts))
        for place, (account, pieces) in enumerate(zip(self.account, self.pieces, strict=True)):
            mean[:, account] += pieces * drawn[:, place]
            variance[:, account] += pieces * drawn[:, place] * (1 - drawn[:, place])
        return mean, variance

    def drawn(self, draws: int, seed: int) -> Floats:
        """Shares drawn within the intervals, (draws, entries): split normal on the logarithm, in opposite pairs."""
        rng = np.random.default_rng(seed)
        half = draws // 2
        own = rng.standard_normal((half, len(self.rates)))
        together = {basis: rng.standard_normal(half) for basis in SHARED}
        columns = []
        for place, rate in enumerate(self.rates):
            part = SHARED.get(rate.basis, 0.0)
            common = together.get(rate.basis, np.zeros(half))
            z = math.sqrt(part) * common + math.sqrt(1 - part) * own[:, place]
            columns.append(_at(rate, np.concatenate([z, -z])))
        return np.stack(columns, axis=1) if columns else np.zeros((2 * half, 0))


def _at(rate: Estimate, z: Floats) -> Floats:
    """The share that lies z standard deviations from the value."""
    value, low, high = (max(end, SMALLEST) for end in (rate.value, rate.low, rate.high))
    side = np.where(z < 0, math.log(value / low), math.log(high / value)) / Z
    share: Floats = np.minimum(value * np.exp(z * side), 1.0)
    return share
