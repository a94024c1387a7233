"""The front door for programs: `/api/v1/`, opened by an access key and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI

from kring.app.accounts.permissions import open_to_all
from kring.app.api import description
from kring.app.api.caller import AccessKeyOf
from kring.app.api.endpoints import briefs, discovery, drafts, rankings
from kring.app.api.reading import StrictParser, StrictRenderer
from kring.app.api.refusals import answer_in_words, no_such_method, too_large
from kring.app.api.throttle import EachKey

api = NinjaAPI(
    title="Kring",
    version="1",
    description="Creators matched with briefs, both ways, with reasons. Unknown is null, never zero.",
    docs_url=None,
    openapi_url=None,
    auth=AccessKeyOf(),
    throttle=EachKey(),
    parser=StrictParser(),
    renderer=StrictRenderer(),
)
answer_in_words(api)
for router in (briefs.router, rankings.router, discovery.router, drafts.router, description.router):
    api.add_router("", router)


def by_key_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, which asks for a key itself and so needs no session; and which reads no more than it must."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.API_MOST_BYTES:
            return too_large()
        answer = view(request, *args, **kwargs)
        return no_such_method() if answer.status_code == 405 else answer

    return open_to_all(opened)


def addresses() -> list[URLPattern]:
    """The addresses below the prefix, each opened to keys."""
    found = [entry for entry in api.urls[0] if entry.name != "api-root"]
    for entry in found:
        entry.callback = by_key_only(entry.callback)
    return found
