"""`CreatorTerms`: what a creator asks of a brief: wishes, exclusions, a minimum fee and how much fits at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kring.errors import BadInput
from kring.estimate import euros
from kring.match.brief import Brief
from kring.match.lined import Lined
from kring.match.yaml_values import positive
from kring.vocabulary.text import Words

FIELDS = ("wishes", "exclusions", "minimum_fee", "at_once", "running")


@dataclass(frozen=True, slots=True)
class CreatorTerms:
    """The terms of one account; None and empty are not known.

    `wishes` and `exclusions`: niches, categories or companies, as briefs write them. `minimum_fee`: euros without VAT
    for one collaboration. `at_once`: how many collaborations at most; `running`: how many there are now.
    """

    account: str
    wishes: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    minimum_fee: float | None = None
    at_once: int | None = None
    running: int | None = None

    @property
    def room(self) -> float | None:
        """The share of `at_once` that is still free; None where either number is not known."""
        if not self.at_once or self.running is None:
            return None if self.at_once != 0 else 0.0
        return max(0.0, 1 - self.running / self.at_once)

    def reasons(self, brief: Brief) -> list[Words]:
        """Why the creator takes no such brief."""
        found = [_excluded(subject) for subject in subjects(brief) if subject in folded(self.exclusions)]
        most = most_for_one(brief)
        if self.minimum_fee is not None and most is not None and most < self.minimum_fee:
            least_nl, least_en = (euros(self.minimum_fee, language, 0) for language in ("nl", "en"))
            most_nl, most_en = (euros(most, language, 0) for language in ("nl", "en"))
            found.append(Words(
                f"de creator vraagt minstens {least_nl} en er is hoogstens {most_nl}",
                f"the creator asks for at least {least_en} and there is {most_en} at most",
            ))  # fmt: skip
        if self.room == 0:
            found.append(Words("de creator heeft geen ruimte meer", "the creator has no room left"))
        return found


def subjects(brief: Brief) -> tuple[str, ...]:
    """What a brief is about, as wishes and exclusions name it."""
    return tuple(dict.fromkeys(one for one in folded((brief.company, brief.category, *brief.niches)) if one))


def most_for_one(brief: Brief) -> float | None:
    """The most that one creator can get, None where the brief sets no limit."""
    limits = [limit for limit in (brief.fees.most, brief.budget) if limit is not None]
    return min(limits, default=None)


def read_terms(of: Lined | None) -> tuple[CreatorTerms, ...]:
    """The terms of a mapping of accounts to their fields; raises BadInput with file and line."""
    if of is None:
        return ()
    of.fields(None, "'creators'")
    return tuple(_terms(name, one) for name, one in of.value.items())


def _terms(account: str, of: Lined) -> CreatorTerms:
    given = of.fields(FIELDS, "the terms of a creator")
    how: dict[str, Callable[[Any], Any]] = {
        "wishes": _list, "exclusions": _list, "minimum_fee": positive, "at_once": _count, "running": _count,
    }  # fmt: skip
    return CreatorTerms(account, **{name: one.read(f"{account}: {name}", how[name]) for name, one in given.items()})


def _list(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in (value if isinstance(value, list) else [value]))


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadInput(
            f"'{value}' is not a number of collaborations.", "Write a whole number, such as 2.",
            nl=f"'{value}' is geen aantal samenwerkingen.", nl_advice="Schrijf een geheel getal, zoals 2.",
        )  # fmt: skip
    return value


def folded(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names as they are compared: without space around them, in small letters."""
    return tuple(name.strip().casefold() for name in names)


def _excluded(subject: str) -> Words:
    return Words(f"de creator werkt niet voor {subject}", f"the creator doesn't work for {subject}")
