"""Pools of made-up accounts, with as much known of each as a test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from kring.match import Brief
from kring.match.criteria import CreatorTerms, Pool
from kring.profile.brands import BRAND_POSTS, COLLABORATIONS
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import NICHE_SHARES
from kring.profile.price import PRICES

FIGURE_NAMES = (
    "answered_comments",
    "authenticity",
    "clean_feed",
    "commercial_share",
    "monthly_growth",
    "posts_per_week",
)
BRIEF = Brief.from_mapping({
    "name": "voorjaar", "company": "Fabelzool", "category": "shoes", "niches": ["mama", "vegan"], "budget": 2_000,
    "creators": {"most": 4}, "unknown": "keep", "limits": {"contact": {"least": "5%"}}, "roles": ["mentor"],
})  # fmt: skip
WHO = pa.schema(
    [(name, pa.string()) for name in ("account", "creator", "platform", "handle", "name", "tier", "category",
                                      "language", "country", "city")] + [("followers", pa.int64())]
)  # fmt: skip
Known = Mapping[str, Any]


def pool(known: Mapping[str, Known]) -> Pool:
    """A pool of accounts by name, each with `followers`, `category`, `niches`, `fee`, `terms` and figures by name."""
    accounts = [
        {"account": name, "platform": name.partition(":")[0], "followers": one.get("followers"),
         "category": one.get("category"), "language": one.get("language")}
        for name, one in known.items()
    ]  # fmt: skip
    figures = [
        {"account": name, "figure": figure, "value": one[figure], "low": one[figure], "high": one[figure], "n": 20,
         "basis": "measured", "note": ""}
        for name, one in known.items() for figure in FIGURE_NAMES if figure in one
    ]  # fmt: skip
    niches = [
        {"account": name, "niche": niche, "share": share, "low": share, "high": share, "texts": 20}
        for name, one in known.items() for niche, share in one.get("niches", {}).items()
    ]  # fmt: skip
    prices = [
        {"account": name, "deliverable": "post", "value": one["fee"], "low": one["fee"], "high": one["fee"], "n": 1,
         "basis": "declared", "rests_on": "rate_card", "usual": one.get("usual_fee")}
        for name, one in known.items() if "fee" in one
    ]  # fmt: skip
    details = {
        "niches": pa.Table.from_pylist(niches, NICHE_SHARES), "prices": pa.Table.from_pylist(prices, PRICES),
        "brand_posts": BRAND_POSTS.empty_table(), "collaborations": COLLABORATIONS.empty_table(),
    }  # fmt: skip
    terms = {name: CreatorTerms(name, **one["terms"]) for name, one in known.items() if "terms" in one}
    return Pool(
        pa.Table.from_pylist(accounts, WHO), pa.Table.from_pylist(figures, FIGURES), details, terms=terms,
        shown_brands=frozenset({"Fabelzool"}),
    )  # fmt: skip


def shuffled(whole: Pool, order: Sequence[int]) -> Pool:
    """The same pool with the rows of all its tables in another order."""

    def turned(table: pa.Table) -> pa.Table:
        return table.take(pa.array(sorted(range(table.num_rows), key=lambda row: order[row % len(order)]), pa.int64()))

    details = {name: turned(table) for name, table in whole.details.items()}
    return Pool(turned(whole.accounts), turned(whole.figures), details, terms=dict(reversed(whole.terms.items())),
                shown_brands=whole.shown_brands)  # fmt: skip


share = st.floats(0, 1)
terms = st.fixed_dictionaries({}, optional={
    "wishes": st.sampled_from([("vegan",), ("shoes",), ("golf",)]), "minimum_fee": st.sampled_from([50.0, 900.0, 5e3]),
    "exclusions": st.sampled_from([(), ("golf",), ("Shoes",)]), "at_once": st.integers(0, 3),
    "running": st.integers(0, 3),
})  # fmt: skip
# golf is no niche of Kring: an organisation's own
niches = st.one_of(
    st.sampled_from([{}, {"mama": 0.04}, {"golf": 1.0}, {"vegan": 0.5, "golf": 0.5}, {"mama": 0.05, "vegan": 0.3}]),
    st.builds(lambda part: {"mama": part, "golf": 1 - part}, share),
)
one = st.fixed_dictionaries({}, optional={
    "followers": st.integers(0, 2_000_000), "category": st.sampled_from(["vegan", "golf", "none of them"]),
    "niches": niches, "fee": st.floats(1, 4_000), "terms": terms, "monthly_growth": st.floats(-0.1, 0.2),
    "posts_per_week": st.floats(0, 30), "language": st.sampled_from(["nl", "en"]),
    **dict.fromkeys(FIGURE_NAMES[:4], share),
})  # fmt: skip
pools = st.dictionaries(st.sampled_from([f"instagram:a{number}" for number in range(9)]), one, min_size=1).map(pool)
"""Pools of a few accounts of which anything or nothing is known."""
