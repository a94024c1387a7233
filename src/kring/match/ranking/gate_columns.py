"""What each gate of a brief says of the columns of a pool: who holds, at whichever places are asked for.

What a gate asks is said in `kring.match.gates` and `kring.match.limit_gates`; here the same is asked of columns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import numpy as np

from kring.match.brief import Brief
from kring.match.candidates import niche_of
from kring.match.criteria.bits import At, Bits, Flags, Places, any_of, at_places, packed
from kring.match.criteria.entries import Entries
from kring.match.criteria.of_company import company_of, fits_enough
from kring.match.criteria.of_profile import nothing
from kring.match.criteria.of_terms import fee, terms_asked
from kring.match.criteria.pool import Pool
from kring.match.limit_gates import FIGURE_GATES, FigureGate

Test = Callable[[At], Flags]
"""Who holds, at these places."""
NICHE_ENOUGH = 0.1
"""An account is about a niche that the brief lists when at least this share of its posts is."""


def of_lists(brief: Brief, pool: Pool) -> dict[str, Bits]:
    """By list of the brief, who is in it: platforms, languages, tiers, niches."""
    lists: dict[str, Callable[[Brief, Pool], tuple[Bits, Bits]]] = {
        "platforms": partial(_among, column="platform"), "languages": partial(_among, column="language"),
        "tiers": _tiers, "niches": _niches,
    }  # fmt: skip
    found = {}
    for name, inside in lists.items():
        if getattr(brief, name):
            holds, known = inside(brief, pool)
            found[name] = holds | ~known if brief.unknown == "keep" else holds
    return found


def nobody_of(pool: Pool, name: str, accounts: Collection[str]) -> dict[str, Bits]:
    """Who is none of these accounts, where there are any."""
    return nobody_at(pool, name, pool.places_of(accounts)) if accounts else {}


def nobody_at(pool: Pool, name: str, places: Places) -> dict[str, Bits]:
    """Who stands at none of these places, where there are any."""
    return {name: ~at_places(places, len(pool))} if len(places) else {}


def of_figures(brief: Brief, pool: Pool) -> dict[str, Test]:
    """By limit on a figure, who keeps to it."""
    asked = {gate: getattr(brief.limits, gate.name) for gate in FIGURE_GATES}
    return {
        gate.name: partial(_keeps_to, brief, pool, gate, limit) for gate, limit in asked.items() if limit is not None
    }


def of_fee(brief: Brief, pool: Pool) -> dict[str, Test]:
    """Who is within the budget and within the range of fees that the brief takes."""
    if brief.budget is None and not brief.fees.plain():
        return {}
    return {"fee": partial(_affordable, brief, pool)}


def of_company(brief: Brief, pool: Pool) -> dict[str, Test]:
    """Who fits what is known of the company, as far as that is a gate for their size."""
    company = company_of(brief, pool)
    if company is None or not company.fit_is_a_gate or not company.profile.niches:
        return {}
    return {"brand_fit": partial(fits_enough, brief, pool)}


def fee_is_known(brief: Brief, pool: Pool) -> dict[str, Test]:
    """Whose fee is known, where there is a budget."""
    return {} if brief.budget is None else {"no_fee": lambda at: ~np.isnan(fee(brief, pool, at))}


def of_known_fee(brief: Brief, pool: Pool) -> list[Test]:
    """Both tests of the fee as one, for which it is looked up once: NaN is above no limit, nor within one."""
    tests = [*of_fee(brief, pool).values(), *fee_is_known(brief, pool).values()]
    if brief.budget is None or brief.fees.plain():
        return tests
    return [lambda at: fee(brief, pool, at) <= brief.budget]


def refusing(brief: Brief, pool: Pool) -> dict[str, Bits]:
    """Whose own terms don't rule the brief out."""
    return nobody_at(pool, "refusing", terms_asked(pool).refusing(brief)) if pool.terms else {}


def _among(brief: Brief, pool: Pool, column: str) -> tuple[Bits, Bits]:
    codes = pool.codes(column)
    return codes.among(getattr(brief, f"{column}s")), codes.known


def _tiers(brief: Brief, pool: Pool) -> tuple[Bits, Bits]:
    return pool.tiers.among(brief.tiers), pool.kept("followers known", lambda: packed(~np.isnan(pool.followers)))


def _niches(brief: Brief, pool: Pool) -> tuple[Bits, Bits]:
    """By what is read of the posts; by the source's category where nothing was, or nothing names a niche."""
    entries = pool.entries("niches", "niche")
    about = any_of((pool.kept(f"about {name}", partial(_about, entries, name)) for name in brief.niches), len(pool))
    named = any_of((pool.kept(f"category is {name}", partial(_named, pool, name)) for name in brief.niches), len(pool))
    other = ~about & entries.of_others(brief.niches)
    known = about | other | pool.kept("category is a niche", partial(_named, pool, None))
    return about | (named & ~other), known


def _about(entries: Entries, niche: str) -> Bits:
    """Of whom enough posts are about a niche."""
    owners = entries.of_one(niche)
    return at_places(owners.who[owners.shares >= NICHE_ENOUGH], entries.accounts)


def _named(pool: Pool, niche: str | None) -> Bits:
    """Whose category names that niche, or any."""
    return pool.codes("category").where(
        lambda category: niche_of(category) == niche if niche else niche_of(category) is not None
    )


def _keeps_to(brief: Brief, pool: Pool, gate: FigureGate, limit: float, at: At) -> Flags:
    parts = [nothing(pool, at) if name == "match" else pool.figure(name)[at] for name in gate.needs]
    value = np.prod(parts, axis=0)
    holds: Flags = value <= limit if gate.at_most else value >= limit
    return holds | np.isnan(value) if brief.unknown == "keep" else holds


def _affordable(brief: Brief, pool: Pool, at: At) -> Flags:
    asked = fee(brief, pool, at)
    found = np.ones(len(asked), dtype=bool) if brief.budget is None else ~(asked > brief.budget)
    if brief.fees.plain():
        least, most = brief.fees.least, brief.fees.most
        holds = (asked >= (-np.inf if least is None else least)) & (asked <= (np.inf if most is None else most))
        found &= holds | (np.isnan(asked) if brief.unknown == "keep" else False)
    return found
