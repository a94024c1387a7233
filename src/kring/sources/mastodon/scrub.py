"""What is kept of an answer: of the creator what the account shows, of all others a key, counts and a masked text.

Only what is listed here is kept, so a field that a server adds does not come in unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.facts.schema import MASKED_NAME
from kring.sources.core.kept import plain_values
from kring.sources.core.markup import plain_text
from kring.sources.core.reading import at, objects
from kring.sources.core.step import Answer, Step
from kring.sources.core.third_persons import key_for, of_creator, of_third_person
from kring.sources.mastodon import steps
from kring.sources.mastodon.address import PLATFORM, address_of, whole_name

BY_CREATOR, HAS_PICTURE = "by_creator", "has_picture"
_WHOLE_NAME = re.compile(r"(@[\w.-]+@[\w-]+(?:\.[\w-]+)+)")
_COUNTS = ("followers_count", "following_count", "statuses_count")
_PROFILE = ("id", "acct", "display_name", "bot", "created_at", "suspended", *_COUNTS)
_STATUS = ("id", "created_at", "edited_at", "visibility", "language", "in_reply_to_id")
_FIGURES = ("replies_count", "reblogs_count", "favourites_count", "quotes_count")


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> Any:
    """The content to keep."""
    content = answer.json()
    server = address_of(step.subject).server
    match step.stream:
        case "profile":
            return _profile(content)
        case "context":
            creator = step.context.get("id")
            return {
                "descendants": [_written(one, creator, server, keys) for one in objects(at(content, "descendants"))]
            }
    items = objects(at(content, "items") if isinstance(content, Mapping) else content)
    if step.stream == steps.STATUSES:
        kept = [_post(status) for status in items]
    else:
        kept = [_person(account, server, keys) for account in items]
    return {"items": kept, "next": steps.next_cursor(answer) or at(content, "next")}


def _profile(account: Any) -> dict[str, Any]:
    note = at(account, "note")
    values = [field.get("value") for field in objects(at(account, "fields"))]
    kept = {
        "plain": plain_text(note) if isinstance(note, str) else at(account, "plain"),
        "lines": [plain_text(value) for value in values if isinstance(value, str)] or at(account, "lines"),
    }
    return {**plain_values(account, _PROFILE), **{name: value for name, value in kept.items() if value}}


def _post(status: Mapping[str, Any]) -> dict[str, Any]:
    """A post of the creator; of one that repeats another's, only that it does and when."""
    if status.get("reblog"):
        return {**plain_values(status, ("id", "created_at")), "reblog": True}
    kept = plain_values(status, (*_STATUS, *_FIGURES, "url"))
    kept["media_attachments"] = [plain_values(one, ("type",)) for one in objects(status.get("media_attachments"))]
    kept["tags"] = [plain_values(one, ("name",)) for one in objects(status.get("tags"))]
    kept["mentions"] = [plain_values(one, ("acct",)) for one in objects(status.get("mentions"))]
    return {**kept, **_texts(status, _of_creator)}


def _written(status: Mapping[str, Any], creator: str | None, server: str, keys: PersonKeys) -> dict[str, Any]:
    """What somebody wrote below a post; whether that was the creator is noted before the name becomes a key."""
    kept = plain_values(status, (*_STATUS, "favourites_count", BY_CREATOR))
    account = status.get("account")
    if BY_CREATOR not in kept:
        kept[BY_CREATOR] = creator is not None and at(account, "id") == creator
    return {**kept, "account": {"acct": _key(account, server, keys)}, **_texts(status, _of_third_person)}


def _person(account: Mapping[str, Any], server: str, keys: PersonKeys) -> dict[str, Any]:
    picture = account.get("avatar_static", account.get("avatar"))
    shown = account.get(HAS_PICTURE) if picture is None else not str(picture).endswith("/missing.png")
    return {**plain_values(account, _COUNTS), "acct": _key(account, server, keys), HAS_PICTURE: shown}


def _key(account: Any, server: str, keys: PersonKeys) -> str | None:
    return key_for(whole_name(at(account, "acct"), server), PLATFORM, keys)


def _of_creator(said: str) -> str:
    """Names of brands and people stay, also where they look like an e-mail address behind an @."""
    parts = _WHOLE_NAME.split(said)
    return "".join(part if place % 2 else of_creator(part) or "" for place, part in enumerate(parts))


def _of_third_person(said: str) -> str | None:
    return of_third_person(_WHOLE_NAME.sub(MASKED_NAME, said))


def _texts(status: Mapping[str, Any], masked: Callable[[str], str | None]) -> dict[str, Any]:
    """The text without its HTML, under another name so that it is not taken for HTML again."""
    content, warning = status.get("content"), status.get("spoiler_text")
    plain = plain_text(content) if isinstance(content, str) else status.get("plain")
    kept = {"plain": plain, "spoiler_text": warning}
    return {name: said for name, value in kept.items() if isinstance(value, str) and (said := masked(value))}
