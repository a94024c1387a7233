"""Quantities of the company itself: how much a creator is about what it is about, and whether that is enough.

Likeness in niches is that of `kring.match.brand_fit`; for creators of a tier that it counts more for it is asked twice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.match.brand_fit.company import Company
from kring.match.brief import Brief
from kring.match.criteria.bits import At, Flags
from kring.match.criteria.criterion import Floats
from kring.match.criteria.pool import Pool
from kring.vocabulary.brand_fit import fit_rules
from kring.vocabulary.niches import niches
from kring.vocabulary.tiers import KRING

SMALLER = -1.0
"""The likeness that is not asked for a second time, of creators below the tiers it counts more for."""


def company_of(brief: Brief, pool: Pool) -> Company | None:
    """The company of a brief, None where nothing is known of it."""
    name = brief.company.strip()
    return pool.kept(f"company {name.casefold()}", lambda: pool.companies(name)) if name else None


def brand_fit(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """How alike creator and company are in niches; None where it is not known what the company is about."""
    company = company_of(brief, pool)
    return _likenesses(company, pool, at) if company and company.profile.niches else None


def brand_fit_of_larger(brief: Brief, pool: Pool, at: At) -> Floats | None:
    """The same once more, `SMALLER` for creators of tiers where it counts once, unknown where the tier is."""
    found = brand_fit(brief, pool, at)
    if found is None:
        return None
    counts = _by_tier(pool, at, {name: one.counts for name, one in fit_rules().tiers.items()})
    return np.where(np.isnan(counts), np.nan, np.where(counts > 1, found, SMALLER))


def fits_enough(brief: Brief, pool: Pool, at: At) -> Flags:
    """Whose likeness is not below what is asked of their tier; one that is unknown is no reason to stop anybody."""
    asked = {name: np.nan if one.gate is None else one.gate for name, one in fit_rules().tiers.items()}
    gates = _by_tier(pool, at, asked)
    company = company_of(brief, pool)
    found = brand_fit(brief, pool, at) if company and company.fit_is_a_gate else None
    return np.ones(len(gates), dtype=bool) if found is None else ~(found < gates)


def _likenesses(company: Company, pool: Pool, at: At) -> Floats:
    from kring.match.brand_fit.likeness_kernel import likenesses

    rows = np.arange(len(pool)) if isinstance(at, slice) else at
    entries = pool.entries("niches", "niche")
    starts, numbers, shares = entries.by_account
    names = [*entries.names, *sorted(company.profile.niches.keys() - set(entries.names))]
    brand = np.array([_share(company, name) for name in names])
    return likenesses(rows, starts, numbers, shares, brand, _near(names), fit_rules().near)


def _share(company: Company, niche: str) -> float:
    known = company.profile.niches.get(niche)
    return known.value if known is not None and known.known else -1.0


def _near(names: list[str]) -> NDArray[np.bool_]:
    known = niches()
    return np.array([[other in known[name].near if name in known else False for other in names] for name in names])


def _by_tier(pool: Pool, at: At, values: dict[str, float]) -> Floats:
    """A value by tier at these places, NaN where the tier is unknown."""
    numbers = pool.tiers.numbers[at]
    return np.array([*(values[tier.name] for tier in KRING.tiers), np.nan])[numbers]
