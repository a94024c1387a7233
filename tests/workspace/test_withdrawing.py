"""One feed or creator can be taken away, by any of its names, with all bytes; what others gave of the same stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import kring
from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys
from kring.sources.core.judging import of_the_creator
from kring.sources.core.kind import Kind
from kring.sources.core.source import Access, Rows
from kring.sources.core.step import Answer, Call, RawPage, Step
from kring.sources.core.tokens import Token
from kring.sources.core.verdict import Skipped, Taken
from kring.sources.feeds.kind import BLOGS
from kring.sources.instagram import Instagram
from kring.sources.woocommerce.rest import KIND as SHOPS
from kring.workspace.opening import Opening
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyClock, ToyCredentials, ToyServer
from tests.workspace.test_sources import SAID

SITE, TRAVEL, OTHER = "https://mama.example/feed", "https://mama.example/reizen/feed", "https://bram.example/feed"
ITEM = "<item><title>{title}</title><guid>{title}</guid><description>Over {title}.</description></item>"
FEEDS = {
    SITE: ("https://mama.example/", ["canary fiets", "beide"]),
    TRAVEL: ("https://mama.example/", ["canary reis", "beide"]),
    OTHER: ("https://bram.example/", ["bram"]),
}


class Server:
    """Blogs of two sites, one of which has two feeds."""

    def send(self, call: Call) -> Answer:
        link, titles = FEEDS[call.url]
        items = "".join(ITEM.format(title=title) for title in titles)
        return Answer(200, {}, f"<rss><channel><link>{link}</link>{items}</channel></rss>".encode())


@dataclass(frozen=True)
class Numbered(Toy):
    """Gives its rows under a handle, whatever the subject is called."""

    name: str = "numbered"
    access: Access = Access.CONSENT

    def decode(self, page: RawPage) -> Rows:
        handle = {"17841": "anna"}.get(page.step.subject, page.step.subject)
        rows = dict(super().decode(page))
        return {**rows, "posts": [{**row, "account": f"other:{handle}"} for row in rows["posts"]]}


NUMBERED = Kind("numbered", lambda chosen, subjects: Numbered(), SAID, "anna", SAID)
KINDS = {kind.name: kind for kind in (BLOGS, NUMBERED, SHOPS)}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(kring.open(tmp_path / "ws", create=True), KINDS)


def asked(sources: Sources, *feeds: str) -> None:
    for feed in feeds:
        sources.add("blog", feed, BEGIN)
    clock = ToyClock()
    sources.sync("blog", Outside(Server(), Opening(BLOGS, sources.consents, clock), clock))


def captions(sources: Sources) -> set[str]:
    facts = sources._workspace.facts()
    return {text.split(chr(10))[0] for text in facts.collect(facts.newest("posts"))["caption"].to_pylist()}


@pytest.mark.parametrize("written", [SITE, "mama.example/feed", "http://mama.example/feed"])
def test_a_feed_goes_with_its_bytes_and_is_asked_no_more(written: str, sources: Sources, tmp_path: Path) -> None:
    asked(sources, SITE, OTHER)
    assert sources.withdraw("blog", written, BEGIN + timedelta(days=1)) == {"accounts": 1, "posts": 2}
    assert sources.subjects("blog") == [OTHER]
    assert captions(sources) == {"bram"}
    deed = sources.asked.deeds()[0]
    assert (deed.source, deed.subject, deed.deed) == ("blog", "", "deleted with all it gave")
    kept = b"".join(file.read_bytes() for file in (tmp_path / "ws").rglob("*") if file.is_file())
    assert b"mama" not in kept


def test_a_second_feed_of_the_same_site_keeps_what_it_gave(sources: Sources) -> None:
    asked(sources, SITE, TRAVEL)
    assert sources.withdraw("blog", TRAVEL, BEGIN) == {"accounts": 1, "posts": 2}
    assert captions(sources) == {"canary fiets", "beide"}
    assert sources.subjects("blog") == [SITE]


def test_a_feed_that_is_not_asked_any_more_can_still_go_also_by_its_account(sources: Sources) -> None:
    asked(sources, SITE, OTHER)
    sources.remove("blog", "mama.example/feed", BEGIN)
    assert captions(sources) == {"canary fiets", "beide", "bram"}
    assert sources.withdraw("blog", "blog:mama.example", BEGIN)["posts"] == 2
    assert captions(sources) == {"bram"}


@pytest.mark.parametrize("written", ["https://niemand.example/feed", "niemand", ""])
def test_a_name_nothing_is_kept_under_is_said_and_nothing_is_logged(written: str, sources: Sources) -> None:
    asked(sources, OTHER)
    before = sources.asked.deeds()
    with pytest.raises(BadInput, match="keeps nothing under the name"):
        sources.withdraw("blog", written, BEGIN)
    assert (captions(sources), sources.asked.deeds()) == ({"bram"}, before)


def test_rows_of_a_shop_cannot_be_told_apart_and_it_says_what_to_do(sources: Sources) -> None:
    with pytest.raises(BadInput, match="sources remove"):
        sources.withdraw(SHOPS.name, "winkel.example", BEGIN)


def given(sources: Sources, *subjects: str, **numbers: Any) -> None:
    for subject in subjects:
        secret = {"access_token": "t", **numbers}
        sources.tokens.keep(Token("numbered", subject, secret, BEGIN, BEGIN, None))
    sources.sync("numbered", Outside(ToyServer(), ToyCredentials(), ToyClock()))


@pytest.mark.parametrize("written", ["17841", "anna", "@Anna", "other:anna"])
def test_a_token_under_a_number_goes_by_the_handle_too(written: str, sources: Sources, tmp_path: Path) -> None:
    given(sources, "17841")
    assert sources.withdraw("numbered", written, BEGIN) == {"posts": POSTS, "comments": POSTS}
    assert sources.subjects("numbered") == []
    assert sources._workspace.facts().rows("posts") == 0


@pytest.mark.parametrize("written", ["1784000", "bram", "@Bram"])
def test_a_token_under_a_handle_goes_by_the_number_it_came_with(written: str, sources: Sources) -> None:
    given(sources, "bram", user_id="1784000")
    assert sources.withdraw("numbered", written, BEGIN)["posts"] == POSTS
    assert sources.subjects("numbered") == []


def test_a_handle_of_digits_is_not_taken_for_the_number_of_another(sources: Sources) -> None:
    given(sources, "bram", user_id="1784000")
    given(sources, "1784000")
    sources.withdraw("numbered", "1784000", BEGIN)
    assert sources.subjects("numbered") == ["bram"]


def test_tokens_under_both_names_of_an_account_both_go(sources: Sources) -> None:
    given(sources, "17841", "anna", "bram")
    sources.withdraw("numbered", "anna", BEGIN)
    assert sources.subjects("numbered") == ["bram"]
    facts = sources._workspace.facts()
    assert set(facts.collect(facts.table("posts").select("account"))["account"].to_pylist()) == {"other:bram"}


def test_a_consent_that_ends_at_the_platform_deletes_what_came_under_the_handle(sources: Sources) -> None:
    given(sources, "17841", "bram")
    gone = ToyServer(trouble=lambda call, number: Answer(401, {}, b"") if call.params["of"] == "17841" else None)
    sources.sync("numbered", Outside(gone, ToyCredentials(), ToyClock(BEGIN + timedelta(days=2))))
    facts = sources._workspace.facts()
    assert set(facts.collect(facts.table("posts").select("account"))["account"].to_pylist()) == {"other:bram"}


def test_a_profile_is_taken_under_its_handle_or_its_number_and_no_other_name() -> None:
    profile = b'{"id": "17841", "username": "Noor", "followers_count": 1800}'
    for subject, taken in (("noor", Taken), ("@Noor", Taken), ("17841", Taken), ("anna", Skipped), ("", Skipped)):
        (step,) = Instagram().start(subject, None)
        assert isinstance(Instagram().judge(step, Answer(200, {}, profile), BEGIN), taken), subject
    assert isinstance(of_the_creator(Taken(), Step("profile", ""), None), Skipped)
    (step,) = Instagram().start("17841", None)
    kept = Instagram().scrub(step, Answer(200, {}, profile), PersonKeys(b"x" * 32))
    page = RawPage(1, "instagram", step, BEGIN, kept)
    assert [row["account"] for row in Instagram().decode(page)["accounts"]] == ["instagram:noor"]
