"""How large a world is and how much of it is observed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of a world; each is a choice, none a finding.

    A world is a country of its own: a follower is a person in it, so tiers come from real follower counts. In 60,000
    people there is room for starters, nano and micro; the few stars draw as many again from abroad and reach meso.
    Macro needs about 300,000 people, mega about three million.

    `abroad`: people abroad for each person in the country. `bots`: bots for each person. `tail`: exponent of the Pareto
    law of follower counts (smaller = heavier). `smallest`: the fewest followers aimed at. `stars`: share of creators
    with followers all over the country and abroad. `posts`: newest posts captured an account, at most. `comments`:
    first-level comments captured a post, at most. `listed`: share of accounts whose follower list is known in full.
    """

    abroad: float = 1.0
    bots: float = 0.04
    tail: float = 0.9
    smallest: int = 400
    stars: float = 0.01
    posts: int = 24
    comments: int = 8
    listed: float = 0.9


LARGE = Scale(abroad=0.5, tail=1.2, smallest=250, stars=0.0003, posts=12, comments=3)
"""For benchmarks: about eleven million followings for 10,000 creators and 500,000 people."""
