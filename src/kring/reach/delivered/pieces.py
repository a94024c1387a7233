"""Which deliverable an observed post is: its kind and its platform together.

A platform's own list of deliverables (`kring.vocabulary.platforms`) decides: a video on Instagram stands in the feed as
a reel, a picture on TikTok counts with its videos. A post of unknown kind counts as the platform's first deliverable.
"""

from __future__ import annotations

from kring.vocabulary.platforms import platforms

STANDS_FOR: dict[str, tuple[str, ...]] = {
    "image": ("post",),
    "carousel": ("post",),
    "text": ("post", "blog"),
    "story": ("story",),
    "reel": ("reel", "video"),
    "video": ("video", "reel"),
    "live": ("live",),
}


def main_deliverable(platform: str | None) -> str:
    """What a creator makes first of all on a platform: a post, a video, an episode; a post where nothing is known."""
    known = platforms().get(platform or "other", platforms()["other"])
    return known.deliverables[0]


def deliverable_of(kind: str | None, platform: str | None) -> str:
    """The deliverable that a post of this kind is an example of."""
    offered = platforms().get(platform or "other", platforms()["other"]).deliverables
    likely = STANDS_FOR.get(kind or "", ())
    return next((name for name in likely if name in offered), main_deliverable(platform))
