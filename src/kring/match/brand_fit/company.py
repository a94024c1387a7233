"""`Company`: the company of a brief as matching knows it: what it is about, and which accounts are its own."""

from __future__ import annotations

from dataclasses import dataclass

from kring.match.brand_fit.brand_profiles import BrandProfile


@dataclass(frozen=True)
class Company:
    """One company. `accounts`: its own, which it is never matched with.

    `fit_is_a_gate`: whether a fit that is too small stops creators from meso up.
    """

    profile: BrandProfile
    accounts: frozenset[str] = frozenset()
    fit_is_a_gate: bool = True


def no_company(name: str) -> Company | None:
    """Where no company is known."""
    return None
