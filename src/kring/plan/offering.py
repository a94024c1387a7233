"""What every candidate offers within a brief, and why somebody offers nothing that the brief can take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kring.estimate import Estimate, euros
from kring.match import Brief, Candidate, named
from kring.match.bundle import Bundle
from kring.match.gates import NO_FEE
from kring.match.limit_gates import AWAY, never_free
from kring.match.limits import Unavailable
from kring.plan.instance import CENT
from kring.plan.offers import Offer, made_on
from kring.plan.weeks import last_day, weeks_of
from kring.vocabulary import platforms
from kring.vocabulary.text import Words


@dataclass(frozen=True)
class Offering:
    """`offers`: by account what can be bought of it. `lowest`: its lowest fee. `against`: why it offers nothing."""

    offers: Mapping[str, tuple[Offer, ...]]
    lowest: Mapping[str, Estimate]
    against: Mapping[str, tuple[Words, ...]]


def offering(
    brief: Brief, everyone: Sequence[Candidate], fees: Mapping[tuple[str, Bundle], Estimate], required: Sequence[str]
) -> Offering:
    """What the candidates offer. Neither its platform nor the range of fees stops a required creator, its absence does.

    Raises UnknownName for an absence of an account that isn't there.
    """
    away, bundles = absences(brief, everyone), brief.bundles
    offers, lowest, against = {}, {}, {}
    for one in everyone:
        account, must = one.account, one.account in required
        asked = [(bundle, fees[account, bundle]) for bundle in bundles if (account, bundle) in fees]
        known = [fee for _, fee in asked if fee.known]
        if known:
            lowest[account] = min(known, key=lambda fee: fee.value)
        made = [(bundle, fee) for bundle, fee in asked if must or not brief.deliverables or made_on(one, bundle)]
        priced = [(bundle, fee) for bundle, fee in made if must or _within(brief, fee)]
        offers[account] = tuple(
            Offer(one, bundle, fee, week)
            for bundle, fee in priced
            if must or brief.budget is None or not fee.known or fee.value <= brief.budget + CENT
            for week in _weeks(brief, away.get(account, ()))
        )
        reasons = _against(brief, one, bool(asked), bool(made), bool(priced), lowest.get(account))
        if never_free(brief, away.get(account, ())) or (priced and not _weeks(brief, away.get(account, ()))):
            reasons.append(AWAY)
        against[account] = tuple(reasons)
    return Offering(offers, lowest, against)


def absences(brief: Brief, everyone: Sequence[Candidate]) -> dict[str, tuple[Unavailable, ...]]:
    """The absences of the brief by account."""
    found: dict[str, tuple[Unavailable, ...]] = {}
    for one in brief.limits.unavailable:
        for account in named(everyone, [one.creator], "unavailable"):
            found[account] = (*found.get(account, ()), one)
    return found


def _weeks(brief: Brief, away: Sequence[Unavailable]) -> tuple[date | None, ...]:
    """The weeks an offer can have: each free one of the period where weeks have a budget, else none in particular."""
    if brief.limits.weekly_budget is None:
        return (None,)
    return tuple(week for week in weeks_of(brief.period) if not any(one.covers(week, last_day(week)) for one in away))


def _within(brief: Brief, fee: Estimate) -> bool:
    if not brief.fees.plain():
        return True
    return brief.fees.holds(fee.value) if fee.known else brief.unknown == "keep"


def _against(
    brief: Brief, one: Candidate, asked: bool, made: bool, priced: bool, lowest: Estimate | None
) -> list[Words]:
    if asked and not made:
        platform = platforms.platforms()[one.platform or "other"].words
        nl, en = (", ".join(bundle.in_words(language) for bundle in brief.bundles) for language in ("nl", "en"))
        return [Words(f"op {platform.nl} kan dit niet: {nl}", f"on {platform.en} this can't be made: {en}")]
    if made and not priced:
        nl, en = _range(brief, "nl"), _range(brief, "en")
        if lowest is None:
            return [NO_FEE]
        asks_nl, asks_en = euros(lowest.value, "nl", 0), euros(lowest.value, "en", 0)
        return [Words(f"het tarief ({asks_nl}) is niet {nl}", f"the fee ({asks_en}) is not {en}")]
    return []


def _range(brief: Brief, language: str) -> str:
    words = {"nl": ("minstens", "hoogstens", " en "), "en": ("at least", "at most", " and ")}[language]
    ends = ((words[0], brief.fees.least), (words[1], brief.fees.most))
    spoken = "nl" if language == "nl" else "en"
    return words[2].join(f"{word} {euros(end, spoken, 0)}" for word, end in ends if end is not None)  # type: ignore[arg-type]
