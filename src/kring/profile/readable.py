"""Captions and bios as they are read for their meaning: no links and handles, hashtags as words, cut to a length.

Limits: #ikhouvanwielrennen stays one word, since nothing in it says where its words begin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 400
FEWEST_LETTERS = 8
_LINK_OR_HANDLE = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@[\w.]+")
_HASHTAG = re.compile(r"#(\w+)")
_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Za-zà-ÿ])(?=[0-9])|_")


def readable(caption: str | None, hashtags: Sequence[str] | None = None) -> str | None:
    """The text to read, None when it says too little (under `FEWEST_LETTERS` letters).

    Hashtags listed apart are added where the caption has none of its own.
    """
    text = caption or ""
    if hashtags and "#" not in text:
        text = " ".join([text, *(f"#{tag.lstrip('#')}" for tag in hashtags)])
    text = _LINK_OR_HANDLE.sub(" ", text)
    text = _HASHTAG.sub(lambda tag: " ".join(_INNER_CAPITAL.split(tag[1])), text)
    text = " ".join(text.split())[:LONGEST]
    return text if sum(map(str.isalpha, text)) >= FEWEST_LETTERS else None
