"""Blogs and podcasts as people choose them."""

from __future__ import annotations

from kring.sources.core.kind import Kind
from kring.sources.core.said import Said
from kring.sources.feeds.address import address_of
from kring.sources.feeds.source import Feeds

_CHECKED = Said("feeds written for the tests", "feeds die voor de tests zijn geschreven")
BLOGS = Kind(
    "blog",
    lambda chosen, subjects: Feeds.of("blog", subjects),
    Said("the address of the blog's feed", "het adres van de feed van het blog"),
    "https://blog.example/feed",
    _CHECKED,
    plain=address_of,
)
PODCASTS = Kind(
    "podcast",
    lambda chosen, subjects: Feeds.of("podcast", subjects),
    Said("the address of the podcast's feed", "het adres van de feed van de podcast"),
    "https://podcast.example/feed.rss",
    _CHECKED,
    plain=address_of,
)
