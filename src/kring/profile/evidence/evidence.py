"""`evidence`: for every figure and conclusion the observations behind it, each kind found in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kring.facts.facts import Facts
from kring.profile.authenticity.commenting import FIGURE_OF_FLAG
from kring.profile.clean_feed import FIGURE_OF_KIND
from kring.profile.contact.evidence import OF_ANSWERS, OF_THREADS, answer_evidence, thread_evidence
from kring.profile.embedder import Embedder, best_embedder
from kring.profile.engagement import DIVISORS
from kring.profile.evidence.asked import Asked
from kring.profile.evidence.of_accounts import followers_by_month, followers_looked_at, places_told, snapshots
from kring.profile.evidence.of_comments import comments_below, comments_like_it
from kring.profile.evidence.of_posts import (
    posts_by_niche,
    posts_counted,
    posts_crediting_others,
    posts_engaged_with,
    posts_with_a_sign,
)
from kring.profile.quoted import Evidence
from kring.profile.role import role_evidence
from kring.profile.value_evidence import value_evidence
from kring.vocabulary.conclusions import figure_or_conclusion
from kring.vocabulary.niches import Niche
from kring.vocabulary.values import values

Way = Callable[[Asked], Iterator[Evidence]]
OF_SNAPSHOTS = ("followers", "monthly_growth", "followers_in_a_year", "next_tier_chance")
OF_COMMENTS = ("answered_comments", "hours_to_answer", "comments_captured")
WAYS: Mapping[str, Way] = MappingProxyType(
    {
        **dict.fromkeys(OF_SNAPSHOTS, snapshots),
        **dict.fromkeys(OF_COMMENTS, comments_below),
        **dict.fromkeys(OF_THREADS, lambda asked: thread_evidence(asked.facts, asked.posts, asked.figure)),
        **dict.fromkeys(OF_ANSWERS, lambda asked: answer_evidence(asked.facts, asked.posts, asked.figure)),
        **dict.fromkeys(FIGURE_OF_FLAG.values(), comments_like_it),
        **dict.fromkeys(("clean_feed", *FIGURE_OF_KIND.values()), posts_with_a_sign),
        **dict.fromkeys(("engagement_per_follower", *DIVISORS), posts_engaged_with),
        **dict.fromkeys(values(), lambda asked: value_evidence(asked.facts, asked.posts, asked.figure, asked.embedder)),
        "posts_per_week": posts_counted,
        "self_made": posts_crediting_others,
        "niche_focus": posts_by_niche,
        "role": lambda asked: role_evidence(asked.facts, asked.account),
        "came_last_year": followers_by_month,
        "local_share": places_told,
        "authenticity": followers_looked_at,
    }
)


def evidence(
    facts: Facts,
    account: str,
    figure: str,
    limit: int = 20,
    own: Sequence[Niche] = (),
    embedder: Embedder | None = None,
) -> tuple[Evidence, ...]:
    """What a figure of an account rests on, at most `limit` entries, the newest first.

    Commercial figures give the posts with a sign, the words quoted and the rule that found them (for clean_feed: what
    speaks against it); engagement the posts with their sums; contact the comments with their answers; focus the posts
    with their likeliest niche, an organisation's `own` among them; local_share what names or tells a place. `figure`
    may also be a conclusion, such as the role or a kind of value (`kring.vocabulary.conclusions`). `embedder`: what
    profiles were read with, the best there is when None. Raises `UnknownName` for no such figure.
    """
    figure_or_conclusion(figure)
    found = WAYS[figure](Asked(facts, account, figure, embedder or best_embedder(), tuple(own)))
    newest_first = sorted(found, key=lambda entry: (entry.moment is not None, entry.moment), reverse=True)
    return tuple(newest_first[:limit])
