"""Which accounts of a pool pass the gates of a brief, all at once; `kring.match.gates` gives each its reasons.

Here the columns of `gate_columns` are asked, and a test holds both to the same answer. Columns that are cheap are asked
over the whole pool, figures and fees only of who is left. An audience is not needed: who can't be planned for reach
can still fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Basis, Estimate, euros
from kring.match.brief import Brief
from kring.match.candidates import Candidate, candidates, named
from kring.match.criteria.bits import (
    EVERYBODY,
    Bits,
    Places,
    all_of,
    at_places,
    counted,
    everyone,
    joined,
    packed,
    places_of,
    those,
)
from kring.match.criteria.of_company import company_of, fits_enough
from kring.match.criteria.of_terms import fee
from kring.match.criteria.pool import Pool
from kring.match.gates import NO_FEE, SUBJECTS, Verdict, verdicts
from kring.match.limit_gates import AWAY, FIGURE_GATES, never_free
from kring.match.limits import Unavailable
from kring.match.ranking.gate_columns import (
    NICHE_ENOUGH,
    Test,
    fee_is_known,
    nobody_of,
    of_company,
    of_fee,
    of_figures,
    of_known_fee,
    of_lists,
    refusing,
)
from kring.vocabulary.text import Words

STOPS = {
    "fee": Words("het tarief", "the fee"),
    "no_fee": Words("geen bekend tarief", "no known fee"),
    "forbidden": Words("de opdracht sluit uit", "the brief forbids"),
    "away": Words("niet vrij in de periode", "not free in the period"),
    "brand_fit": Words("te weinig gelijkenis met het bedrijf", "too little likeness to the company"),
    "own_account": Words("accounts van het bedrijf zelf", "accounts of the company itself"),
    "refusing": Words("wat de creator zelf uitsluit", "what creators rule out themselves"),
}


LITTLE_FIT = Words(
    "past te weinig bij het bedrijf voor een creator met zoveel volgers",
    "fits the company too little for a creator with so many followers",
)
OWN_ACCOUNT = Words("dit is een account van het bedrijf zelf", "this is an account of the company itself")


@dataclass(frozen=True, eq=False)
class Gates:
    """The gates of one brief over a pool.

    `at`: the places of those who pass, the lowest first. By name: `lists` and `figures`, which no required account
    fails, `free` and `known`, which hold for everybody. `required`, `forbidden`, `away`: accounts.
    """

    brief: Brief
    pool: Pool
    at: Places
    lists: Mapping[str, Bits]
    figures: Mapping[str, Test]
    free: Mapping[str, Bits]
    known: Mapping[str, Test]
    required: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    away: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def stops(self) -> Mapping[str, int]:
        """By gate how many accounts it keeps out."""
        must, everybody = at_places(self.pool.places_of(self.required), len(self.pool)), len(self.pool)
        listed = dict(self.lists) | {name: packed(test(EVERYBODY)) for name, test in self.figures.items()}
        free = dict(self.free) | {name: packed(test(EVERYBODY)) for name, test in self.known.items()}
        held = {name: bits | must for name, bits in listed.items()} | free
        return {name: everybody - counted(bits & everyone(everybody)) for name, bits in held.items()}

    def stopped_by(self) -> list[tuple[Words, int]]:
        """What keeps accounts out and how many of them, the most first; one account may be kept out by several."""
        ordered = sorted(self.stops.items(), key=lambda stop: (-stop[1], stop[0]))
        return [((SUBJECTS | STOPS)[name], count) for name, count in ordered if count]

    def passes(self, place: int) -> bool:
        """Whether the account at a place passes."""
        found = int(np.searchsorted(self.at, place))
        return found < len(self.at) and int(self.at[found]) == place

    def verdict(self, account: str) -> Verdict:
        """Whether an account passes, and each reason why not; raises `UnknownName`."""
        place = self.pool.place(account)
        one = candidate(self.brief, self.pool, place)
        figures = {
            name: _estimate(self.pool, name, place) for gate in FIGURE_GATES for name in gate.needs if name != "match"
        }
        asked = float(fee(self.brief, self.pool, np.array([place]))[0])
        fees = {} if np.isnan(asked) else {account: Estimate.exact(asked, 1, Basis.MODELLED)}
        further = _further(self.brief, self.pool, account, asked, account in self.required, account in self.away)
        return verdicts(
            self.brief, [one], (), fees, required=self.required, forbidden=self.forbidden,
            figures={account: {name: figure for name, figure in figures.items() if figure.known}},
            further={account: further}, needs_audience=False,
        )[0]  # fmt: skip


def gates(brief: Brief, pool: Pool) -> Gates:
    """The gates of the brief; raises UnknownName for a required, forbidden or absent creator that is not there."""
    required, forbidden = _meant(pool, brief.required, "required"), _meant(pool, brief.forbidden, "forbidden")
    away = _away(brief, pool)
    lists = of_lists(brief, pool) | nobody_of(pool, "forbidden", forbidden)
    own = nobody_of(pool, "own_account", company_accounts(brief, pool))
    free = own | nobody_of(pool, "away", away) | refusing(brief, pool)
    figures, known = of_figures(brief, pool) | of_company(brief, pool), fee_is_known(brief, pool)
    at = places_of(all_of([*lists.values(), *free.values()], len(pool)), len(pool))
    at = _passing(at, [*of_known_fee(brief, pool), *figures.values()])
    if required:
        must = [at_places(pool.places_of(required), len(pool)), *free.values()]
        at = joined(at, _passing(places_of(all_of(must, len(pool)), len(pool)), known.values()))
    return Gates(brief, pool, at, lists, figures | of_fee(brief, pool), free, known, required, forbidden, away)


def _passing(at: Places, tests: Iterable[Test]) -> Places:
    """Those of the places of whom all the tests hold; each is asked only of those that are left."""
    for test in tests:
        at = those(at, test(at))
    return at


def company_accounts(brief: Brief, pool: Pool) -> frozenset[str]:
    """The accounts of the company of a brief."""
    company = company_of(brief, pool)
    return company.accounts if company else frozenset()


def _meant(pool: Pool, names: Sequence[str], of: str) -> frozenset[str]:
    """The accounts meant by accounts, handles or names."""
    if not names:
        return frozenset()
    if len(pool.places_of(names)) == len(set(names)):
        return frozenset(names)
    return frozenset(named(candidates(pool.accounts), names, of))


def candidate(brief: Brief, pool: Pool, place: int) -> Candidate:
    """One account as the gates see it: with the niche of the brief that it is about, else its own largest one."""
    row = pool.accounts.slice(place, 1)
    account = row["account"][0].as_py()
    name = _niche_of(brief, pool, account) if brief.niches else None
    return candidates(row.append_column("niche", pa.array([name], pa.string())))[0]


def _niche_of(brief: Brief, pool: Pool, account: str) -> str | None:
    every = pool.detail("niches")
    if every is None:
        return None
    rows = every.filter(pc.equal(every["account"], account))
    shares = sorted(
        zip(rows["niche"].to_pylist(), rows["share"].to_pylist(), strict=True), key=lambda pair: (-pair[1], pair[0])
    )
    about = [name for name, share in shares if name in brief.niches and share >= NICHE_ENOUGH]
    elsewhere = [name for name, _ in shares if name not in brief.niches]
    return next(iter([*about, *elsewhere]), None)


def _away(brief: Brief, pool: Pool) -> frozenset[str]:
    absent: dict[str, list[Unavailable]] = {}
    for one in brief.limits.unavailable:
        for account in _meant(pool, [one.creator], "unavailable"):
            absent.setdefault(account, []).append(one)
    return frozenset(account for account, days in absent.items() if never_free(brief, days))


def _further(brief: Brief, pool: Pool, account: str, asked: float, must: bool, away: bool) -> list[Words]:
    """The reasons that `kring.match.gates` leaves to others: range of fees, absence, the creator's own terms."""
    found = []
    if brief.fees.plain() and not must:
        if np.isnan(asked):
            found += [NO_FEE] if brief.unknown != "keep" and brief.budget is None else []
        elif not brief.fees.holds(asked):
            nl, en = euros(asked, "nl", 0), euros(asked, "en", 0)
            found.append(Words(f"het tarief ({nl}) valt buiten wat de opdracht biedt",
                               f"the fee ({en}) is outside what the brief offers"))  # fmt: skip
    if not must and not fits_enough(brief, pool, np.array([pool.place(account)]))[0]:
        found.append(LITTLE_FIT)
    found += [OWN_ACCOUNT] if account in company_accounts(brief, pool) else []
    found += [AWAY] if away else []
    return found + (pool.terms[account].reasons(brief) if account in pool.terms else [])


def _estimate(pool: Pool, name: str, place: int) -> Estimate:
    value, low, high = (pool.figure_at(name, part, place) for part in ("value", "low", "high"))
    return Estimate.unknown("it was not observed") if np.isnan(value) else Estimate.between(
        value, low, high, Basis.MODELLED, None
    )  # fmt: skip
