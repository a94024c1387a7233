"""The creators that were found, as lines of the table, with what is unknown or unsure of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.web.language import page_language
from kring.estimate import Estimate
from kring.match.discovery.homes import HomeOf
from kring.vocabulary.figures import figures
from kring.vocabulary.search_filters import NEAR, search_filter
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.discovery import Found, Row
    from kring.profile import Profile, Profiles

USUAL_DELIVERABLE = "post"
NO_FEE = Estimate.unknown("no fee is known")
BESIDE = ("followers", "fee")


@dataclass(frozen=True, slots=True)
class ValueShown:
    """What a line is sorted by: an estimate, or else a plain value; `kind` and `unit` say how it is written."""

    estimate: Estimate | None
    value: float | None
    kind: str
    unit: str

    @property
    def how(self) -> str:
        """How an estimate is written in a table."""
        return f"{self.kind} brief"


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One creator that was found."""

    profile: Profile
    niche: Words | None
    niche_share: Estimate | None
    by_meaning: Words | None
    home: HomeOf | None
    fee: Estimate
    value: ValueShown | None
    unknown: tuple[Words, ...]
    unsure: tuple[Words, ...]
    reason: Words | None
    likeness: float | None

    @property
    def shown(self) -> str:
        """What the account is called."""
        return self.profile.handle or self.profile.account

    @property
    def place(self) -> str:
        """The municipality of the home, or else the place in the profile."""
        return self.home.municipality if self.home else self.profile.city or ""


def result_lines(profiles: Profiles, found: Found, labels: Mapping[str, Words]) -> list[ResultLine]:
    """The rows of the page, ready to show; `labels`: what niches are called, own ones too."""
    return [_line(found, row, profiles.of(row.account), labels) for row in found.rows]


def shows_value(found: Found) -> bool:
    """Whether what is sorted by needs a column of its own."""
    return found.search.order not in ("followers", "text", "likeness", "account", *_fee_orders(found))


def fee_deliverable(found: Found) -> str:
    """Whose fee is shown: of the deliverable that is sorted by or asked, else of a post."""
    name, entry = found.search.sorted_by
    asked = found.search.filters["fee"].of if "fee" in found.search.filters else ()
    return (entry if name == "fee" and entry else "") or (asked[0] if asked else USUAL_DELIVERABLE)


def _fee_orders(found: Found) -> tuple[str, ...]:
    return ("fee", f"fee:{fee_deliverable(found)}")


def _line(found: Found, row: Row, profile: Profile, labels: Mapping[str, Words]) -> ResultLine:
    first = next((one for one in profile.niches if one.niche in labels), None)
    meant = labels.get(row.by_meaning) if row.by_meaning else None
    return ResultLine(
        profile, labels[first.niche] if first else None, first.share if first else None, meant, found.home_of(row),
        profile.prices.get(fee_deliverable(found), NO_FEE), _value(found, row, profile),
        tuple(search_filter(name).words for name in row.unknown),
        tuple(search_filter(name).words for name in row.unsure), row.reason, row.likeness,
    )  # fmt: skip


def _value(found: Found, row: Row, profile: Profile) -> ValueShown | None:
    if not shows_value(found):
        return None
    one = search_filter(found.search.order.partition(":")[0])
    if one.figure is not None:
        return ValueShown(profile.estimate(one.figure), None, figures()[one.figure].kind, "")
    unit = one.unit.said_in(page_language()) if one.unit else ""
    kind = "share" if one.is_share else "count"
    return ValueShown(None, row.sorted_by, kind, unit if one.name != NEAR else "km")
