"""Feeds of blogs and podcasts: their texts come in whole, and nothing in a feed harms who reads it."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys
from kring.sources.core.decoding import decoded
from kring.sources.core.raw_log import RawLog
from kring.sources.core.remembering import remembering
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Answer, Call, RawPage
from kring.sources.core.verdict import Skipped, Taken, TryAgain, Verdict
from kring.sources.feeds import Feeds

KEYS = PersonKeys(b"a secret of the tests, 32 bytes.")
NOW = datetime(2026, 11, 1, tzinfo=UTC)
BLOG, SHOW = "https://www.mamablog.example/feed", "https://feeds.host.example/anna.rss"

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Mama &amp; meer</title><link>https://mamablog.example/</link><language>nl-NL</language>
<description>Over opvoeden. Mail: anna@mamablog.example</description><category>Opvoeding</category>
<managingEditor>kanariepiet@mamablog.example (Kanariepiet Jansen)</managingEditor>
<item><title>Onze fiets &#8211; advertentie</title><link>https://mamablog.example/fiets</link>
<guid isPermaLink="false">https://mamablog.example/?p=12</guid><dc:creator>Kanariepiet</dc:creator>
<pubDate>Mon, 14 Sep 2026 08:30:00 +0200</pubDate><description>&lt;p&gt;Kort.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Met code <b>ANNA10</b> krijg je 10% korting bij
<a href="https://shop.example/?utm_source=blog">shop.example</a>.</p><script>alert(1)</script>
<p>Bel 06 12345678 #fietsen @fietsmerk</p>]]></content:encoded></item>
<item><title>Zonder id</title><pubDate>geen datum</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Anna praat</title>
<link href="https://annapraat.example"/><entry><id>urn:uuid:1</id><title>Aflevering 1</title>
<updated>2026-01-02T03:04:05Z</updated><summary>Dank aan onze sponsor. Code PRAAT15.</summary>
<author><name>Kanariepiet</name><email>kanariepiet@annapraat.example</email></author>
<link rel="enclosure" href="https://host.example/1.mp3" type="audio/mpeg"/></entry></feed>"""


def source(platform: Any = "blog") -> Feeds:
    return Feeds.of(platform, [BLOG, SHOW])


def verdict(body: bytes) -> Verdict:
    (step,) = source().start(BLOG, None)
    return source().judge(step, Answer(200, {}, body), NOW)


def page(body: str, of: Feeds, subject: str) -> RawPage:
    (step,) = of.start(subject, None)
    answer = Answer(200, {"etag": '"1"'}, body.encode())
    assert isinstance(of.judge(step, answer, NOW), Taken)
    kept = of.scrub(step, answer, KEYS)
    assert of.scrub(step, Answer(200, {}, json.dumps(kept).encode()), KEYS) == kept
    return RawPage(1, of.name, step, NOW, kept)


def test_a_blog() -> None:
    batch = decoded(source(), "seal", [page(RSS, source(), BLOG)])
    assert not batch.quarantined
    (account,) = batch.tables["accounts"].to_pylist()
    assert account["account"] == "blog:mamablog.example"
    assert (account["name"], account["language"], account["category"]) == ("Mama & meer", "nl", "Opvoeding")
    assert account["bio"] == "Over opvoeden. Mail: [e-mail]"
    assert account["followers"] is None
    first, second = batch.tables["posts"].to_pylist()
    assert first["post"] == "https://mamablog.example/?p=12"
    assert first["kind"] == "blog"
    assert first["published_at"] == datetime(2026, 9, 14, 6, 30, tzinfo=UTC)
    assert first["caption"] == (
        "Onze fiets – advertentie\n\nMet code ANNA10 krijg je 10% korting bij\n"
        "shop.example (https://shop.example/?utm_source=blog).\n"
        "Bel [telephone] #fietsen @fietsmerk"
    )
    assert (first["hashtags"], first["mentions"]) == (["fietsen"], ["fietsmerk"])
    assert first["likes"] is None
    assert second["caption"] == "Zonder id"
    assert second["published_at"] is None
    assert len(second["post"]) == 32


