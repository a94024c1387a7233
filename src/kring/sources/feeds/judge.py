"""What came in the place of a feed. No feed declares entities or nests deeply: one that does is not read at all."""

from __future__ import annotations

import re
from datetime import datetime

from kring.sources.core.judging import judged
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import Skipped, Taken, TryAgain, Verdict

LARGEST = 8 * 1024 * 1024
DEEPEST = 200
NOTHING_NEW = Said("nothing new since the last time", "niets nieuws sinds de vorige keer")
NO_FEED = Said("it is no RSS or Atom feed", "het is geen RSS- of Atom-feed")
CUT_OFF = Said("the feed is cut off", "de feed is afgebroken")
TOO_LARGE = Said("the feed is larger than 8 MB", "de feed is groter dan 8 MB")
UNSAFE = Said("the feed holds what can't be read safely", "in de feed staat iets wat niet veilig te lezen is")

_BEGINS = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]")
_ENDS = re.compile(rb"</(?:rss|(?:\w+:)?feed|(?:\w+:)?RDF)\s*>")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_QUOTED = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_TAG = re.compile(rb"<(/?)([A-Za-z][^\s<>/]*)[^<>]*?(/?)>")


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    if answer.status == 304:
        return Skipped(NOTHING_NEW)
    verdict = judged(answer, now, json=False)
    return _of_body(answer.body) if isinstance(verdict, Taken) else verdict


def _of_body(body: bytes) -> Verdict:
    if len(body) > LARGEST:
        return Skipped(TOO_LARGE)
    plain = body.replace(b"\0", b"") if b"\0" in body[:100] else body
    if not _BEGINS.search(plain[:8_192]):
        return Skipped(NO_FEED)
    if _ENTITY.search(plain) or _depth(_QUOTED.sub(b"", plain)) > DEEPEST:
        return Skipped(UNSAFE)
    return Taken() if _ENDS.search(plain[-4_096:]) else TryAgain(CUT_OFF)


def _depth(body: bytes) -> int:
    """How deeply elements nest at most; each entry counts from its own beginning, for what was never closed."""
    depth = deepest = 0
    for closing, name, empty in _TAG.findall(body):
        if name in (b"item", b"entry"):
            depth = 2
        depth += 0 if empty else -1 if closing else 1
        deepest = max(deepest, depth)
    return deepest
