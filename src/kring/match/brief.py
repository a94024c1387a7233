"""`Brief`: what a company wants, as a YAML file or a form says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kring.errors import BadInput
from kring.match.bundle import Bundle
from kring.match.goal import Goal
from kring.match.limits import Limits, Money
from kring.reach import Segment
from kring.vocabulary.niches import Niche

Unknown = Literal["keep", "leave_out"]
PlanFor = Literal["middle", "low"]


@dataclass(frozen=True)
class Creators:
    """How many creators: at least and at most; None is without limit."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Period:
    """The days the work falls in, both included; None is open."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class GroupWeight:
    """A person of `group` counts `weight` times as much as others of the target group."""

    group: Segment
    weight: float


@dataclass(frozen=True)
class Brief:
    """What a company wants.

    `category`: what the company sells, and `rivals`: other categories it competes with; the calendar keeps creators
    apart for competitors. `goal`: what the plan maximises (a `Goal`, its name or its mapping); `reach` is the
    number of different people in the target group. `budget`: euros without VAT. `creators`: how many. `target`: who
    must be reached, `weights`: which of them count more or less. `niches`, `platforms`, `tiers`, `languages`: what
    creators may be chosen from; empty means any. `values`, `roles`: what speaks for a creator in a ranking, and
    keeps nobody out. `required` and `forbidden`: accounts, handles or names.
    `deliverable`: what each makes; `deliverables`: what each may make instead, of which the plan chooses one for
    each. `fees`: what one may ask. `limits`: what else the plan keeps to. `unknown`: whether a creator of whom
    something that the brief asks for is not known is left out (the default: who asks for a niche expects that
    niche) or kept, which the plan then says. `acceptance`: the chance that a creator who is asked says yes and
    delivers; None is not known, and the outlook then leaves it out. `plan_for`: the `middle` of what may come, or
    the `low` end of it. `own_niches`: what its niches may name besides those of Kring; no part of its YAML.

    Raises BadInput or UnknownName for a value that can't be, naming the field.
    """

    name: str
    company: str = ""
    category: str = ""
    rivals: tuple[str, ...] = ()
    goal: Goal = field(default_factory=Goal)
    budget: float | None = None
    creators: Creators = field(default_factory=Creators)
    target: Segment = field(default_factory=Segment)
    weights: tuple[GroupWeight, ...] = ()
    niches: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    deliverable: str = "post"
    deliverables: tuple[Bundle, ...] = ()
    fees: Money = field(default_factory=Money)
    period: Period = field(default_factory=Period)
    limits: Limits = field(default_factory=Limits)
    unknown: Unknown = "leave_out"
    acceptance: float | None = None
    plan_for: PlanFor = "middle"
    own_niches: tuple[Niche, ...] = ()

    def __post_init__(self) -> None:
        from kring.match.brief_checks import checked

        for name, value in checked(self).items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_yaml(cls, source: str | Path, *, own_niches: Sequence[Niche] = ()) -> Brief:
        """A brief from a YAML file (a Path, or a text that ends in .yaml or .yml) or from YAML text.

        Raises BadInput or UnknownName that name the file, the line and the field.
        """
        from kring.match.brief_yaml import read_brief

        return read_brief(source, own_niches)

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any], *, own_niches: Sequence[Niche] = ()) -> Brief:
        """A brief from plain values, with the field names of the YAML file. Raises as the class does."""
        from kring.match.brief_yaml import brief_of

        return brief_of(given, own_niches)

    def to_yaml(self) -> str:
        """The brief as YAML that `from_yaml` reads back; fields left at their default are left out."""
        from kring.match.brief_yaml import written

        return written(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain values with the field names of the YAML file."""
        from kring.match.brief_yaml import plain

        return plain(self)

    @property
    def most(self) -> int | None:
        """The most creators that may be chosen."""
        return self.creators.most

    @property
    def least(self) -> int:
        """The fewest creators that must be chosen."""
        return self.creators.least or 0

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        """What a creator may make: `deliverables`, else one piece of `deliverable`."""
        return self.deliverables or (Bundle(((self.deliverable, 1),)),)

    def require_a_limit(self) -> None:
        """Raises BadInput when neither a budget nor a number of creators limits the plan."""
        from kring.match.brief_checks import placed

        if self.budget is None and self.creators.most is None:
            with placed(None, None, None):
                raise BadInput(
                    f"the brief '{self.name}' has no budget and no number of creators.",
                    "Say what may be spent (budget: 5000), or how many creators may be asked (creators: {most: 10}).",
                    nl=f"de opdracht '{self.name}' heeft geen budget en geen aantal creators.",
                    nl_advice="Zeg wat je mag uitgeven (budget: 5000), of hoeveel creators je hoogstens vraagt "
                    "(creators: {most: 10}).",
                )
