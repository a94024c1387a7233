"""`Reach`: the answer to whom a set of accounts reaches together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kring.estimate import Estimate, Language, in_words, number, ratio
from kring.reach.residents import population
from kring.reach.segment import Segment
from kring.vocabulary.text import Words

MOST_TIMES = 10
ESTIMATED_FROM = {
    "engaged": Words(
        "Bij {count} daarvan is het geschat uit wie reageert en hoeveel volgers er zijn.",
        "For {count} of them it is estimated from who engages and how many followers there are.",
    ),
    "shares": Words(
        "Bij {count} daarvan is het geschat uit het aantal volgers en hoe dat publiek verdeeld is.",
        "For {count} of them it is estimated from the number of followers and how that audience divides.",
    ),
}


@dataclass(frozen=True)
class Reach:
    """Whom `accounts` reach together; every figure but `outside` and `everybody` counts people of the segment.

    `unique`: different people. `sum`: the rows added up, which is not reach. `shared`: reached by two or more.
    `frequency`: accounts per person reached. `distribution`: people reached 1, 2, ... 9, 10 or more times. `each` and
    `exclusive`: per account, all its people and those that only it brings. `outside`: different people reached outside
    the segment; `everybody`: in or out. `unknown_accounts`: nobody around them is known, so that the figures are lower
    bounds. `incomplete_accounts`: only a part of the list is known. `engaged_accounts`: known by likers or commenters.
    `levels`: by account, the evidence it was counted on where more than person keys was used (`kring.reach.levels`):
    persons, engaged or shares. `same_people`: the share of the smaller platform's audience that is taken to be also in
    the other's; None where people are known across platforms or nothing was assumed.
    """

    accounts: tuple[str, ...]
    unknown_accounts: tuple[str, ...]
    incomplete_accounts: tuple[str, ...]
    engaged_accounts: tuple[str, ...]
    segment: Segment
    synthetic: bool
    unique: Estimate
    outside: Estimate
    everybody: Estimate
    sum: Estimate
    shared: Estimate
    frequency: Estimate
    distribution: tuple[Estimate, ...]
    each: dict[str, Estimate]
    exclusive: dict[str, Estimate]
    levels: dict[str, str] = field(default_factory=dict)
    same_people: Estimate | None = None

    @classmethod
    def of_nobody(cls, accounts: Sequence[str], segment: Segment, synthetic: bool) -> Reach:
        """The reach of accounts around whom nobody is known: unknown, not zero."""
        unknown = Estimate.unknown("of none of these accounts is it known who follows it")
        return cls(
            (), tuple(accounts), (), (), segment, synthetic, unknown, unknown, unknown, unknown, unknown, unknown,
            (unknown,) * MOST_TIMES, {}, {},
        )  # fmt: skip

    @property
    def is_lower_bound(self) -> bool:
        """Whether more people than these may be reached, because some lists are missing or not complete."""
        return bool(self.unknown_accounts or self.incomplete_accounts)

    @property
    def not_listed(self) -> tuple[str, ...]:
        """The accounts whose followers are not listed in full: of whom none, some, or only the engaged are known."""
        return tuple(sorted({*self.unknown_accounts, *self.incomplete_accounts, *self.engaged_accounts}))

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms of the accounts; people are known by platform, so one on two of them may count twice."""
        return tuple(sorted({account.partition(":")[0] for account in self.accounts if ":" in account}))

    @property
    def population(self) -> Estimate:
        """How many people of the segment live there by CBS; unknown for what CBS doesn't count."""
        return population(self.segment)

    @property
    def share_of_population(self) -> Estimate:
        """Which share of the people of the segment who live there is reached; unknown when either is.

        Unknown too for a synthetic world: its people are a country of its own, a small number drawn like those of the
        Netherlands, so that dividing by the real population would tell nothing about either.
        """
        if self.synthetic:
            return Estimate.unknown("a synthetic world is a country of its own")
        return ratio(self.unique, self.population)

    def in_words(self, language: Language = "en") -> str:
        """The answer in two or three sentences."""
        return " ".join(_sentences(self, language))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = (
            "unique", "outside", "everybody", "sum", "shared", "frequency", "population", "share_of_population",
        )  # fmt: skip
        return {
            "accounts": list(self.accounts),
            "unknown_accounts": list(self.unknown_accounts),
            "incomplete_accounts": list(self.incomplete_accounts),
            "engaged_accounts": list(self.engaged_accounts),
            "lower_bound": self.is_lower_bound,
            "platforms": list(self.platforms),
            "segment": self.segment.to_dict(),
            "synthetic": self.synthetic,
            **{name: getattr(self, name).to_dict() for name in figures},
            "distribution": [estimate.to_dict() for estimate in self.distribution],
            "each": {account: estimate.to_dict() for account, estimate in self.each.items()},
            "exclusive": {account: estimate.to_dict() for account, estimate in self.exclusive.items()},
            "levels": dict(self.levels),
            "same_people": None if self.same_people is None else self.same_people.to_dict(),
        }

    def _repr_html_(self) -> str:
        from kring.reach.notebook import html_table

        rows = [
            [name, in_words(self.each[name], "count"), in_words(self.exclusive[name], "count")]
            for name in self.accounts
        ]
        return html_table(self.in_words("en"), ["account", "people", "only this account"], rows)


