"""`Search`: what somebody looks for, as it is saved: text, filters, likeness, order and page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kring.errors import BadInput, UnknownName
from kring.match.brief_checks import placed
from kring.match.discovery.condition import DROP, Condition, Unknown, read_condition, unknown_policy
from kring.match.discovery.query import Query
from kring.match.lined import lined, text_of
from kring.vocabulary.search_filters import CHOICE, NEAR, RANGE, SHARE, search_filter, search_filters

By = Literal["content", "audience"]
BYS: tuple[By, ...] = ("content", "audience")
TEXT, LIKENESS, NAME = "text", "likeness", "account"
MOST_ROWS = 1_000


@dataclass(frozen=True)
class Search:
    """A search.

    `text`: words, "phrases", -unwanted, #tags, @handles (`kring.match.discovery.query`). `filters`: by name what is
    asked, a `Condition` or any way to write one; all must hold. `unknown`: whether accounts stay of whom a filter is
    not known. `sort`: text, likeness, or a filter by name, with its entry where it has any (`fee:reel`,
    `niche:vegan`); the highest first unless `lowest_first`; without any by likeness, else text, else followers.
    `meaning`: also find by the niche the text is about. `like`: accounts to find others like, `by` content or
    audience. `page` from 1, of `size` rows.

    Raises `BadInput` or `UnknownName`, which name the field.
    """

    text: str = ""
    filters: Mapping[str, Condition] = field(default_factory=dict)
    unknown: Unknown = DROP
    sort: str = ""
    lowest_first: bool = False
    meaning: bool = True
    like: tuple[str, ...] = ()
    by: By = "content"
    page: int = 1
    size: int = 50

    def __post_init__(self) -> None:
        if not isinstance(self.filters, Mapping):
            raise _wrong(
                "filters", "is no mapping of filters.", "Write 'platform: instagram' below it, say.",
                "is geen lijst van filters.", "Schrijf er bijvoorbeeld 'platform: instagram' onder.",
            )  # fmt: skip
        read = {str(name): read_condition(search_filter(str(name)), one) for name, one in self.filters.items()}
        given: Any = self.like
        like = (given,) if isinstance(given, str) else tuple(given)
        settled = {
            "filters": read, "like": tuple(dict.fromkeys(like)), "text": str(self.text or "").strip(),
            "unknown": unknown_policy(self.unknown) or DROP, "page": _whole("page", self.page),
            "size": _whole("size", self.size),
        }  # fmt: skip
        for name, value in settled.items():
            object.__setattr__(self, name, value)
        if self.by not in BYS:
            raise UnknownName("by", str(self.by), list(BYS), f"Write {' or '.join(BYS)}.",
                              nl_advice=f"Schrijf {' of '.join(BYS)}.")  # fmt: skip
        self._check_sort()
        Query.read(self.text)

    def _check_sort(self) -> None:
        if self.sort in ("", TEXT, LIKENESS, NAME):
            if (self.sort == TEXT and not self.text) or (self.sort == LIKENESS and not self.like):
                raise _wrong("sort", f"there is no {self.sort} to sort by.", "Sort by something else.",
                             f"er is niets om op te sorteren ({self.sort}).", "Sorteer op iets anders.")  # fmt: skip
            return
        name, entry = self.sorted_by
        found = search_filter(name)
        if found.kind == CHOICE or (found.kind == SHARE and not entry):
            raise _wrong(
                "sort", f"'{self.sort}' has no order.", "Sort by a number, such as followers or niche:vegan.",
                f"'{self.sort}' heeft geen volgorde.", "Sorteer op een getal, zoals followers of niche:vegan.",
            )  # fmt: skip
        if found.kind == NEAR and NEAR not in self.filters:
            raise _wrong("sort", "there is no point to sort by.", "Give a place: near.",
                         "er is geen punt om op te sorteren.", "Geef een plaats: near.")  # fmt: skip
        if found.kind != NEAR and (found.kind != RANGE or entry):
            read_condition(found, {"of": entry, "least": 0})

    @property
    def sorted_by(self) -> tuple[str, str]:
        """The filter that is sorted by and its entry, both empty where it is none."""
        name, _, entry = self.sort.partition(":")
        return name, entry

    @property
    def order(self) -> str:
        """What is sorted by, also where nothing was asked."""
        return self.sort or (LIKENESS if self.like else TEXT if self.text else "followers")

    def keeps_unknown(self, name: str) -> bool:
        """Whether accounts stay of whom this filter is not known."""
        return (self.filters[name].unknown or self.unknown) != DROP

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `from_mapping` reads them; what is not asked is left out."""
        plain = {
            "text": self.text, "filters": {name: one.to_dict() for name, one in self.filters.items()},
            "unknown": self.unknown, "sort": self.sort, "lowest_first": self.lowest_first, "meaning": self.meaning,
            "like": list(self.like), "by": self.by, "page": self.page, "size": self.size,
        }  # fmt: skip
        usual = Search()
        return {name: value for name, value in plain.items() if getattr(self, name) != getattr(usual, name)}

    def to_yaml(self) -> str:
        """The search as YAML, to save it."""
        import yaml

        return str(yaml.safe_dump(self.to_dict(), allow_unicode=True, sort_keys=False))

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any]) -> Search:
        """The search a mapping describes. `near` may stand beside the filters. Raises as `Search` does."""
        known = [*cls.__dataclass_fields__, NEAR]
        for name in given:
            if name not in known:
                there = ", ".join(known)
                raise UnknownName("field in a search", str(name), known, f"There are: {there}.",
                                  nl_advice=f"Dit zijn de velden: {there}.")  # fmt: skip
        fields = {name: value for name, value in given.items() if value is not None and name != NEAR}
        if given.get(NEAR) is not None:
            fields["filters"] = {**fields.get("filters", {}), NEAR: given[NEAR]}
        return cls(**fields)

    @classmethod
    def from_yaml(cls, source: str | Path) -> Search:
        """The search in a YAML file or text. Raises `BadInput` or `UnknownName`, with file and line where it can."""
        file, text = text_of(source)
        given = lined(text, file).fields((*cls.__dataclass_fields__, NEAR), "a search")
        plain = {name: one.plain() for name, one in given.items()}
        asked = given["filters"].fields(tuple(search_filters()), "'filters'") if "filters" in given else {}
        asked |= {NEAR: given[NEAR]} if NEAR in given else {}
        plain.pop(NEAR, None)
        plain["filters"] = {
            name: read_condition(search_filter(name), one.plain(), one.file, one.line) for name, one in asked.items()
        }
        with placed(file, None, None):
            return cls.from_mapping(plain)


def _whole(field: str, given: Any) -> int:
    most = MOST_ROWS if field == "size" else 10**9
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= most:
        raise _wrong(field, f"'{given}' is no whole number from 1 to {most}.", "Write 1, say.",
                     f"'{given}' is geen geheel getal van 1 tot en met {most}.", "Schrijf bijvoorbeeld 1.")  # fmt: skip
    return given


def _wrong(field: str, en: str, advice: str, nl: str, nl_advice: str) -> BadInput:
    return BadInput(f"{field}: {en}", advice, nl=f"{field}: {nl}", nl_advice=nl_advice)
