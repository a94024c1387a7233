"""What is kept of an answer: of the creator what the account shows, of all others a key and a masked text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.bluesky import steps
from kring.sources.bluesky.names import PLATFORM, is_hidden, text_of_third_person, without_author
from kring.sources.bluesky.posts import own_post
from kring.sources.core.kept import plain_values
from kring.sources.core.reading import at, objects
from kring.sources.core.step import Answer, Step
from kring.sources.core.third_persons import key_for

BY_CREATOR, HAS_PICTURE = "by_creator", "has_picture"
_PROFILE = ("did", "handle", "displayName", "description", "followersCount", "followsCount", "postsCount", "createdAt")
_DEEPEST = steps.DEPTH + 5


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> Any:
    """The content to keep."""
    content = answer.json()
    if step.stream == steps.PROFILE:
        verified = plain_values(at(content, "verification"), ("verifiedStatus", "trustedVerifierStatus"))
        return {**plain_values(content, _PROFILE), **({"verification": verified} if verified else {})}
    creator = step.context.get("did", "")
    cursor = plain_values(content, (steps.CURSOR,))
    match step.stream:
        case "feed":
            return {**cursor, "feed": [_item(item, creator) for item in objects(at(content, "feed"))]}
        case "thread":
            return {"thread": _node(at(content, "thread"), creator, keys, 0)}
        case "likes":
            likes = [{"actor": _person(like.get("actor"), keys)} for like in objects(at(content, "likes"))]
            return {**cursor, "likes": likes}
        case _:
            return {**cursor, "followers": [_person(one, keys) for one in objects(at(content, "followers"))]}


def _item(item: Mapping[str, Any], creator: str) -> dict[str, Any]:
    """An entry of the feed; of another's post that it repeats, and of an answer to another, only when it came."""
    post, reason = item.get("post"), plain_values(item.get("reason"), ("$type", "indexedAt"))
    kept: dict[str, Any] = {"reason": reason} if reason else {}
    own = str(at(post, "uri")).startswith(f"at://{creator}/") and at(post, "record", "reply") is None
    if own and isinstance(post, Mapping):
        kept["post"] = own_post(post)
    return kept


def _node(node: Any, creator: str, keys: PersonKeys, depth: int) -> dict[str, Any]:
    """A post in a thread and the answers to it; posts that are blocked or gone have none."""
    post = at(node, "post")
    if not isinstance(post, Mapping):
        return {}
    answers = objects(at(node, "replies")) if depth < _DEEPEST else ()
    below = [kept for answer in answers if (kept := _node(answer, creator, keys, depth + 1))]
    return {"post": _written(post, creator, keys), "replies": below}


def _written(post: Mapping[str, Any], creator: str, keys: PersonKeys) -> dict[str, Any]:
    """What somebody wrote; nothing of the text when its author asks not to be shown without signing in."""
    uri, record, author = post.get("uri"), post.get("record"), post.get("author")
    own = str(uri).startswith(f"at://{creator}/")
    said = text_of_third_person(at(record, "plain") if at(record, "text") is None else at(record, "text"))
    return {
        **plain_values(post, ("indexedAt", "likeCount")),
        "uri": uri if own else without_author(uri, keys),
        BY_CREATOR: own,
        "author": {"did": key_for(at(author, "did"), PLATFORM, keys)},
        "record": {
            **plain_values(record, ("createdAt",)),
            **({"plain": said} if said and not is_hidden(author) else {}),
        },
    }


def _person(shown: Any, keys: PersonKeys) -> dict[str, Any]:
    """Of a person a key, and whether there is a picture: an account without one comes without its address."""
    noted = at(shown, HAS_PICTURE)
    has_picture = noted if isinstance(noted, bool) else bool(at(shown, "avatar"))
    return {"did": key_for(at(shown, "did"), PLATFORM, keys), HAS_PICTURE: has_picture}
