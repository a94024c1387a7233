"""The fans of a brand as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.web.presenters.problems import said
from kring.errors import UnknownName

if TYPE_CHECKING:
    from kring.profile import Profile
    from kring.profile.brands import Fan, Mention
    from kring.workspace import Workspace

MOST_FANS, MOST_QUOTES = 50, 3


@dataclass(frozen=True, slots=True)
class FanLine:
    """One fan with its account, and its newest mentions that speak well of the brand."""

    of: Fan
    profile: Profile
    quotes: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class FansShown:
    """The answer for `brand`: `lines`, the surest first, and how many `more`; or what is the `problem`.

    `brands`: those that posts here show, to choose from.
    """

    brand: str
    brands: tuple[str, ...]
    lines: tuple[FanLine, ...] = ()
    more: int = 0
    problem: tuple[str, ...] = ()


def fans_shown(workspace: Workspace, brand: str) -> FansShown:
    """The fans of a brand; without a brand only what can be chosen."""
    brands = tuple(workspace.brands())
    if not brand:
        return FansShown("", brands)
    try:
        found = workspace.fans(brand)
    except UnknownName as unknown:
        return FansShown(brand, brands, problem=tuple(part for part in said(unknown) if part))
    named = found[0].brand if found else brand
    lines = tuple(_line(workspace, fan) for fan in found[:MOST_FANS])
    return FansShown(named, brands, lines, max(len(found) - MOST_FANS, 0))


def _line(workspace: Workspace, fan: Fan) -> FanLine:
    positive = [mention for mention in fan.mentions if mention.positive]
    return FanLine(fan, workspace.profiles().of(fan.account), tuple(positive[:MOST_QUOTES]))
