"""What a figure of one account rests on: the posts and comments themselves, with their dates and why they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import number, percent
from kring.facts.facts import Facts
from kring.profile.authenticity.audience import LIKE_A_FAKE, looks_of_followers
from kring.profile.authenticity.commenting import FIGURE_OF_FLAG, telling_comments
from kring.profile.clean_feed import FIGURE_OF_KIND
from kring.profile.contact import answerable_comments
from kring.profile.contact.evidence import OF_ANSWERS, OF_THREADS, answer_evidence, thread_evidence
from kring.profile.embedder import best_embedder
from kring.profile.engagement import DIVISORS, OPTIONAL_PARTS, POST_COLUMNS, engagements, followers_at_post
from kring.profile.figure_rows import coded, floats
from kring.profile.locality.signs import place_signs
from kring.profile.niche import niche_index, niche_of_each, niche_topics
from kring.profile.quoted import QUOTE_LENGTH, Evidence, quoted
from kring.profile.readable import readable
from kring.profile.role import role_evidence
from kring.profile.signs import signs_of_post
from kring.profile.value_evidence import value_evidence
from kring.vocabulary.conclusions import figure_or_conclusion
from kring.vocabulary.eligibility import caption_patterns
from kring.vocabulary.figures import figure as figure_named
from kring.vocabulary.niches import Niche
from kring.vocabulary.text import Words
from kring.vocabulary.values import values

FROM_SNAPSHOTS = ("followers", "monthly_growth", "followers_in_a_year", "next_tier_chance")


def evidence(
    facts: Facts, account: str, figure: str, limit: int = 20, own: Sequence[Niche] = ()
) -> tuple[Evidence, ...]:
    """What a figure of an account rests on, at most `limit` entries, the newest first.

    Commercial figures give the posts with a sign, the words quoted and the rule that found them (for clean_feed: what
    speaks against it); engagement the posts with their sums; contact the comments with their answers; focus the posts
    with their likeliest niche, an organisation's `own` among them; local_share what names or tells a place. `figure`
    may also be a conclusion, such as the role or a kind of value (`kring.vocabulary.conclusions`). Raises `UnknownName`
    for no such figure.
    """
    figure_or_conclusion(figure)
    posts = facts.newest("posts").filter(nw.col("account") == account)
    if figure in FROM_SNAPSHOTS:
        found = _observations(facts, account)
    elif figure in ("answered_comments", "hours_to_answer", "comments_captured"):
        found = _comments(facts, posts, answered_only=figure == "hours_to_answer")
    elif figure in OF_THREADS:
        found = thread_evidence(facts, posts, figure)
    elif figure in OF_ANSWERS:
        found = answer_evidence(facts, posts, figure)
    elif figure == "role":
        found = role_evidence(facts, account)
    elif figure in values():
        found = value_evidence(facts, posts, figure)
    elif figure == "local_share":
        found = _places(facts, account)
    elif figure == "authenticity":
        found = _followers(facts, account)
    elif figure == "self_made":
        found = _captions(facts, posts)
    elif figure in FIGURE_OF_FLAG.values():
        found = _telling(facts, account, figure)
    elif figure == "niche_focus":
        found = _niches(facts, posts, tuple(own))
    elif figure.startswith("engagement") or figure == "posts_per_week":
        found = _posts(facts, posts, account, figure)
    else:
        found = _signs(facts, posts, figure)
    newest_first = sorted(found, key=lambda entry: (entry.moment is not None, entry.moment), reverse=True)
    return tuple(newest_first[:limit])


def _signs(facts: Facts, posts: nw.LazyFrame[Any], figure: str) -> Iterator[Evidence]:
    kind = next((kind for kind, name in FIGURE_OF_KIND.items() if name == figure), "commercial")
    columns = ("caption", "link", "hashtags", "paid_label", "sponsor")
    for row in facts.collect(posts.select("post", "published_at", *columns)).to_pylist():
        for sign in signs_of_post(*(row[name] for name in columns)):
            if kind in ("commercial", sign.kind):
                words = figure_named(FIGURE_OF_KIND[sign.kind]).words
                yield Evidence("post", row["post"], row["published_at"], sign.quote, sign.rule, words)


def _niches(facts: Facts, posts: nw.LazyFrame[Any], own: tuple[Niche, ...]) -> Iterator[Evidence]:
    rows = facts.collect(posts.select("post", "published_at", "caption", "hashtags")).to_pylist()
    read = [(row, text) for row in rows if (text := readable(row["caption"], row["hashtags"]))]
    told = niche_of_each([text for _, text in read], niche_index(best_embedder(), own))
    labels = {topic.name: topic.words for topic in niche_topics(own)}
    for (row, text), found in zip(read, told, strict=True):
        if found:
            name, chance = found
            words = labels[name]
            why = Words(f"{words.nl} ({percent(chance, 'nl')})", f"{words.en} ({percent(chance, 'en')})")
            yield Evidence("post", row["post"], row["published_at"], text[:QUOTE_LENGTH], f"niche:{name}", why)


def _posts(facts: Facts, posts: nw.LazyFrame[Any], account: str, figure: str) -> Iterator[Evidence]:
    table = facts.collect(posts.select(*POST_COLUMNS, "caption"))
    observed = facts.table("accounts").filter(nw.col("account") == account)
    seen = facts.collect(observed.select("account", "followers", "observed_at"))
    _, groups = coded(table["account"])
    engaged, _ = engagements(table, groups, 1)
    by = followers_at_post(table, seen)[0] if figure not in DIVISORS else floats(table[DIVISORS[figure]])
    for place, row in enumerate(table.to_pylist()):
        quote = quoted(row["caption"])
        if figure == "posts_per_week":
            yield Evidence("post", row["post"], row["published_at"], quote, "", figure_named(figure).words)
        elif engaged[place] == engaged[place] and by[place] > 0:
            why = _sum(row, engaged[place], by[place])
            yield Evidence("post", row["post"], row["published_at"], quote, figure, why)


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


def _comments(facts: Facts, posts: nw.LazyFrame[Any], answered_only: bool) -> Iterator[Evidence]:
    names = facts.collect(posts.select("account", "post"))
    under = facts.newest("comments").join(facts.from_arrow(names.select(["post"])), on="post", how="semi")
    roots = facts.collect(answerable_comments(facts.newest("comments"), facts.from_arrow(names)))
    texts = dict(zip(*_columns(facts.collect(under.select("comment", "text")), "comment", "text"), strict=True))
    for row in roots.to_pylist():
        if row["answered"] or not answered_only:
            quote = quoted(texts.get(row["comment"]))
            yield Evidence("comment", row["comment"], row["commented_at"], quote, "thread", _answer(row))


def _captions(facts: Facts, posts: nw.LazyFrame[Any]) -> Iterator[Evidence]:
    """Posts that credit somebody else, or where there are none the others."""
    credits = nw.col("caption").str.to_lowercase().str.contains(caption_patterns().credited).alias("credits")
    told = posts.filter(~nw.col("caption").is_null()).select("post", "published_at", "caption", credits)
    rows = facts.collect(told).to_pylist()
    why = {
        True: Words("noemt een andere maker of plaatst door", "credits another maker or reposts"),
        False: figure_named("self_made").words,
    }
    credited = any(row["credits"] for row in rows)
    for row in rows:
        if row["credits"] or not credited:
            quote = quoted(row["caption"])
            yield Evidence("post", row["post"], row["published_at"], quote, "credit", why[row["credits"]])


def _telling(facts: Facts, account: str, figure: str) -> Iterator[Evidence]:
    for row in telling_comments(facts, account, figure).to_pylist():
        quote = quoted(row["text"])
        yield Evidence("comment", row["comment"], row["published_at"], quote, figure, figure_named(figure).words)


def _followers(facts: Facts, account: str) -> Iterator[Evidence]:
    """How many followers were looked at and how they look; no single one, since none of them is the creator."""
    counted = looks_of_followers(facts, account)
    people = int(pc.sum(counted["people"]).as_py() or 0)
    fakes = counted.filter(pc.greater_equal(counted["look"], LIKE_A_FAKE))
    suspect = int(pc.sum(fakes["people"]).as_py() or 0)
    if people:
        why = Words(
            f"van {number(people, 'nl')} volgers zijn kenmerken bekend, {number(suspect, 'nl')} lijken op onechte",
            f"something is known of {number(people)} followers, {number(suspect)} of them look like fakes",
        )
        yield Evidence("audience", account, None, "", "looks", why)


def _columns(table: pa.Table, *names: str) -> tuple[list[Any], ...]:
    return tuple(table[name].to_pylist() for name in names)


def _answer(row: dict[str, Any]) -> Words:
    if not row["answered"]:
        return Words("niet beantwoord in de draad", "not answered in the thread")
    if row["answered_at"] is None or row["commented_at"] is None:
        return Words("beantwoord in de draad", "answered in the thread")
    hours = (row["answered_at"] - row["commented_at"]).total_seconds() / 3600
    return Words(f"beantwoord na {number(hours, 'nl', 1)} uur", f"answered after {number(hours, 'en', 1)} hours")


def _places(facts: Facts, account: str) -> Iterator[Evidence]:
    """The posts, the profile, the platform's shares and the people that say where followers or the creator live."""
    for one in place_signs(facts, account):
        yield Evidence(one.kind, one.name, one.moment, one.quote[:QUOTE_LENGTH], one.rule, one.why)


def _observations(facts: Facts, account: str) -> Iterator[Evidence]:
    seen = facts.table("accounts").filter(nw.col("account") == account).select("followers", "observed_at", "source")
    for row in facts.collect(seen).to_pylist():
        if row["followers"] is not None:
            why = Words(f"{number(row['followers'], 'nl')} volgers", f"{number(row['followers'])} followers")
            yield Evidence("account", account, row["observed_at"], "", row["source"], why)
