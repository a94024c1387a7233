"""`Offer`: what may be bought of one account: a bundle for a fee, in a week where weeks count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from kring.estimate import Basis, Estimate, total
from kring.match import Candidate
from kring.match.bundle import Bundle
from kring.plan.fees import fees_for
from kring.vocabulary import platforms

Fees = Mapping[tuple[str, Bundle], Estimate]


@dataclass(frozen=True)
class Offer:
    """One thing that may be bought: `bundle` by `candidate` for `fee`, in the week that begins on `week`.

    `week` is None where weeks don't count.
    """

    candidate: Candidate
    bundle: Bundle
    fee: Estimate
    week: date | None = None

    @property
    def account(self) -> str:
        """Whose offer it is."""
        return self.candidate.account


def offer_fees(candidates: Sequence[Candidate], bundles: Iterable[Bundle], prices: pa.Table | None = None) -> Fees:
    """What every candidate asks for every bundle: the fees of its pieces together; `prices` as in `fees_for`.

    Pieces of one creator are priced alike, so their intervals add up in full.
    """
    kinds = dict.fromkeys(name for bundle in bundles for name in bundle.deliverables)
    of_piece = {kind: fees_for(candidates, kind, prices) for kind in kinds}
    return {
        (one.account, bundle): _together(
            [scaled(of_piece[kind][one.account], number) for kind, number in bundle.pieces]
        )
        for one in candidates
        for bundle in bundles
    }


def _together(pieces: Sequence[Estimate]) -> Estimate:
    return pieces[0] if len(pieces) == 1 else total(pieces, independent=False)


def given_fees(
    candidates: Sequence[Candidate], bundles: Sequence[Bundle], fees: Mapping[str, Estimate]
) -> dict[tuple[str, Bundle], Estimate]:
    """Fees given by account, for whatever it makes; or by "account: bundle" for one bundle of it."""
    found = {}
    for one in candidates:
        for bundle in bundles:
            fee = fees.get(f"{one.account}: {bundle.name}", fees.get(one.account))
            if fee is not None:
                found[one.account, bundle] = fee
    return found


def made_on(candidate: Candidate, bundle: Bundle) -> bool:
    """Whether the candidate's platform has everything in the bundle; of an unknown platform it is taken so."""
    known = platforms.platforms().get(candidate.platform or "")
    return known is None or all(name in known.deliverables for name in bundle.deliverables)


def scaled(estimate: Estimate, factor: float) -> Estimate:
    """An estimate times a plain number of 0 or more."""
    if not estimate.known:
        return estimate
    low, high = estimate.low * factor, estimate.high * factor
    return Estimate(estimate.value * factor, low, high, estimate.basis, estimate.n, estimate.level)


def added_up(parts: Sequence[Estimate]) -> Estimate:
    """The sum of figures of different creators; 0 without parts.

    Measured ones err apart from each other; priors come from the same sources and can be wrong together, so their
    intervals add up in full.
    """
    if not parts:
        return Estimate.exact(0.0)
    alone = [one for one in parts if one.basis != Basis.PRIOR]
    guessed = [one for one in parts if one.basis == Basis.PRIOR]
    sums = [total(group, independent=apart) for group, apart in ((alone, True), (guessed, False)) if group]
    return total(sums)
