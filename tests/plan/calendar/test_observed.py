"""Paid posts that were seen run already; posts that are not paid don't."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from kring.facts.schema import TABLES
from kring.plan.calendar import Behind, Running, running_posts

WHO = Behind({"instagram:ann": "instagram:ann", "tiktok:ann": "instagram:ann"}, {})
EMPTY: dict[str, Any] = dict.fromkeys(TABLES["posts"].arrow_schema.names)


def seen(*rows: dict[str, Any], **options: Any) -> tuple[Running, ...]:
    common = {**EMPTY, "account": "tiktok:ann", "published_at": datetime(2027, 1, 6, 12, tzinfo=UTC)}
    full = [{**common, **row} for row in rows]
    table = pa.Table.from_pylist(full, TABLES["posts"].arrow_schema)
    return running_posts(table, WHO, since=date(2026, 12, 1), until=date(2027, 1, 31), **options)


def test_a_label_or_clear_words_make_a_post_run_in_its_week_for_the_creator_behind_the_account() -> None:
    labelled, worded = {"paid_label": True, "sponsor": "Kruimel"}, {"caption": "#ad yum", "mentions": ["kruimel"]}
    week = date(2027, 1, 4)
    assert seen(labelled, categories={"kruimel": "food"}) == (Running("instagram:ann", "kruimel", "food", week),)
    assert seen(worded, categories={"Kruimel": "food"}) == (Running("instagram:ann", "Kruimel", "food", week),)


def test_a_brand_of_unknown_category_competes_with_nobody() -> None:
    assert [one.category for one in seen({"paid_label": True, "sponsor": "Kruimel"})] == [""]
    assert [one.brand for one in seen({"paid_label": True})] == ["?"]


def test_what_is_not_paid_or_lies_elsewhere_does_not_run() -> None:
    early = {"paid_label": True, "published_at": datetime(2026, 11, 30, tzinfo=UTC)}
    assert seen({"caption": "geen #ad"}, {"caption": "sunny day", "mentions": ["kruimel"]}, {}, early) == ()
