"""Gates on figures of a creator and on days: minimum match, contact, authenticity, clean feed, fatigue, availability.

Fatigue: every sponsored video costs a channel some 0.2 % of its subscribers (Cheng and Zhang, Management Science 2025),
so a brief may leave out who makes many commercial posts already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kring.estimate import Estimate, Language, in_words, product
from kring.estimate.wording import Kind, value_in_words
from kring.match.brief import Brief
from kring.match.limits import Unavailable
from kring.vocabulary.text import Words

Figures = Mapping[str, Estimate]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
UNKNOWN = Estimate.unknown("it was not observed")


@dataclass(frozen=True)
class FigureGate:
    """A figure that must be at least (or, with `at_most`, at most) what the brief's limit of that name says.

    `needs`: the figures of a profile it is the product of.
    """

    name: str
    subject: Words
    kind: Kind
    needs: tuple[str, ...]
    at_most: bool = False

    def figure(self, figures: Figures) -> Estimate:
        """What is known of it."""
        parts = [figures.get(name, UNKNOWN) for name in self.needs]
        return parts[0] if len(parts) == 1 else product(parts)

    def reason(self, known: Estimate, asked: float) -> Words | None:
        """Why this figure does not pass, None when it does."""
        if known.value <= asked if self.at_most else known.value >= asked:
            return None
        least, most = ("minstens", "at least"), ("hoogstens", "at most")
        dutch, english = most if self.at_most else least
        nl, en = (in_words(known, self.kind, language) for language in LANGUAGES)
        asked_nl, asked_en = (value_in_words(asked, self.kind, language) for language in LANGUAGES)
        return Words(
            f"{self.subject.nl}: {nl}, de opdracht vraagt {dutch} {asked_nl}",
            f"{self.subject.en}: {en}, the brief asks for {english} {asked_en}",
        )


FIGURE_GATES = (
    FigureGate("match", Words("de match", "the match"), "share", ("match",)),
    FigureGate("contact", Words("beantwoorde reacties", "answered comments"), "share", ("answered_comments",)),
    FigureGate("authenticity", Words("de echtheid", "the authenticity"), "share", ("authenticity",)),
    FigureGate("clean_feed", Words("de schone feed", "the clean feed"), "share", ("clean_feed",)),
    FigureGate(
        "commercial_per_week", Words("commerciële berichten per week", "commercial posts a week"), "number",
        ("posts_per_week", "commercial_share"), at_most=True,
    ),
)  # fmt: skip
FIGURE_SUBJECTS = {gate.name: gate.subject for gate in FIGURE_GATES}
AWAY = Words("de creator kan niet in de periode van de opdracht", "the creator can't work in the period of the brief")


def figure_reasons(brief: Brief, figures: Figures) -> tuple[list[Words], tuple[str, ...]]:
    """Why the figures of one creator don't pass the brief's limits, and which limits could not be checked."""
    reasons, unknown = [], []
    for gate in FIGURE_GATES:
        asked = getattr(brief.limits, gate.name)
        if asked is None:
            continue
        known = gate.figure(figures)
        if known.known:
            reason = gate.reason(known, asked)
            reasons += [reason] if reason else []
            continue
        unknown.append(gate.name)
        if brief.unknown == "leave_out":
            reasons.append(Words(f"onbekend: {gate.subject.nl}", f"unknown: {gate.subject.en}"))
    return reasons, tuple(unknown)


def never_free(brief: Brief, away: Sequence[Unavailable]) -> bool:
    """Whether a creator with these absences is away on every day of the brief's period, or always."""
    if any(one.start is None and one.end is None for one in away):
        return True
    start, end = brief.period.start, brief.period.end
    if start is None or end is None:
        return False
    days = (start.fromordinal(day) for day in range(start.toordinal(), end.toordinal() + 1))
    return all(any(one.covers(day, day) for one in away) for day in days) if away else False
