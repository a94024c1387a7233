"""What each creator would cost for a deliverable: their own rate where it is known, else a labelled prior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from kring.estimate import Estimate
from kring.match import Candidate
from kring.profile.price import Prior, declared_rates, expected_from_prior
from kring.vocabulary.priors import fee_prior


def fees_for(
    candidates: Sequence[Candidate], deliverable: str, rates: pa.Table | None = None, *, prior: Prior = fee_prior
) -> dict[str, Estimate]:
    """The fee of every candidate in euros without VAT, by account.

    A rate in `rates` (columns account, deliverable, fee, currency; the last row of an account counts) is declared by
    the creator and stands as it is. Without one the fee is a prior by platform and followers, with its wide interval;
    unknown where the followers are, or where the rate is in another currency.
    """
    declared = declared_rates(rates, deliverable)
    return {
        one.account: declared[one.account]
        if one.account in declared
        else expected_from_prior(one.platform, one.followers, deliverable, prior)
        for one in candidates
    }


def asked(fees: Mapping[str, Estimate], accounts: Sequence[str]) -> list[float]:
    """The amounts to plan with, in the order of accounts; 0 where a fee is unknown (only possible without a budget)."""
    known = [fees.get(account) for account in accounts]
    return [fee.value if fee is not None and fee.known else 0.0 for fee in known]
