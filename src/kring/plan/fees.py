"""What each creator would cost for a deliverable: the fee that its profile expects, or a published prior.

What is planned with is the value; the interval goes into the cost, the outlook and plans for the low end. Fees err
partly together. Published ones come from the same sources (half of the variance of their logarithm is shared: an
assumption). What others ask is in doubt as long as few fees are known: of `n` fees about 4 / (n + 4) of the variance is
that of the whole level, measured on the synthetic world with 5 to 200 fees. Named and agreed fees err by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from kring.estimate import Basis, Estimate, total
from kring.match import Candidate
from kring.profile.price import Prior, expected_fees, expected_from_prior
from kring.vocabulary.platforms import piece_on
from kring.vocabulary.priors import fee_prior

SHARED_BY_PUBLISHED = 0.5
LEVEL_AS_FEES = 4
"""As how many known fees the level of a market weighs before it is known, in the share of doubt that it is."""

GUESSED = (Basis.PRIOR, Basis.MODELLED)


def fees_for(
    candidates: Sequence[Candidate], deliverable: str, prices: pa.Table | None = None, *, prior: Prior = fee_prior
) -> dict[str, Estimate]:
    """The fee of every candidate in euros without VAT, by account.

    `prices`: rows of `kring.profile.price.PRICES`, as profiles have them. What is not in it has the published prior by
    platform and followers; unknown where these are. On a platform without the deliverable the fee is that of what is
    made in its place (`kring.vocabulary.platforms.piece_on`).
    """
    expected: dict[str, dict[str, Estimate]] = {}
    found = {}
    for one in candidates:
        piece = piece_on(one.platform, deliverable)
        if piece not in expected:
            expected[piece] = expected_fees(prices, piece)
        known = expected[piece].get(one.account)
        found[one.account] = expected_from_prior(one.platform, one.followers, piece, prior) if known is None else known
    return found


def in_common(fee: Estimate) -> float:
    """The part of the variance of a fee's logarithm that fees of its kind have in common, 0 to 1."""
    if fee.basis == Basis.PRIOR:
        return SHARED_BY_PUBLISHED
    if fee.basis == Basis.MODELLED:
        return LEVEL_AS_FEES / (LEVEL_AS_FEES + (fee.n or 0))
    return 0.0


def cost_of(fees: Sequence[Estimate]) -> Estimate:
    """The fees of different creators together; 0 without fees, unknown where one is.

    Named fees err apart from each other; published ones are wrong together, so their intervals add up in full; of what
    others ask that part adds up in full which all of them have in common.
    """
    if not fees:
        return Estimate.exact(0.0)
    if not all(fee.known for fee in fees):
        return total(fees)
    published = [fee for fee in fees if fee.basis == Basis.PRIOR]
    guessed = [fee for fee in fees if fee.basis == Basis.MODELLED]
    named = [fee for fee in fees if fee.basis not in GUESSED]
    level = [_doubt(fee, in_common(fee), fee.value) for fee in guessed]
    own = [_doubt(fee, 1 - in_common(fee), 0.0) for fee in guessed]
    groups = ((named, True), (published, False), (level, False), (own, True))
    return total([total(group, independent=apart) for group, apart in groups if group])


def _doubt(fee: Estimate, part: float, around: float) -> Estimate:
    """A part of the variance of a fee, around another value."""
    share = math.sqrt(part)
    return replace(fee, value=around, low=around - share * fee.below, high=around + share * fee.above)
