"""What each creator would cost for a deliverable: their own rate where it is known, else a labelled prior."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate
from kring.match import Candidate
from kring.vocabulary.priors import fee_prior

Prior = Callable[[str, str, int], Estimate]


def fees_for(
    candidates: Sequence[Candidate], deliverable: str, rates: pa.Table | None = None, *, prior: Prior = fee_prior
) -> dict[str, Estimate]:
    """The fee of every candidate in euros without VAT, by account.

    A rate in `rates` (columns account, deliverable, fee, currency; the last row of an account counts) is declared by
    the creator and stands as it is. Without one the fee is a prior by platform and followers, with its wide interval;
    unknown where the followers are, or where the rate is in another currency.
    """
    declared = _declared(rates, deliverable)
    return {
        one.account: declared[one.account] if one.account in declared else _prior(one, deliverable, prior)
        for one in candidates
    }


def _declared(rates: pa.Table | None, deliverable: str) -> dict[str, Estimate]:
    if rates is None:
        return {}
    rows = rates.filter(pc.equal(rates["deliverable"], deliverable))
    if "observed_at" in rows.column_names:
        rows = rows.sort_by("observed_at")
    currencies = rows["currency"].to_pylist() if "currency" in rows.column_names else ["EUR"] * rows.num_rows
    return {
        account: _rate(fee, currency or "EUR")
        for account, fee, currency in zip(rows["account"].to_pylist(), rows["fee"].to_pylist(), currencies, strict=True)
        if fee is not None
    }


def _rate(fee: float, currency: str) -> Estimate:
    if currency.upper() != "EUR":
        return Estimate.unknown(f"the rate is in {currency}, not in euros", Basis.DECLARED)
    return Estimate.exact(fee, 1, Basis.DECLARED)


def _prior(candidate: Candidate, deliverable: str, prior: Prior) -> Estimate:
    if candidate.followers is None or candidate.platform is None:
        return Estimate.unknown("no rate is known and the number of followers is not known", Basis.PRIOR)
    return prior(candidate.platform, deliverable, candidate.followers)


def asked(fees: Mapping[str, Estimate], accounts: Sequence[str]) -> list[float]:
    """The amounts to plan with, in the order of accounts; 0 where a fee is unknown (only possible without a budget)."""
    known = [fees.get(account) for account in accounts]
    return [fee.value if fee is not None and fee.known else 0.0 for fee in known]