def test_a_podcast_goes_by_its_feed_where_that_is_elsewhere() -> None:
    batch = decoded(source("podcast"), "seal", [page(ATOM, source("podcast"), SHOW)])
    (account,), (post,) = batch.tables["accounts"].to_pylist(), batch.tables["posts"].to_pylist()
    assert account["account"] == "podcast:feeds.host.example/anna.rss"
    assert (post["kind"], post["caption"]) == ("podcast", "Aflevering 1\n\nDank aan onze sponsor. Code PRAAT15.")
    assert post["link"] == "https://host.example/1.mp3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><title>Café</title></channel></rss>'
    assert isinstance(verdict(body.encode(encoding)), Taken)
    (step,) = source().start(BLOG, None)
    assert source().scrub(step, Answer(200, {}, body.encode(encoding)), KEYS)["feed"]["title"] == "Café"


def test_what_is_no_feed_or_unsafe_is_left_out_with_a_reason() -> None:
    lol = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY lol0 "lol">{lol}]><rss><title>&lol9;</title></rss>'
    deep = "<rss><channel><item>" + "<a>" * 100_000 + "</rss>"
    large = "<rss><channel>" + "<item><title>x</title></item>" * 300_000 + "</channel></rss>"
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
    for body in (bomb, bomb.replace("1.0", "1.1"), deep, large, outside, "<html><body>No</body></html>", "/etc/passwd"):
        assert isinstance(verdict(body.encode()), Skipped), body[:60]
    assert isinstance(verdict(bomb.encode("utf-16")), Skipped)
    assert isinstance(verdict(RSS[:900].encode()), TryAgain)
    sloppy = RSS.replace("<description>Over", "<description>Fish & chips<br>Over")
    assert isinstance(verdict(sloppy.encode()), Taken)


def test_bytes_are_never_taken_for_a_path(tmp_path: Path) -> None:
    there = tmp_path / "feed.xml"
    there.write_text(RSS)
    (step,) = source().start(BLOG, None)
    kept = source().scrub(step, Answer(200, {}, str(there).encode()), KEYS)
    assert kept["entries"] == []


def test_a_site_may_lead_from_its_bare_name_to_www_and_back() -> None:
    assert Feeds.of("blog", [BLOG]).hosts == ("mamablog.example", "www.mamablog.example")


@pytest.mark.parametrize("subject", ["", "anna", "ftp://x.example/a", "https://u:p@x.example/feed", "https://[x/"])
def test_what_is_no_address_is_refused(subject: str) -> None:
    with pytest.raises(BadInput):
        Feeds.of("blog", [subject])


class Server:
    """A feed that answers 304 to who has its newest."""

    def send(self, call: Call) -> Answer:
        if call.headers.get("if-none-match") == '"1"':
            return Answer(304, {}, b"")
        return Answer(200, {"etag": '"1"', "last-modified": "Mon, 14 Sep 2026 06:30:00 GMT"}, RSS.encode())


class Open:
    def signed(self, call: Call, subject: str) -> Call:
        return call

    def renew(self, subject: str) -> bool:
        return False


class Clock:
    def now(self) -> datetime:
        return NOW

    def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing to wait for")


def test_a_run_keeps_no_name_and_asks_for_changes_only(tmp_path: Path) -> None:
    around = Around(RawLog(tmp_path), Server(), Open(), KEYS, Clock())
    first = run(source(), {BLOG: None}, around)
    assert (first.state, first.pages) == (RunState.DONE, 1)
    knowing = remembering(source(), around.log)
    (step,) = knowing.start(BLOG, None)
    assert knowing.call(step).headers["if-modified-since"] == "Mon, 14 Sep 2026 06:30:00 GMT"
    again = run(knowing, {BLOG: None}, around)
    assert [said.en for _, said in again.skipped] == ["nothing new since the last time"]
    with sqlite3.connect(around.log.path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    kept = json.dumps([one.content for one in around.log.pages("blog", None)])
    assert "kanariepiet" not in kept.lower()
    assert "anna@" not in kept
