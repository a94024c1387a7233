"""Gates: what must hold before a creator can be chosen. Each gives a reason in both languages; none is a score.

Something that is not known fails no gate by itself: the brief says whether such a creator is kept or left out, and
either way it is said that it is unknown. Without a known audience or, where there is a budget, without a known fee
there is nothing to plan with, so those two always leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from kring.estimate import Estimate
from kring.match.brief import Brief
from kring.match.candidates import Candidate
from kring.match.limit_gates import FIGURE_SUBJECTS, figure_reasons
from kring.vocabulary import niches, platforms, tiers
from kring.vocabulary.text import Words

SUBJECTS = {
    "platforms": Words("het platform", "the platform"),
    "tiers": Words("het aantal volgers", "the number of followers"),
    "niches": Words("de niche", "the niche"),
    "languages": Words("de taal", "the language"),
    **FIGURE_SUBJECTS,
}
NO_AUDIENCE = Words("het is niet bekend wie dit account volgt", "it is not known who follows this account")
NO_FEE = Words("er is geen tarief bekend", "no fee is known")


@dataclass(frozen=True)
class Verdict:
    """Whether an account may be chosen. `reasons`: why not. `unknown`: which gates could not be answered."""

    account: str
    reasons: tuple[Words, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons


@dataclass(frozen=True)
class Gate:
    """One list of the brief that a candidate's own value must be in."""

    name: str
    value: Callable[[Candidate], str | None]
    label: Callable[[str, Brief], Words]

    def reason(self, value: str, brief: Brief) -> Words:
        """Why this value does not pass."""
        subject, label = SUBJECTS[self.name], self.label(value, brief)
        return Words(
            f"{subject.nl} ({label.nl}) is niet wat de opdracht vraagt",
            f"{subject.en} ({label.en}) is not what the brief asks for",
        )


GATES = (
    Gate("platforms", lambda candidate: candidate.platform, lambda name, _: platforms.platforms()[name].words),
    Gate("tiers", lambda candidate: candidate.tier, lambda name, _: tiers.KRING.tier(name).words),
    Gate("niches", lambda candidate: candidate.niche, lambda name, brief: _niche_words(name, brief)),
    Gate("languages", lambda candidate: candidate.language, lambda name, _: Words(name, name)),
)


def verdicts(
    brief: Brief,
    candidates: Sequence[Candidate],
    audience: Container[str],
    fees: Mapping[str, Estimate],
    *,
    required: Container[str] = (),
    forbidden: Container[str] = (),
    figures: Mapping[str, Mapping[str, Estimate]] | None = None,
    further: Mapping[str, Sequence[Words]] | None = None,
    needs_audience: bool = True,
) -> list[Verdict]:
    """The verdict on every candidate. `required` and `forbidden` are accounts; no list stops a required one.

    `fees`: the lowest fee at which each can be had. `figures`: by account and name, for limits on figures. `further`:
    other reasons against an account, which stop a required one too. `needs_audience`: whether there is nothing to plan
    with where nobody of the audience is known.
    """
    further = further or {}
    found = []
    unknown: tuple[str, ...]
    for candidate in candidates:
        account = candidate.account
        if account in required:
            reasons, unknown = [*_no_fee(brief, fees.get(account)), *further.get(account, ())], ()
        elif account in forbidden:
            reasons, unknown = [Words("de opdracht sluit dit account uit", "the brief forbids this account")], ()
        else:
            reasons, unknown = _listed(brief, candidate)
            failed, unchecked = figure_reasons(brief, (figures or {}).get(account, {}))
            reasons, unknown = reasons + failed, unknown + unchecked
            reasons += (
                (_no_audience(account, audience) if needs_audience else [])
                + _no_fee(brief, fees.get(account))
                + _too_dear(brief, fees.get(account))
                + list(further.get(account, ()))
            )
        found.append(Verdict(account, tuple(reasons), unknown))
    return found


def _niche_words(name: str, brief: Brief) -> Words:
    """The label of a niche; one that neither the vocabulary nor the brief knows goes by its name."""
    known = {one.name: one for one in brief.own_niches} | dict(niches.niches())
    return known[name].words if name in known else Words(name, name)


def _listed(brief: Brief, candidate: Candidate) -> tuple[list[Words], tuple[str, ...]]:
    reasons, unknown = [], []
    for gate in GATES:
        asked = getattr(brief, gate.name)
        value = gate.value(candidate)
        if not asked or value in asked:
            continue
        if value is not None:
            reasons.append(gate.reason(value, brief))
            continue
        unknown.append(gate.name)
        if brief.unknown == "leave_out":
            subject = SUBJECTS[gate.name]
            reasons.append(Words(f"{subject.nl} is onbekend", f"{subject.en} is unknown"))
    return reasons, tuple(unknown)


def _no_audience(account: str, audience: Container[str]) -> list[Words]:
    if account in audience:
        return []
    return [NO_AUDIENCE]


def _no_fee(brief: Brief, fee: Estimate | None) -> list[Words]:
    if brief.budget is None or (fee is not None and fee.known):
        return []
    return [NO_FEE]


def _too_dear(brief: Brief, fee: Estimate | None) -> list[Words]:
    if brief.budget is None or fee is None or not fee.known or fee.value <= brief.budget:
        return []
    return [Words("het tarief is hoger dan het budget", "the fee is above the budget")]
