"""Running collaborations as far as they can be seen: paid posts of the last weeks, with the brand they name.

A post counts as paid when the platform's label is on it or its words say so (`kring.profile.signs`). Limits: most
advertising is not disclosed (Ershov, He and Seiler 2025), so what is seen is the least there is; and no post tells what
exclusivity was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from kring.plan.calendar.from_plans import Behind, monday
from kring.plan.calendar.wishes import Running
from kring.profile.signs import DISCLOSURE_WORD, PAID_LABEL, signs_of_post

COLUMNS = ("account", "published_at", "caption", "link", "hashtags", "mentions", "paid_label", "sponsor")
NO_BRAND = "?"
"""Stands for the brand of a paid post that names none."""


def running_posts(
    posts: pa.Table, who: Behind, *, since: date, until: date, categories: Mapping[str, str] | None = None
) -> tuple[Running, ...]:
    """The paid posts from `since` up to and including `until`, one row each, by creator and week.

    `posts`: the columns `COLUMNS`. `categories`: the category of a brand, by its name or handle in any case; a brand
    that is not in it competes with nobody as far as is known.
    """
    by_brand = {_folded(brand): (brand, category) for brand, category in (categories or {}).items()}
    found = []
    for row in posts.select(list(COLUMNS)).to_pylist():
        at = row["published_at"]
        if at is None or not since <= at.date() <= until or not _paid(row):
            continue
        brand = next(iter(_brands(row)), NO_BRAND)
        name, category = by_brand.get(_folded(brand), (brand, ""))
        found.append(Running(who.creator.get(row["account"], row["account"]), name, category, monday(at.date())))
    return tuple(sorted(found, key=lambda one: (one.creator, one.week, one.brand)))


def _paid(row: Mapping[str, Any]) -> bool:
    signs = signs_of_post(row["caption"], row["link"], row["hashtags"], row["paid_label"], row["sponsor"])
    return bool(row["sponsor"]) or any(sign.kind in (PAID_LABEL, DISCLOSURE_WORD) for sign in signs)


def _brands(row: Mapping[str, Any]) -> Iterator[str]:
    """The sponsor the label names, else the account the text names."""
    if row["sponsor"]:
        yield row["sponsor"]
    yield from row["mentions"] or ()


def _folded(brand: str) -> str:
    return brand.strip().lstrip("@").casefold()
