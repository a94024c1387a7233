"""What is seen of posts, of the comments below them, and of the orders that came with their codes and links."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from kring.vocabulary.places import municipalities
from kring.world.captions import Texts, deal_code, deal_label
from kring.world.chance import Floats, Ints, chance, keys_of
from kring.world.comments import Comments
from kring.world.commerce import Commerce, brands
from kring.world.creators import Creators
from kring.world.engagement import Figures
from kring.world.follows import Follows
from kring.world.growth import DAY, History
from kring.world.naming import Names
from kring.world.observed import counts, moments, named, table
from kring.world.people import People, areas
from kring.world.posts import KINDS, Posts

CONVERSION = 0.004


def post_ids(posts: Posts) -> list[str]:
    """The id of each post."""
    return [f"synp{number:08d}" for number in range(posts.count)]


def posts_table(
    creators: Creators, posts: Posts, commerce: Commerce, texts: Texts, figures: Figures, names: Names,
    observed_at: int, seed: int,
) -> pa.Table:  # fmt: skip
    """`posts`: what can be seen of each post at the end of the world's time."""
    rng = chance(seed, "posts seen")
    near_home = rng.random(posts.count) < 0.45 * creators.locality[posts.creator] + 0.15
    elsewhere = rng.random(posts.count) < 0.12
    town = np.where(elsewhere, rng.integers(0, len(municipalities()), posts.count), creators.home[posts.creator])
    sponsor = np.where(commerce.label & (rng.random(posts.count) < 0.8), commerce.brand, -1)
    columns = {
        "post": post_ids(posts),
        "account": named(names.account, posts.account),
        "published_at": moments(posts.published),
        "kind": named(KINDS, posts.kind),
        "caption": texts.caption,
        "link": pa.array(texts.link, pa.string()),
        "hashtags": texts.hashtags,
        "mentions": texts.mentions,
        "tagged": texts.tagged,
        "paid_label": commerce.label,
        "sponsor": named([brand.handle for brand in brands()], sponsor),
        "geotag": named(municipalities(), np.where(near_home | elsewhere, town, -1)),
        "likes": counts(figures.likes),
        "comments": counts(figures.comments),
        "shares": counts(figures.shares),
        "saves": counts(figures.saves),
        "views": counts(figures.views),
        "reach": counts(figures.reach),
        "impressions": counts(figures.impressions),
    }
    return table("posts", observed_at, columns)


def comments_table(people: People, posts: Posts, comments: Comments, seed: int, observed_at: int) -> pa.Table:
    """`comments`: as captured; authors as keys."""
    ids = pa.array([f"sync{number:09d}" for number in range(comments.count)])
    creator_keys = keys_of(np.arange(int(posts.creator.max()) + 1), seed, "creator")
    keys = np.where(comments.by_creator, creator_keys[posts.creator[comments.post]], people.key[comments.author])
    columns = {
        "comment": ids,
        "post": named(post_ids(posts), comments.post),
        "parent": ids.take(pa.array(comments.parent, mask=comments.parent < 0)),
        "author_key": keys,
        "by_creator": comments.by_creator,
        "text": comments.text,
        "published_at": moments(comments.moment),
        "likes": counts(comments.likes),
    }
    return table("comments", observed_at, columns)


def sales_table(
    people: People, creators: Creators, posts: Posts, commerce: Commerce, figures: Figures, follows: Follows,
    names: Names, history: History, seed: int,
) -> pa.Table:  # fmt: skip
    """`sales`: orders that name a code or a link, most within days of a post, some long after it."""
    rng = chance(seed, "sales")
    offers = np.flatnonzero(commerce.code | commerce.link)
    orders = rng.poisson(figures.true_reach[offers] * CONVERSION * _pull(creators, posts, offers))
    post = np.repeat(offers, orders)
    days = np.where(rng.random(len(post)) < 0.85, rng.exponential(2.5, len(post)), rng.uniform(0, 60, len(post)))
    at = posts.published[post] + (days * DAY).astype(np.int64)
    post, at = post[at < history.moments[-1]], at[at < history.moments[-1]]
    deal = commerce.collaboration[post]
    by_code = commerce.code[post] & (~commerce.link[post] | (rng.random(len(post)) < 0.6))
    deals = commerce.collaborations.count
    order_value = np.asarray([brand.order for brand in brands()])[commerce.brand[post]]
    columns = {
        "code": named([deal_code(commerce, names, d) for d in range(deals)], np.where(by_code, deal, -1)),
        "link": named([deal_label(commerce, names, d) for d in range(deals)], np.where(by_code, -1, deal)),
        "order_key": keys_of(np.arange(len(post)), seed, "order"),
        "amount": np.round(order_value * rng.lognormal(-0.08, 0.4, len(post)), 2),
        "currency": pa.repeat(pa.scalar("EUR"), len(post)),
        "at": moments(at),
        "postcode_area": _where_from(rng, people, posts, follows, post),
    }
    return table("sales", int(history.moments[-1]), columns)


def _pull(creators: Creators, posts: Posts, offers: Ints) -> Floats:
    """How well each post sells: trust by personal contact, and luck."""
    pull: Floats = np.exp(0.3 * creators.warmth[posts.creator[offers]])
    return pull


def _where_from(rng: np.random.Generator, people: People, posts: Posts, follows: Follows, post: Ints) -> pa.Array:
    """The postcode areas of buyers, who are followers; one in seven unknown."""
    account = posts.account[post]
    at = follows.starts[account] + (rng.random(len(post)) * follows.counts[account]).astype(np.int64)
    area = people.area[follows.person[np.minimum(at, len(follows.person) - 1)]]
    return named(areas()[0], np.where(rng.random(len(post)) < 0.14, -1, area))
