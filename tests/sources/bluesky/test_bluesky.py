"""Bluesky: what is read of an answer, what is not kept, and what answers mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys, written_key
from kring.sources.bluesky import Bluesky
from kring.sources.core.decoding import decoded
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import FromTheStart, Gone, Skipped, Taken, TryAgain, Verdict

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SOURCE = Bluesky()
ANNA, PIET, KEES = (f"did:plc:{letter * 24}" for letter in "abc")
POST = f"at://{ANNA}/app.bsky.feed.post/3kaaa"
CONTEXT = {"account": "bluesky:anna.bsky.social", "did": ANNA}
AT = "2026-10-01T12:00:00.000Z"
CANARY = "kanariepiet"


def step(stream: str, **params: str) -> Step:
    return Step(stream, "anna.bsky.social", params, CONTEXT)


def kept(of: Step, content: Any) -> Any:
    once = SOURCE.scrub(of, Answer(200, {}, json.dumps(content).encode()), KEYS)
    assert SOURCE.scrub(of, Answer(200, {}, json.dumps(once).encode()), KEYS) == once
    return once


def rows(of: Step, content: Any) -> dict[str, list[dict[str, Any]]]:
    batch = decoded(SOURCE, "seal", [RawPage(1, "bluesky", of, NOW, kept(of, content))])
    assert not batch.quarantined
    return {name: table.to_pylist() for name, table in batch.tables.items()}


def judged(of: Step, status: int, content: Any, **headers: str) -> Verdict:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SOURCE.judge(of, Answer(status, named, json.dumps(content).encode()), NOW)


def post(uri: str = POST, said: str = "Hallo", **more: Any) -> dict[str, Any]:
    author = {"did": uri.split("/")[2], "handle": f"{CANARY}.bsky.social", "displayName": CANARY, **more.pop("by", {})}
    record = {"$type": "app.bsky.feed.post", "text": said, "createdAt": AT, **more.pop("record", {})}
    return {"uri": uri, "author": author, "record": record, "indexedAt": AT, **more}


def one_post(**more: Any) -> dict[str, Any]:
    (row,) = rows(step("feed"), {"feed": [{"post": post(**more)}]})["posts"]
    return row


def facet(said: str, piece: str, **feature: str) -> dict[str, Any]:
    start = len(said[: said.index(piece)].encode())
    kind = {"uri": "link", "did": "mention", "tag": "tag"}[next(iter(feature))]
    index = {"byteStart": start, "byteEnd": start + len(piece.encode())}
    return {"index": index, "features": [{"$type": f"app.bsky.richtext.facet#{kind}", **feature}]}


def test_links_are_whole_and_names_and_hashtags_are_read_from_their_places() -> None:
    said = "🥑 Lekker! shop.example/avo... met @avo-merk.example #Vega"
    facets = [
        facet(said, "shop.example/avo...", uri="https://shop.example/avo?code=ANNA10"),
        facet(said, "@avo-merk.example", did=PIET),
        facet(said, "#Vega", tag="Vega"),
    ]
    row = one_post(said=said, record={"facets": facets, "tags": ["Recept"]}, likeCount=3, bookmarkCount=2)
    assert row["caption"] == "🥑 Lekker! https://shop.example/avo?code=ANNA10 met @avo-merk.example #Vega"
    assert (row["mentions"], row["hashtags"]) == (["avo-merk.example"], ["vega", "recept"])
    assert (row["post"], row["link"]) == ("3kaaa", "https://bsky.app/profile/anna.bsky.social/post/3kaaa")
    assert (row["likes"], row["saves"], row["shares"], row["paid_label"]) == (3, 2, None, None)


def test_places_outside_the_text_or_within_a_character_do_no_harm() -> None:
    said = "🥑 ok"
    places = [(1, 3), (2, 900), (-1, 2), (3, 1), ("0", 4), (0, 4)]
    facets = [
        {
            "index": {"byteStart": start, "byteEnd": end},
            "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "x"}],
        }
        for start, end in places
    ]
    assert one_post(said=said, record={"facets": facets})["hashtags"] == ["x"]


IMAGES, VIDEO, BESIDE = "app.bsky.embed.images#view", "app.bsky.embed.video#view", "app.bsky.embed.recordWithMedia#view"


@pytest.mark.parametrize(
    ("embed", "kind"),
    [
        (None, "text"),
        ({"$type": IMAGES, "images": [{"alt": CANARY}]}, "image"),
        ({"$type": IMAGES, "images": [{}, {}]}, "carousel"),
        ({"$type": VIDEO, "playlist": "https://video.example"}, "video"),
        ({"$type": BESIDE, "media": {"$type": VIDEO}, "record": {"author": CANARY}}, "video"),
        ({"$type": "app.bsky.embed.record#view", "record": {"author": CANARY}}, "text"),
    ],
)
def test_kinds_of_posts(embed: Any, kind: str) -> None:
    row = one_post(embed=embed)
    assert row["kind"] == kind
    assert CANARY not in repr(row)


def test_the_link_of_a_card_stands_below_the_text() -> None:
    card = {"$type": "app.bsky.embed.external#view", "external": {"uri": "https://shop.example/?ref=anna"}}
    assert one_post(embed=card)["caption"] == "Hallo\nhttps://shop.example/?ref=anna"


def test_a_date_of_the_future_is_the_moment_it_was_seen() -> None:
    row = one_post(record={"createdAt": "2031-01-01T00:00:00Z"})
    assert row["published_at"] == datetime(2026, 10, 1, 12, tzinfo=UTC)


def test_posts_of_others_and_answers_to_others_are_no_posts() -> None:
    other = post(f"at://{PIET}/app.bsky.feed.post/3kb")
    feed = [
        {"post": other, "reason": {"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": AT, "by": {"did": ANNA}}},
        {"post": post(record={"reply": {"parent": {"uri": other["uri"]}}})},
    ]
    of = step("feed")
    assert "posts" not in rows(of, {"feed": feed})
    assert kept(of, {"feed": feed})["feed"] == [
        {"reason": {"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": AT}}, {},
    ]  # fmt: skip


def thread() -> dict[str, Any]:
    """Piet asks, Anna answers, Piet thanks; Kees asks to be shown only to those who are signed in."""
    asks = post(
        f"at://{PIET}/app.bsky.feed.post/3kb", f"Waar koop je dat, @{CANARY}.bsky.social? {KEES} {CANARY}.bsky.social"
    )
    answers = post(f"at://{ANNA}/app.bsky.feed.post/3kc", f"@{CANARY} bij de Fabelmarkt!")
    thanks = post(f"at://{PIET}/app.bsky.feed.post/3kd", "Dank! bel me: 06 12345678")
    shy = post(
        f"at://{KEES}/app.bsky.feed.post/3ke", "Niet voor iedereen", by={"labels": [{"val": "!no-unauthenticated"}]}
    )
    view = "app.bsky.feed.defs#threadViewPost"

    def node(one: Any, *below: Any) -> dict[str, Any]:
        return {"$type": view, "post": one, "replies": list(below)}

    gone = {"$type": "app.bsky.feed.defs#notFoundPost", "uri": f"at://{KEES}/app.bsky.feed.post/x", "notFound": True}
    return {"thread": node(post(), node(asks, node(answers, node(thanks))), node(shy), gone)}


def test_a_thread_tells_who_answered_whom() -> None:
    found = rows(step("thread", uri=POST), thread())
    piet, kees, anna = (int(key) for key in KEYS.of([PIET, KEES, ANNA], "bluesky"))
    told = [
        (row["comment"], row["parent"], row["author_key"], row["by_creator"], row["text"]) for row in found["comments"]
    ]
    first, second = f"{written_key(piet)}/3kb", "3kc"
    assert told == [
        (first, None, piet, False, "Waar koop je dat, @…? @… @…"),
        (second, first, anna, True, "@… bij de Fabelmarkt!"),
        (f"{written_key(piet)}/3kd", second, piet, False, "Dank! bel me: [telephone]"),
        (f"{written_key(kees)}/3ke", None, kees, False, None),
    ]
    assert {row["post"] for row in found["comments"]} == {"3kaaa"}
    assert {(row["person_key"], row["relation"]) for row in found["audience_people"]} == {
        (piet, "commenter"), (kees, "commenter"),
    }  # fmt: skip


def test_a_thread_of_thousands_of_answers_in_a_row_does_no_harm() -> None:
    node: Any = {"post": post(f"at://{PIET}/app.bsky.feed.post/deep")}
    for _ in range(300):
        node = {"post": post(f"at://{PIET}/app.bsky.feed.post/deep"), "replies": [node]}
    assert len(rows(step("thread", uri=POST), {"thread": {**node, "post": post()}})["comments"]) == 1
    assert isinstance(judged(step("thread"), 200, {}), Skipped)
    deep = Answer(200, {}, b'{"thread":' + b'{"replies":[' * 100_000)
    assert isinstance(SOURCE.judge(step("thread"), deep, NOW), TryAgain)


PLACES = st.sampled_from(["profile", "feed", "thread", "likes", "followers"])


@given(
    stream=PLACES, path=st.lists(st.integers(0, 30), max_size=6), hidden=st.sampled_from(["value", "list", "object"])
)
def test_nothing_comes_in_that_is_not_listed(stream: str, path: list[int], hidden: str) -> None:
    """Whatever a vendor puts wherever, as a new field or in the place of a known one."""
    person = {"did": PIET, "handle": f"{CANARY}.x", "displayName": CANARY, "avatar": f"https://cdn/{CANARY}"}
    content: Any = {
        "profile": {"did": ANNA, "handle": "anna.bsky.social", "verification": {"verifiedStatus": "valid"}},
        "feed": {"feed": [{"post": post(embed={"$type": IMAGES, "images": [{}]})}], "cursor": "c"},
        "thread": thread(),
        "likes": {"likes": [{"actor": person}]},
        "followers": {"followers": [person], "subject": person},
    }[stream]
    there: Any = content
    for turn in path:
        inner = [
            value for value in (there.values() if isinstance(there, dict) else there) if isinstance(value, (dict, list))
        ]
        if not inner:
            break
        there = inner[turn % len(inner)]
    planted = {"value": f"{CANARY}s", "list": [CANARY], "object": {"name": CANARY}}[hidden]
    if isinstance(there, dict):
        there["unheardOf"] = planted
        if hidden != "value":
            there |= {
                name: planted for name in ("indexedAt", "createdAt", "uri", "did", "displayName") if name in there
            }
    else:
        there.append(planted)
    assert CANARY not in json.dumps(kept(step(stream), content))


def test_half_a_character_does_no_harm() -> None:
    body = json.dumps({"feed": [{"post": post(said="ha\ud83d!")}]}).encode()
    content = SOURCE.scrub(step("feed"), Answer(200, {}, body), KEYS)
    assert json.dumps(content, ensure_ascii=False).encode()
    (row,) = decoded(SOURCE, "s", [RawPage(1, "bluesky", step("feed"), NOW, content)]).tables["posts"].to_pylist()
    assert row["caption"].startswith("ha")


def test_what_answers_mean() -> None:
    profile, feed, likes = step("profile"), step("feed", cursor="c"), step("likes")
    cursor = {"error": "InvalidRequest", "message": "Malformed cursor"}
    assert isinstance(judged(profile, 200, {"did": ANNA}), Taken)
    assert isinstance(judged(profile, 400, {"error": "InvalidRequest", "message": "Profile not found"}), Gone)
    assert isinstance(judged(likes, 400, {"error": "AccountTakedown"}), Gone)
    assert isinstance(judged(likes, 400, {"error": "NotFound"}), Skipped)
    assert isinstance(judged(feed, 400, cursor), FromTheStart)
    assert isinstance(judged(step("feed"), 400, cursor), Skipped)
    assert isinstance(judged(feed, 200, {"feed": [], "cursor": "c"}), TryAgain)
    assert judged(likes, 429, {}, ratelimit_reset=str(int(NOW.timestamp()) + 40)) == TryAgain(
        judged(likes, 429, {}).why,
        timedelta(seconds=40),  # type: ignore[union-attr]
    )
    inside = judged(feed, 500, {"error": "InternalServerError"})
    assert isinstance(inside, TryAgain)
    assert isinstance(inside.stays, FromTheStart)
    assert judged(step("feed"), 500, {}) == TryAgain(inside.why)
    hidden = {"did": ANNA, "labels": [{"val": "!no-unauthenticated"}]}
    assert isinstance(judged(profile, 200, hidden), Gone)


def test_a_dead_cursor_is_tried_from_the_start_three_times_at_most() -> None:
    of, turns = step("followers", cursor="c"), 0
    while isinstance(verdict := judged(of, 400, {"error": "InvalidRequest"}), FromTheStart):
        turns += 1
        assert "cursor" not in verdict.step.params
        of = Step("followers", of.subject, {**verdict.step.params, "cursor": "c"}, verdict.step.context)
    assert turns == 3


def test_older_posts_need_not_come_again() -> None:
    (first,) = SOURCE.start("anna.bsky.social", NOW)
    feed, _ = SOURCE.follow(first, {"did": ANNA, "handle": "anna.bsky.social", "followersCount": 4})
    new = {"post": {"uri": POST, "indexedAt": "2026-10-20T00:00:00Z", "likeCount": 1, "replyCount": 1}}
    old = {"post": {"uri": f"{POST}x", "indexedAt": "2026-09-01T00:00:00Z", "likeCount": 1, "replyCount": 1}}
    pinned = {**old, "reason": {"$type": "app.bsky.feed.defs#reasonPin"}}
    streams = [one.stream for one in SOURCE.follow(feed, {"feed": [pinned, new], "cursor": "c"})]
    assert streams == ["thread", "likes", "feed"]
    assert [one.stream for one in SOURCE.follow(feed, {"feed": [new, old], "cursor": "c"})] == ["thread", "likes"]


@pytest.mark.parametrize("subject", ["Anna.bsky.social", ANNA])
def test_the_account_is_what_was_asked_for(subject: str) -> None:
    """Whatever its handle is by now, so that it is found when it must go."""
    of = Step("profile", subject, {"actor": subject})
    (row,) = rows(of, {"did": ANNA, "handle": "nu.anders.example", "followersCount": 3})["accounts"]
    assert row["account"] == f"bluesky:{subject.lower()}"
    assert (row["handle"], row["followers"]) == ("nu.anders.example", 3)


@pytest.mark.parametrize(
    "subject", ["", "anna", "@anna.bsky.social", "anna bsky", "did:key:abc", "https://bsky.app/profile/anna"]
)
def test_what_is_no_account_is_refused(subject: str) -> None:
    with pytest.raises(BadInput):
        SOURCE.start(subject, None)
