"""One list of creators: the one with a name, or those that filters find. E-mail addresses are not asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from kring.errors import BadInput
from kring.sources.core.kept import only
from kring.sources.core.reading import flag, text
from kring.sources.core.step import Answer, Call, Step
from kring.sources.meta import asker, graph
from kring.sources.meta.media import account_of

CREATORS, SEARCH, ACCESS = "creators", "search:", "access"
FIELDS = (
    "id", "username", "biography", "category", "country", "gender", "is_account_verified", "onboarded_status",
    "has_brand_partnership_experience", "is_brand_following_creator", "is_creator_following_brand",
    "past_brand_partnership_partners", "portfolio_url",
)  # fmt: skip
_LISTS = (
    "creator_countries", "creator_gender", "creator_interests", "creator_language", "creator_age_bucket",
    "major_audience_age_bucket", "major_audience_countries", "major_audience_gender", "major_audience_states",
    "similar_to_creators",
)  # fmt: skip
_SINGLE = ("creator_min_followers", "creator_max_followers", "recommendation_type", "query")
_GENDERS = {"female": "female", "male": "male", "custom": "other"}


def start(subject: str, access: str) -> list[Step]:
    """The step that leads to a name, or to what `search:` and filters find, written as in an address.

    Raises BadInput for what is no filter.
    """
    if not subject.startswith(SEARCH):
        filters = {"username": subject.lstrip("@").lower()}
    else:
        given = dict(parse_qsl(subject.removeprefix(SEARCH)))
        if not given or set(given) - {*_LISTS, *_SINGLE}:
            raise _no_filter(", ".join(sorted(set(given) - {*_LISTS, *_SINGLE})) or "''")
        filters = {name: json.dumps(said.split(",")) if name in _LISTS else said for name, said in given.items()}
    listed = Step(CREATORS, subject, {"fields": ",".join(FIELDS), "limit": "50", **filters}, {ACCESS: access})
    return [asker.asked_first(listed)]


def call(step: Step) -> Call:
    """The call of a step; the token is added when it is sent."""
    if step.stream == asker.ASKER:
        return asker.call(step)
    params = {name: said for name, said in step.params.items() if name != asker.ASKER}
    return Call(graph.address(graph.FACEBOOK_HOST, step.params[asker.ASKER], "creator_marketplace_creators"), params)


def scrub(answer: Answer) -> dict[str, Any]:
    """The content to keep."""
    content = answer.json()
    return graph.kept_page(content, [only(creator, FIELDS) for creator in graph.nodes(content)])


def row(creator: Mapping[str, Any]) -> dict[str, Any]:
    """A row of accounts. How many follow is not among the fields, so it stays unknown."""
    handle = text(creator.get("username"))
    return {
        "account": account_of(handle),
        "platform": graph.PLATFORM,
        "handle": handle and handle.lower(),
        "bio": text(creator.get("biography")),
        "link": text(creator.get("portfolio_url")),
        "verified": flag(creator.get("is_account_verified")),
        "category": text(creator.get("category")),
        "country": text(creator.get("country")),
        "gender": _GENDERS.get(str(creator.get("gender")).lower()),
    }


def _no_filter(written: str) -> BadInput:
    known = ", ".join((*_LISTS, *_SINGLE))
    return BadInput(
        f"{written} is no filter of the Creator Marketplace.", f"Filters are {known}.",
        nl=f"{written} is geen filter van de Creator Marketplace.", nl_advice=f"Filters zijn {known}.",
    )  # fmt: skip
