"""Fees: a creator's own rate first, else a labelled prior, else unknown."""

from __future__ import annotations

import pyarrow as pa

from kring.estimate import Basis
from kring.match import Candidate
from kring.plan import fees_for

NANO = Candidate("instagram:a", platform="instagram", followers=3_000)
RATES = pa.table({
    "account": ["instagram:a", "instagram:a", "instagram:b"], "deliverable": ["post", "story", "post"],
    "fee": [120.0, 60.0, 90.0], "currency": ["EUR", "EUR", "USD"],
})  # fmt: skip


def test_a_rate_is_declared_and_exact() -> None:
    fee = fees_for([NANO], "post", RATES)["instagram:a"]
    assert (fee.value, fee.is_exact, fee.basis) == (120, True, Basis.DECLARED)


def test_without_a_rate_the_prior_is_wide_and_labelled() -> None:
    fee = fees_for([NANO], "reel", RATES)["instagram:a"]
    assert fee.basis == Basis.PRIOR
    assert fee.high >= 2 * fee.low > 0


def test_a_rate_in_another_currency_and_unknown_followers_give_no_fee() -> None:
    fees = fees_for(
        [Candidate("instagram:b", followers=900, platform="instagram"), Candidate("instagram:c")], "post", RATES
    )
    assert not fees["instagram:b"].known
    assert "USD" in fees["instagram:b"].reason
    assert not fees["instagram:c"].known


def test_the_newest_rate_counts() -> None:
    rates = pa.table({
        "account": ["instagram:a"] * 2, "deliverable": ["post"] * 2, "fee": [150.0, 120.0], "currency": ["EUR"] * 2,
        "observed_at": [2, 1],
    })  # fmt: skip
    assert fees_for([NANO], "post", rates)["instagram:a"].value == 150
