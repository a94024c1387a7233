"""Tiers by Kring's boundaries and the other named schemes, from `kring.vocabulary.tiers`."""

from __future__ import annotations

from kring.vocabulary.tiers import KRING, SCHEMES, TierScheme
from reference.markdown import code, number, page, table

INTRODUCTION = """
A tier says how large an account's following is. The lower bound belongs to the tier. Sources cut elsewhere, so a figure
by tier always names its scheme; Kring's own is the default.
"""


def tiers_page() -> str:
    """The page with what each tier means and where each scheme cuts."""
    meanings = [
        (f"**{tier.words.en}**", f"**{tier.words.nl}**", tier.description.en, tier.description.nl)
        for tier in KRING.tiers
    ]
    return page(
        "Tiers",
        INTRODUCTION,
        table(("English", "Nederlands", "meaning", "betekenis"), meanings),
        *(_scheme(scheme) for scheme in SCHEMES.values()),
    )


def _scheme(scheme: TierScheme) -> str:
    rows = [(code(tier.name), number(tier.low), _last(tier.below)) for tier in scheme.tiers]
    return f"## {scheme.name}\n\n{scheme.source}.\n\n" + table(("tier", "from followers", "up to and including"), rows)


def _last(below: int | None) -> str:
    return number(None if below is None else below - 1)
