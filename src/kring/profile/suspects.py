"""Which posts may carry a commercial sign: one regular expression the engine runs over all captions.

Method: every spelling, host and parameter that `kring.profile.signs` looks for, as one pattern in the dialect that RE2
and Java share; plus every caption with unusual characters, since those are only told after normalising. It lets through
more than is found in the end and never less, so two million captions cost one scan and Python only sees the suspects.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import narwhals as nw

from kring.profile.signs import hashtags_of_payment
from kring.vocabulary.commerce import affiliate_networks, code_words
from kring.vocabulary.disclosure import disclosure_words

SUSPECT_COLUMNS = ("account", "post", "caption", "link", "hashtags", "paid_label", "sponsor")
_SPACE = r"[\s\x{0B}\x{1C}-\x{1F}\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]"
UNUSUAL = (
    r"[\x{AD}\x{200B}\x{200C}\x{200E}\x{200F}\x{2060}\x{FEFF}]",
    r"[A-Za-z0-9_#:\[(|@-][\x{200D}\x{FE0E}\x{FE0F}]",
    r"[\x{AA}\x{B2}\x{B3}\x{B9}\x{BA}\x{132}\x{133}\x{17F}\x{1C4}-\x{1CC}\x{1F1}-\x{1F3}\x{2B0}-\x{2B8}\x{2E1}-\x{2E3}]",
    r"[\x{1D2C}-\x{1D6A}\x{2024}\x{2070}-\x{209F}\x{2100}-\x{214F}\x{2160}-\x{217F}\x{2474}-\x{24EA}]",
    r"[\x{FB00}-\x{FB06}\x{FE13}\x{FE30}-\x{FE6F}\x{FF01}-\x{FF5E}\x{1D400}-\x{1D7FF}\x{1F100}-\x{1F16A}]",
)


@cache
def link_pattern() -> str:
    """The pattern of links that may be affiliate links."""
    networks = affiliate_networks().values()
    hosts = [re.escape(host) for network in networks for host in network.hosts]
    names = {parameter.split("=")[0] for network in networks if not network.hosts for parameter in network.parameters}
    return f"(?i:{'|'.join([*hosts, *(rf'[?&]{name}=' for name in sorted(names))])})"


@cache
def caption_pattern() -> str:
    """The pattern of captions that may hold a sign of any kind."""
    tags = ["_?".join(tag) for tag in hashtags_of_payment()]
    phrases = [
        _spaced(phrase.removeprefix("^").split(), "+")
        for word in disclosure_words().values()
        if word.payment
        for phrase in word.phrases
    ]
    codes = [_spaced(name.split(), "*") for name in code_words().names]
    parts = [f"#_*(?:{'|'.join(tags)})", *phrases, *codes, *code_words().plain, link_pattern()]
    return f"(?i:{'|'.join(parts)})|{'|'.join(UNUSUAL)}"


def _spaced(words: list[str], how_many: str) -> str:
    return f"{_SPACE}{how_many}".join(re.escape(word) for word in words)


def suspects(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The posts that may carry a commercial sign, with the columns `SUSPECT_COLUMNS`."""
    caption, link = nw.col("caption"), nw.col("link")
    apart = (nw.col("hashtags").list.len() > 0) & ~nw.coalesce(caption, nw.lit("")).str.contains("#")
    suspect = nw.any_horizontal(
        caption.str.contains(caption_pattern()),
        link.str.contains(link_pattern()),
        nw.col("paid_label"),
        apart,
        ignore_nulls=True,
    )
    return posts.filter(suspect).select(*SUSPECT_COLUMNS)
