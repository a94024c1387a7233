"""Evidence that is posts: signs of advertising, niches, engagement, who made them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from kring.estimate import number, percent
from kring.profile.clean_feed import FIGURE_OF_KIND
from kring.profile.engagement import DIVISORS, OPTIONAL_PARTS, POST_COLUMNS, engagements, followers_at_post
from kring.profile.evidence.asked import Asked
from kring.profile.figure_rows import coded, floats
from kring.profile.niche import niche_index, niche_of_each, niche_topics
from kring.profile.quoted import QUOTE_LENGTH, Evidence, quoted
from kring.profile.readable import readable
from kring.profile.signs import signs_of_post
from kring.vocabulary.eligibility import caption_patterns
from kring.vocabulary.figures import figure as figure_named
from kring.vocabulary.text import Words


def posts_with_a_sign(asked: Asked) -> Iterator[Evidence]:
    """The posts with a commercial sign of the kind asked for, the words quoted and the rule that found them."""
    kind = next((kind for kind, name in FIGURE_OF_KIND.items() if name == asked.figure), "commercial")
    columns = ("caption", "link", "hashtags", "paid_label", "sponsor")
    for row in asked.facts.collect(asked.posts.select("post", "published_at", *columns)).to_pylist():
        for sign in signs_of_post(*(row[name] for name in columns)):
            if kind in ("commercial", sign.kind):
                words = figure_named(FIGURE_OF_KIND[sign.kind]).words
                yield Evidence("post", row["post"], row["published_at"], sign.quote, sign.rule, words)


def posts_by_niche(asked: Asked) -> Iterator[Evidence]:
    """The posts with their likeliest niche."""
    rows = asked.facts.collect(asked.posts.select("post", "published_at", "caption", "hashtags")).to_pylist()
    read = [(row, text) for row in rows if (text := readable(row["caption"], row["hashtags"]))]
    told = niche_of_each([text for _, text in read], niche_index(asked.embedder, asked.own))
    labels = {topic.name: topic.words for topic in niche_topics(asked.own)}
    for (row, text), found in zip(read, told, strict=True):
        if found:
            name, chance = found
            words = labels[name]
            why = Words(f"{words.nl} ({percent(chance, 'nl')})", f"{words.en} ({percent(chance, 'en')})")
            yield Evidence("post", row["post"], row["published_at"], text[:QUOTE_LENGTH], f"niche:{name}", why)


def posts_counted(asked: Asked) -> Iterator[Evidence]:
    """Every post with its date."""
    words = figure_named(asked.figure).words
    for row in asked.facts.collect(asked.posts.select("post", "published_at", "caption")).to_pylist():
        yield Evidence("post", row["post"], row["published_at"], quoted(row["caption"]), "", words)


def posts_engaged_with(asked: Asked) -> Iterator[Evidence]:
    """The posts with the sum behind their rate of engagement."""
    figure, facts = asked.figure, asked.facts
    table = facts.collect(asked.posts.select(*POST_COLUMNS, "caption"))
    observed = facts.table("accounts").filter(nw.col("account") == asked.account)
    seen = facts.collect(observed.select("account", "followers", "observed_at"))
    _, groups = coded(table["account"])
    engaged, _ = engagements(table, groups, 1)
    by = followers_at_post(table, seen)[0] if figure not in DIVISORS else floats(table[DIVISORS[figure]])
    for place, row in enumerate(table.to_pylist()):
        if engaged[place] == engaged[place] and by[place] > 0:
            why = _sum(row, engaged[place], by[place])
            yield Evidence("post", row["post"], row["published_at"], quoted(row["caption"]), figure, why)


def posts_crediting_others(asked: Asked) -> Iterator[Evidence]:
    """Posts that credit somebody else, or where there are none the others."""
    credits = nw.col("caption").str.to_lowercase().str.contains(caption_patterns().credited).alias("credits")
    told = asked.posts.filter(~nw.col("caption").is_null()).select("post", "published_at", "caption", credits)
    rows = asked.facts.collect(told).to_pylist()
    why = {
        True: Words("noemt een andere maker of plaatst door", "credits another maker or reposts"),
        False: figure_named("self_made").words,
    }
    credited = any(row["credits"] for row in rows)
    for row in rows:
        if row["credits"] or not credited:
            quote = quoted(row["caption"])
            yield Evidence("post", row["post"], row["published_at"], quote, "credit", why[row["credits"]])


def _sum(row: dict[str, Any], engaged: float, by: float) -> Words:
    """The sum behind a post's rate, as it is done: 120 likes, 4 comments: 124 / 2,000 = 6.2%."""
    nl = {"likes": "likes", "comments": "reacties", "saves": "keer bewaard", "shares": "keer gedeeld"}
    parts = [part for part in ("likes", *OPTIONAL_PARTS) if row[part] is not None]
    dutch = ", ".join(f"{number(row[part], 'nl')} {nl[part]}" for part in parts)
    english = ", ".join(f"{number(row[part])} {part}" for part in parts)
    return Words(
        f"{dutch}: {number(engaged, 'nl')} / {number(by, 'nl')} = {percent(engaged / by, 'nl', 2)}",
        f"{english}: {number(engaged)} / {number(by)} = {percent(engaged / by, 'en', 2)}",
    )
