"""Which accounts of a pool pass the gates of a brief, all at once; `kring.match.gates` gives each its reasons.

What a gate asks is said in `kring.match.gates` and `kring.match.limit_gates`; here the same is asked of columns, and a
test holds both to the same answer. An audience is not needed: who can't be planned for reach can still fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, euros
from kring.match.brief import Brief
from kring.match.candidates import Candidate, candidates, named, niche_of
from kring.match.criteria.criterion import Floats
from kring.match.criteria.of_profile import share_in
from kring.match.criteria.of_terms import fee
from kring.match.criteria.pool import Pool
from kring.match.gates import NO_FEE, SUBJECTS, Verdict, verdicts
from kring.match.limit_gates import AWAY, FIGURE_GATES, never_free
from kring.match.limits import Unavailable
from kring.vocabulary.text import Words
from kring.vocabulary.tiers import KRING

Flags = NDArray[np.bool_]
STOPS = {
    "fee": Words("het tarief", "the fee"),
    "no_fee": Words("geen bekend tarief", "no known fee"),
    "forbidden": Words("de opdracht sluit uit", "the brief forbids"),
    "away": Words("niet vrij in de periode", "not free in the period"),
    "refusing": Words("wat de creator zelf uitsluit", "what creators rule out themselves"),
}
NICHE_ENOUGH = 0.1
"""An account is about a niche that the brief lists when at least this share of its posts is."""


@dataclass(frozen=True, eq=False)
class Gates:
    """The gates of one brief over a pool. `passes`: (accounts,); `stops`: by gate how many accounts it keeps out."""

    brief: Brief
    pool: Pool
    passes: Flags
    fee: Floats
    required: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    away: frozenset[str] = field(default_factory=frozenset)
    stops: Mapping[str, int] = field(default_factory=dict)

    def stopped_by(self) -> list[tuple[Words, int]]:
        """What keeps accounts out and how many of them, the most first; one account may be kept out by several."""
        ordered = sorted(self.stops.items(), key=lambda stop: (-stop[1], stop[0]))
        return [((SUBJECTS | STOPS)[name], count) for name, count in ordered if count]

    def verdict(self, account: str) -> Verdict:
        """Whether an account passes, and each reason why not; raises `UnknownName`."""
        place = self.pool.place(account)
        one = candidate(self.brief, self.pool, place)
        figures = {
            name: _estimate(self.pool, name, place) for gate in FIGURE_GATES for name in gate.needs if name != "match"
        }
        asked = float(self.fee[place])
        fees = {} if np.isnan(asked) else {account: Estimate.exact(asked, 1, Basis.MODELLED)}
        further = _further(self.brief, self.pool, account, asked, account in self.required, account in self.away)
        return verdicts(
            self.brief, [one], (), fees, required=self.required, forbidden=self.forbidden,
            figures={account: {name: figure for name, figure in figures.items() if figure.known}},
            further={account: further}, needs_audience=False,
        )[0]  # fmt: skip


def gates(brief: Brief, pool: Pool) -> Gates:
    """The gates of the brief; raises UnknownName for a required, forbidden or absent creator that is not there."""
    names = (*brief.required, *brief.forbidden, *(one.creator for one in brief.limits.unavailable))
    everyone = candidates(pool.accounts) if names else []
    required = frozenset(named(everyone, brief.required, "required"))
    forbidden = frozenset(named(everyone, brief.forbidden, "forbidden"))
    away, asked = _away(brief, everyone), fee(brief, pool)
    must = _among(pool, required)
    listed = {
        **_in_lists(brief, pool), **_in_limits(brief, pool), "fee": _affordable(brief, asked),
        "forbidden": ~_among(pool, forbidden),
    }  # fmt: skip
    known = np.ones(len(pool), dtype=bool) if brief.budget is None else ~np.isnan(asked)
    free = {"no_fee": known, "away": ~_among(pool, away), "refusing": ~_refusing(brief, pool)}
    held = free | {name: holds | must for name, holds in listed.items()}
    stops = {name: int((~holds).sum()) for name, holds in held.items()}
    return Gates(brief, pool, np.all(list(held.values()), axis=0), asked, required, forbidden, away, stops)


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


def _in_lists(brief: Brief, pool: Pool) -> dict[str, Flags]:
    """By list of the brief, who is in it."""
    lists: dict[str, Callable[[Brief, Pool], tuple[Flags, Flags]]] = {
        "platforms": _platforms, "languages": _languages, "tiers": _tiers, "niches": _niches,
    }  # fmt: skip
    found = {name: inside(brief, pool) for name, inside in lists.items() if getattr(brief, name)}
    return {name: holds | (~known & (brief.unknown == "keep")) for name, (holds, known) in found.items()}


def _languages(brief: Brief, pool: Pool) -> tuple[Flags, Flags]:
    column = pool.accounts["language"]
    return _flags(pc.is_in(column, value_set=pa.array(brief.languages, pa.string()))), _flags(pc.is_valid(column))


def _platforms(brief: Brief, pool: Pool) -> tuple[Flags, Flags]:
    own = pc.coalesce(pool.accounts["platform"], pc.list_element(pc.split_pattern(pool.accounts["account"], ":"), 0))
    return _flags(pc.is_in(own, value_set=pa.array(brief.platforms, pa.string()))), np.ones(len(pool), dtype=bool)


def _tiers(brief: Brief, pool: Pool) -> tuple[Flags, Flags]:
    followers = np.asarray(pool.accounts["followers"].cast(pa.float64()).to_numpy())
    holds = np.zeros(len(pool), dtype=bool)
    for name in brief.tiers:
        tier = KRING.tier(name)
        holds |= (followers >= tier.low) & (followers < (np.inf if tier.below is None else tier.below))
    return holds, ~np.isnan(followers)


def _niches(brief: Brief, pool: Pool) -> tuple[Flags, Flags]:
    """By what is read of the posts; by the source's category where nothing was, or nothing names a niche."""
    each = [share_in(pool, "niches", "niche", (name,)) for name in brief.niches]
    about = np.any([share >= NICHE_ENOUGH for share in each], axis=0)
    other = ~about & _has_another(brief, pool)
    named_by = pool.accounts["category"].combine_chunks().dictionary_encode()
    named_by = named_by.chunk(0) if isinstance(named_by, pa.ChunkedArray) else named_by
    labels = [niche_of(entry) for entry in named_by.dictionary.to_pylist()]
    at = np.asarray(pc.fill_null(named_by.indices, len(labels)).to_numpy(zero_copy_only=False))
    of_asked = np.array([label in brief.niches for label in labels] + [False])[at]
    of_any = np.array([label is not None for label in labels] + [False])[at]
    return about | (~about & ~other & of_asked), about | other | of_any


