"""The brand tables of all accounts out of the observations: posts that show a brand, and collaborations.

Method: `kring.profile.brands.brand_posts` over all posts, and `kring.profile.brands.collaborations` over what it finds.
"""

from __future__ import annotations

import narwhals as nw
import pyarrow as pa

from kring.facts.facts import Facts
from kring.profile.brands.brand_posts import BRAND_POSTS, POST_COLUMNS, brand_posts
from kring.profile.brands.collaborations import COLLABORATIONS, collaborations
from kring.profile.brands.recognition import Recogniser

BRAND_TABLES = {"brand_posts": BRAND_POSTS, "collaborations": COLLABORATIONS}


def brand_details(facts: Facts, recogniser: Recogniser, agreed: pa.Table | None = None) -> dict[str, pa.Table]:
    """The tables `brand_posts` (`BRAND_POSTS`) and `collaborations` (`COLLABORATIONS`) of all accounts."""
    posts = facts.newest("posts")
    shown = brand_posts(facts.collect(posts.select(*POST_COLUMNS)), recogniser)
    seen_at = posts.group_by("account").agg(nw.col("observed_at").max().alias("observed_at"))
    return {
        "brand_posts": shown,
        "collaborations": collaborations(shown, facts.collect(seen_at), recogniser.brands, agreed),
    }