def _unknown(reach: Reach, language: Language) -> str:
    if not reach.accounts:
        none = {"nl": "van geen van deze accounts is bekend wie volgt", "en": reach.unique.reason}[language]
    else:
        group = reach.segment.in_words(language)
        none = {
            "nl": f"van niemand hier is genoeg bekend om te zeggen wie tot de doelgroep hoort ({group})",
            "en": f"of nobody here is enough known to say who belongs to the target group ({group})",
        }[language]
    return f"Het bereik is onbekend: {none}." if language == "nl" else f"The reach is unknown: {none}."


def _sentences(reach: Reach, language: Language) -> list[str]:
    group = reach.segment.in_words(language)
    count = number(len(reach.accounts), language)
    if not reach.unique.known:
        return [_unknown(reach, language)]
    unique, total = in_words(reach.unique, "count", language), in_words(reach.sum, "count", language)
    if language == "nl":
        least = "minstens " if reach.is_lower_bound else ""
        said = [f"Deze {count} accounts bereiken samen {least}{unique} verschillende mensen (doelgroep: {group})."]
        said += _of_population(reach, language)
        said.append(f"Opgeteld zijn het er {total}: wie er twee volgt, telt dan dubbel.")
        said += [*several_platforms(reach, language), *estimated_accounts(reach, language)]
        if reach.unknown_accounts:
            said.append(f"Van {', '.join(reach.unknown_accounts)} is niet bekend wie volgt; dat bereik komt erbij.")
        return said
    least = "at least " if reach.is_lower_bound else ""
    said = [f"These {count} accounts together reach {least}{unique} different people (target group: {group})."]
    said += _of_population(reach, language)
    said.append(f"Added up they have {total}, which counts a person who follows two of them twice.")
    said += [*several_platforms(reach, language), *estimated_accounts(reach, language)]
    if reach.unknown_accounts:
        said.append(f"Who follows {', '.join(reach.unknown_accounts)} is not known; their reach comes on top.")
    return said


def _of_population(reach: Reach, language: Language) -> list[str]:
    """The sentence with the share of the people who live there, where it is known."""
    share = reach.share_of_population
    if not share.known:
        return []
    said, people = in_words(share, "share", language), number(reach.population.value, language)
    such = reach.segment.ages or reach.segment.genders
    if language == "nl":
        least = "minstens " if reach.is_lower_bound else ""
        return [
            f"Dat is {least}{said} van de {people} mensen{' uit deze doelgroep' if such else ''} die er wonen (CBS)."
        ]
    least = "at least " if reach.is_lower_bound else ""
    return [
        f"That is {least}{said} of the {people} people{' of this target group' if such else ''} who live there (CBS)."
    ]


def several_platforms(reach: Reach, language: Language) -> list[str]:
    """The sentence that people can't be recognised from one platform to the next, where there are several."""
    if len(reach.platforms) < 2:
        return []
    if reach.same_people is not None:
        same = in_words(reach.same_people, "share", language)
        return [{
            "nl": f"Van het kleinere publiek volgt naar aanname {same} hen ook op het andere platform.",
            "en": f"Of the smaller audience, {same} are assumed to follow them on the other platform too.",
        }[language]]  # fmt: skip
    return [{
        "nl": "Wie hen op meer dan één platform volgt, kan op elk platform een keer tellen.",
        "en": "A person who follows them on more than one platform may count once on each.",
    }[language]]  # fmt: skip


def estimated_accounts(reach: Reach, language: Language) -> list[str]:
    """The sentence that says of how many accounts the people are estimated, and from what."""
    said = []
    for level, words in ESTIMATED_FROM.items():
        count = sum(1 for found in reach.levels.values() if found == level)
        if count:
            said.append(words.said_in(language).format(count=number(count, language)))
    return said