def _has_another(brief: Brief, pool: Pool) -> Flags:
    entries, found = pool.entries("niches", "niche"), np.zeros(len(pool), dtype=bool)
    found[entries.places[~entries.of(brief.niches)]] = True
    return found


def _in_limits(brief: Brief, pool: Pool) -> dict[str, Flags]:
    """By limit on a figure, who keeps to it."""
    found = {}
    for gate in FIGURE_GATES:
        asked = getattr(brief.limits, gate.name)
        if asked is None:
            continue
        parts = [np.full(len(pool), np.nan) if name == "match" else pool.figure(name) for name in gate.needs]
        value = np.prod(parts, axis=0)
        holds = value <= asked if gate.at_most else value >= asked
        found[gate.name] = holds | (np.isnan(value) & (brief.unknown == "keep"))
    return found


def _affordable(brief: Brief, asked: Floats) -> Flags:
    """Within the budget and within the range of fees that the brief takes."""
    found = np.ones(len(asked), dtype=bool)
    if brief.budget is not None:
        found &= ~(asked > brief.budget)
    if brief.fees.plain():
        least, most = brief.fees.least, brief.fees.most
        holds = (asked >= (-np.inf if least is None else least)) & (asked <= (np.inf if most is None else most))
        found &= holds | (np.isnan(asked) if brief.unknown == "keep" else False)
    return found


def _away(brief: Brief, everyone: Sequence[Candidate]) -> frozenset[str]:
    absent: dict[str, list[Unavailable]] = {}
    for one in brief.limits.unavailable:
        for account in named(everyone, [one.creator], "unavailable"):
            absent.setdefault(account, []).append(one)
    return frozenset(account for account, days in absent.items() if never_free(brief, days))


def _refusing(brief: Brief, pool: Pool) -> Flags:
    """Whose own terms rule the brief out."""
    return _among(pool, [account for account, terms in pool.terms.items() if terms.reasons(brief)])


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
    found += [AWAY] if away else []
    return found + (pool.terms[account].reasons(brief) if account in pool.terms else [])


def _estimate(pool: Pool, name: str, place: int) -> Estimate:
    value, low, high = (float(pool.figure_part(name, part)[place]) for part in ("value", "low", "high"))
    return Estimate.unknown("it was not observed") if np.isnan(value) else Estimate.between(
        value, low, high, Basis.MODELLED, None
    )  # fmt: skip


def _among(pool: Pool, accounts: Sequence[str] | frozenset[str]) -> Flags:
    if not accounts:
        return np.zeros(len(pool), dtype=bool)
    return _flags(pc.is_in(pool.names, value_set=pa.array(sorted(accounts), pa.string())))


def _flags(column: pa.ChunkedArray | pa.Array) -> Flags:
    return np.asarray(pc.fill_null(column, False).to_numpy(zero_copy_only=False), dtype=bool)
