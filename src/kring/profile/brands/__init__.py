"""Brands in posts: which are recognised, the collaborations behind them, and fans who speak of a brand unpaid."""

from kring.profile.brands.brand_posts import BRAND_POSTS, brand_posts
from kring.profile.brands.collaborations import (
    AGREED,
    COLLABORATIONS,
    Collaboration,
    collaborations,
    with_competitors_of,
)
from kring.profile.brands.evidence import brand_evidence
from kring.profile.brands.fans import Fan, Mention, brands_liked, fans
from kring.profile.brands.recognition import BrandSign, Post, Recogniser

__all__ = [
    "AGREED",
    "BRAND_POSTS",
    "COLLABORATIONS",
    "BrandSign",
    "Collaboration",
    "Fan",
    "Mention",
    "Post",
    "Recogniser",
    "brand_evidence",
    "brand_posts",
    "brands_liked",
    "collaborations",
    "fans",
    "with_competitors_of",
]
