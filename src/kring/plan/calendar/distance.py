"""How far apart posts of one creator for competitors must lie."""

from __future__ import annotations

from typing import Protocol


class Commercial(Protocol):
    """A brief or a running collaboration: what both say of brand, category and exclusivity."""

    @property
    def brand(self) -> str: ...  # noqa: D102
    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def rival_categories(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def exclusive_before(self) -> int: ...  # noqa: D102
    @property
    def exclusive_after(self) -> int: ...  # noqa: D102


def compete(one: Commercial, other: Commercial) -> bool:
    """Whether two different brands are in one category, or in one that either names as rival; an unknown one is not.

    Capitals don't tell brands or categories apart: people type them.
    """
    first, second = one.category.casefold(), other.category.casefold()
    if one.brand.casefold() == other.brand.casefold() or not (first and second):
        return False
    return first == second or first in _rivals(other) or second in _rivals(one)


def _rivals(one: Commercial) -> set[str]:
    return {category.casefold() for category in one.rival_categories}


def exclusive_weeks(first: Commercial, later: Commercial) -> int:
    """Up to how many weeks after the first post a later one for a competitor breaks an exclusivity; 0: none agreed."""
    return max(first.exclusive_after, later.exclusive_before)


def blocked_weeks(first: Commercial, later: Commercial, distance: int) -> int:
    """Up to how many weeks after the first post the later one may not come; -1 when they don't compete.

    Two posts for competitors in one week break any exclusivity of either, and the distance of 1 or more.
    """
    if not compete(first, later):
        return -1
    agreed = max(exclusive_weeks(first, later), exclusive_weeks(later, first))
    return max(exclusive_weeks(first, later), distance - 1, 0 if agreed else -1)
