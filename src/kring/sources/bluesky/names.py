"""How accounts and posts are called in Bluesky, and how a post's address is written without its author's id."""

from __future__ import annotations

import re
from typing import Any

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys
from kring.facts.schema import MASKED_NAME
from kring.sources.core.reading import at, objects
from kring.sources.core.third_persons import key_for, of_third_person

PLATFORM = "bluesky"
NOT_SHOWN = "!no-unauthenticated"
"""The label with which people ask not to be shown to those who are not signed in."""

_HANDLE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_DID = re.compile(r"did:(?:plc|web):[A-Za-z0-9._:%-]+")
_DID_IN_TEXT = re.compile(r"did:(?:plc:[a-z2-7]+|web:[\w.%-]+)")
_HANDLE_IN_TEXT = re.compile(r"(?i)(?<![\w.-])@?[a-z0-9-]+\.bsky\.(?:social|team)\b")
_ADDRESS = re.compile(r"at://(?P<repo>[^/]+)/(?P<collection>[^/]+)/(?P<key>[^/]+)")


def actor_of(subject: str) -> str:
    """The handle or id that a subject is. Raises BadInput when it is none.

    Nothing but its case may differ from the account's name, so that all of it is found when it must go.
    """
    plain = subject if _DID.fullmatch(subject) else subject.lower()
    if _DID.fullmatch(plain) or _HANDLE.fullmatch(plain):
        return plain
    raise BadInput(
        f"'{subject}' is no account on Bluesky.", "Write the whole handle without @, such as anna.bsky.social.",
        nl=f"'{subject}' is geen account op Bluesky.",
        nl_advice="Schrijf de hele naam zonder @, zoals anna.bsky.social.",
    )  # fmt: skip


def account_of(subject: str) -> str:
    """platform:handle, or the id of an account that was asked for by its id: handles can change."""
    return f"{PLATFORM}:{actor_of(subject).lower()}"


def is_hidden(shown: Any) -> bool:
    """Whether an account asks not to be shown to people who are not signed in."""
    return any(label.get("val") == NOT_SHOWN for label in objects(at(shown, "labels")))


def record_key(uri: Any) -> str | None:
    """The last part of a post's address, as in links to it."""
    found = _ADDRESS.fullmatch(uri) if isinstance(uri, str) else None
    return found["key"] if found else None


def without_author(uri: Any, keys: PersonKeys) -> str | None:
    """A post's address with a key in the place of its author's id."""
    found = _ADDRESS.fullmatch(uri) if isinstance(uri, str) else None
    author = key_for(found["repo"], PLATFORM, keys) if found else None
    return f"at://{author}/{found['collection']}/{found['key']}" if found and author else None


def text_of_third_person(said: Any) -> str | None:
    """What somebody wrote, without anybody's name, handle, id, e-mail address or telephone number."""
    if not isinstance(said, str):
        return None
    return of_third_person(_HANDLE_IN_TEXT.sub(MASKED_NAME, _DID_IN_TEXT.sub(MASKED_NAME, said)))
