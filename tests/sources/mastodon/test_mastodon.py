"""Mastodon: what is read of an answer, what is not kept, and what answers mean."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.judging import OTHER_FORM
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import FromTheStart, Gone, Skipped, Taken, TryAgain, Verdict
from kring.sources.mastodon import Mastodon

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SUBJECT = "Anna@Toot.Example"
SOURCE = Mastodon.of([SUBJECT, "kees@elders.example:3000"])
CONTEXT = {"account": "mastodon:anna@toot.example", "id": "1", "post": "10"}
CANARY = "kanariepiet"
NEXT = '<https://toot.example/api/v1/x?limit=40&max_id=77>; rel="next", <https://toot.example/x?min_id=9>; rel="prev"'


def step(stream: str, **params: str) -> Step:
    return Step(stream, SUBJECT, params, CONTEXT)


def kept(of: Step, content: Any, **headers: str) -> Any:
    once = SOURCE.scrub(of, Answer(200, headers, json.dumps(content).encode()), KEYS)
    assert SOURCE.scrub(of, Answer(200, {}, json.dumps(once).encode()), KEYS) == once
    return once


def rows(of: Step, content: Any) -> dict[str, list[dict[str, Any]]]:
    batch = decoded(SOURCE, "seal", [RawPage(1, "mastodon", of, NOW, kept(of, content))])
    assert not batch.quarantined
    return {name: table.to_pylist() for name, table in batch.tables.items()}


def judged(of: Step, status: int, content: Any, **headers: str) -> Verdict:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SOURCE.judge(of, Answer(status, named, json.dumps(content).encode()), NOW)


def person(acct: str = CANARY, **more: Any) -> dict[str, Any]:
    return {
        "id": "9", "acct": acct, "username": CANARY, "display_name": f"Mevrouw {CANARY}", "note": f"<p>{CANARY}</p>",
        "avatar": f"https://toot.example/{CANARY}.png", "url": f"https://toot.example/@{CANARY}",
        "followers_count": 3, "following_count": 4, "statuses_count": 5, **more,
    }  # fmt: skip


def status(number: str = "10", content: str = "<p>Hallo</p>", **more: Any) -> dict[str, Any]:
    return {
        "id": number, "created_at": "2026-10-01T12:00:00.000Z", "content": content, "visibility": "public",
        "account": person(), "in_reply_to_id": None, "reblog": None, **more,
    }  # fmt: skip


def test_an_account() -> None:
    fields = [
        {
            "name": "Site",
            "value": '<a href="https://anna.example"><span class="invisible">https://</span>anna.example</a>',
        }
    ]
    (row,) = rows(step("profile"), person("anna", note="<p>Vega &amp; meer</p><p>Gent</p>", fields=fields))["accounts"]
    assert row["account"] == "mastodon:anna@toot.example"
    assert row["bio"] == "Vega & meer\nGent\nhttps://anna.example"
    assert (row["link"], row["followers"], row["following"], row["posts"]) == ("https://anna.example", 3, 4, 5)


def test_a_post_keeps_whole_links_brands_and_the_warning_before_it() -> None:
    content = (
        '<p>Gekregen van <span class="h-card"><a href="https://merk.example/@merk" class="u-url mention">@<span>merk'
        '</span></a></span><br>Lees <a href="https://shop.example/lang/pad?code=ANNA10"><span class="invisible">https://'
        '</span><span class="ellipsis">shop.example/lang/</span><span class="invisible">pad?code=ANNA10</span></a></p>'
        '<p>anna@toot.example @ander@merk.example <a class="hashtag">#<span>Vega</span></a></p>'
    )
    pictures = [{"type": "image"}, {"type": "image", "description": CANARY}]
    figures = {"favourites_count": 7, "reblogs_count": 2, "quotes_count": 1, "replies_count": 0}
    named = {"tags": [{"name": "vega"}], "mentions": [{"acct": "merk@merk.example"}, {"acct": "winkel"}]}
    whole = status(content=content, spoiler_text="Advertentie", media_attachments=pictures, **figures, **named)
    (row,) = rows(step("statuses"), [whole])["posts"]
    assert row["caption"] == (
        "Advertentie\n\nGekregen van @merk\nLees https://shop.example/lang/pad?code=ANNA10\n"
        "[e-mail] @ander@merk.example #Vega"
    )
    assert (row["hashtags"], row["mentions"]) == (["vega"], ["merk@merk.example", "winkel@toot.example"])
    assert (row["kind"], row["likes"], row["shares"], row["comments"]) == ("carousel", 7, 3, 0)
    assert (row["paid_label"], row["views"], row["reach"]) == (None, None, None)


@pytest.mark.parametrize(
    "more",
    [{"in_reply_to_id": "3"}, {"reblog": status("4")}, {"visibility": "private"}, {"visibility": "direct"}],
)
def test_what_is_no_open_post_of_the_creator_is_left_out(more: dict[str, Any]) -> None:
    assert "posts" not in rows(step("statuses"), [status(**more)])


def test_answers_below_a_post() -> None:
    anna, elsewhere = person("anna", id="1"), person(f"{CANARY}@elders.example")
    asks = f'<p><a href="https://toot.example/@{CANARY}">@<span>{CANARY}</span></a> Waar?</p>'
    content = {
        "ancestors": [status("1")],
        "descendants": [
            status("11", asks, in_reply_to_id="10"),
            status("12", f"<p>@{CANARY}@elders.example Hier!</p>", in_reply_to_id="11", account=anna),
            status("13", f"https://elders.example/@{CANARY}", in_reply_to_id="12", account=elsewhere),
            status("14", "geheim", in_reply_to_id="12", visibility="private"),
        ],
    }
    found = rows(step("context"), content)
    here, there = (int(key) for key in KEYS.of([f"{CANARY}@toot.example", f"{CANARY}@elders.example"], "mastodon"))
    own = int(KEYS.of(["anna@toot.example"], "mastodon")[0])
    told = [
        (row["comment"], row["post"], row["parent"], row["author_key"], row["by_creator"]) for row in found["comments"]
    ]
    place = "toot.example/"
    assert told == [
        (f"{place}11", f"{place}10", None, here, False),
        (f"{place}12", f"{place}10", f"{place}11", own, True),
        (f"{place}13", f"{place}10", f"{place}12", there, False),
    ]
    assert [row["text"] for row in found["comments"]] == ["@… Waar?", "@… Hier!", "https://elders.example/@…"]
    assert CANARY not in repr(found)
    assert {row["person_key"] for row in found["audience_people"]} == {here, there}


def test_people_keep_their_key_wherever_they_are_seen() -> None:
    """A person of another server has the same key in the lists of all servers, and in a file that names them."""
    elsewhere = Step("followers", "kees@elders.example:3000", {}, {})
    (seen,) = rows(step("followers"), [person(f"{CANARY.upper()}@Elders.example:3000")])["audience_people"]
    (home,) = rows(elsewhere, [person()])["audience_people"]
    assert seen["person_key"] == home["person_key"] == KEYS.of([f"@{CANARY}@elders.example:3000"], "mastodon")[0]
    (look,) = rows(step("followers"), [person(avatar_static="https://toot.example/avatars/original/missing.png")])[
        "people"
    ]
    assert (look["followers"], look["following"], look["posts"], look["has_picture"]) == (3, 4, 5, False)


@given(
    stream=st.sampled_from(["profile", "statuses", "context", "followers", "likers"]),
    path=st.lists(st.integers(0, 30), max_size=5),
    hidden=st.sampled_from(["value", "list", "object"]),
)
def test_nothing_comes_in_that_is_not_listed(stream: str, path: list[int], hidden: str) -> None:
    """Whatever a server puts wherever, as a new field or in the place of a known one."""
    own = status(account=person("anna"), media_attachments=[{"type": "image"}], tags=[{"name": "x"}], reblog=None)
    contents: dict[str, Any] = {
        "profile": {
            **person("anna"),
            "display_name": "Anna",
            "note": "<p>Ik</p>",
            "fields": [{"name": "a", "value": "b"}],
        },
        "statuses": [own, status("4", reblog=status("5", CANARY))],
        "context": {"ancestors": [status("3", CANARY)], "descendants": [status("11", f"@{CANARY}")]},
    }
    there: Any = contents.get(stream, [person(), person(f"{CANARY}@x.example")])
    content = there
    for turn in path:
        inner = [one for one in (there.values() if isinstance(there, dict) else there) if isinstance(one, (dict, list))]
        if not inner:
            break
        there = inner[turn % len(inner)]
    planted = {"value": f"{CANARY}s", "list": [CANARY], "object": {"name": CANARY}}[hidden]
    if isinstance(there, dict):
        there["unheardOf"] = planted
        if hidden != "value":
            there |= {name: planted for name in ("created_at", "id", "acct", "language", "type") if name in there}
    else:
        there.append(planted)
    assert CANARY not in json.dumps(kept(step(stream), content))


def test_what_answers_mean() -> None:
    profile, posts, likers = step("profile"), step("statuses", max_id="77"), step("likers")
    assert isinstance(judged(profile, 200, person()), Taken)
    assert isinstance(judged(profile, 404, {"error": "Record not found"}), Gone)
    assert isinstance(judged(profile, 200, person(suspended=True)), Gone)
    assert isinstance(judged(likers, 404, {"error": "Record not found"}), Skipped)
    assert isinstance(judged(likers, 401, {"error": "This method requires an authenticated user"}), Skipped)
    assert isinstance(judged(posts, 422, {}), FromTheStart)
    assert isinstance(judged(posts, 200, [], link=NEXT), TryAgain)
    assert isinstance(judged(posts, 200, {}), Skipped)
    assert isinstance(judged(likers, 200, [], link=NEXT), Taken)
    assert judged(likers, 200, [status()]) == Skipped(OTHER_FORM)
    assert judged(profile, 200, {"error": "This server is closed"}) == Skipped(OTHER_FORM)
    assert judged(profile, 200, {"id": "9", "following": True, "followed_by": False}) != Skipped(OTHER_FORM)
    busy = judged(likers, 429, {}, x_ratelimit_reset="2026-11-01T00:03:00.000000Z")
    assert isinstance(busy, TryAgain)
    assert busy.after == timedelta(minutes=3)


def test_the_next_page_is_where_the_link_says_and_on_no_other_server() -> None:
    content = kept(step("followers"), [], link=NEXT.replace("toot.example", "evil.example"))
    (following,) = SOURCE.follow(step("followers"), content)
    call = SOURCE.call(following)
    assert (call.url, call.params["max_id"]) == ("https://toot.example/api/v1/accounts//followers", "77")
    assert kept(step("followers"), [], link="<x?max_id=../../>; rel=next")["next"] is None


def test_each_server_has_its_own_quota() -> None:
    assert SOURCE.hosts == ("elders.example", "toot.example")
    assert [bucket.limit for bucket in SOURCE.buckets] == [300, 300]
    assert SOURCE.cost(step("profile")) == {"toot.example": 1}


def test_older_posts_need_not_come_again() -> None:
    (first,) = SOURCE.start(SUBJECT, NOW)
    posts, _ = SOURCE.follow(first, {"id": "1", "followers_count": 4})
    new = status(created_at="2026-10-20T00:00:00Z", favourites_count=1, replies_count=1)
    old = status("9", created_at="2026-09-01T00:00:00Z", favourites_count=1, replies_count=1)
    follows = [one.stream for one in SOURCE.follow(posts, {"items": [new], "next": "9"})]
    assert follows == ["context", "likers", "statuses"]
    assert [one.stream for one in SOURCE.follow(posts, {"items": [new, old], "next": "9"})] == ["context", "likers"]


@pytest.mark.parametrize(
    "subject",
    ["", "anna", "anna@toot", "@anna@toot.example", "anna@toot.example/../x", "a b@toot.example", "@@toot.example"],
)
def test_what_is_no_address_is_refused(subject: str) -> None:
    with pytest.raises(BadInput):
        SOURCE.start(subject, None)
