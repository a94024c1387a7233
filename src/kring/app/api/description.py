"""The OpenAPI description of the interface, and the addresses that aren't in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Router

from kring.app.api.caller import AccessKeyOf, SignedIn
from kring.app.api.refusals import NotThere
from kring.app.api.schemas.answers import Refusal

PREFIX = "/api/v1/"
REFUSALS = {
    "401": "No access key that works.",
    "403": "The role of the key does not allow it.",
    "404": "Not there for this organisation.",
    "413": "The body is too large.",
    "422": "A field is not as it should be.",
    "429": "The key asks too often; see Retry-After.",
}
router = Router()


@router.get("/openapi.json", auth=[AccessKeyOf(), SignedIn()], url_name="api_description", include_in_schema=False)
def description(request: HttpRequest) -> dict[str, Any]:
    """The description of this interface."""
    from kring.app.api.door import api

    return description_of(api)


@router.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", url_name="api_nothing", include_in_schema=False
)
def nothing(request: HttpRequest, rest: str) -> None:
    """Any other address."""
    raise NotThere


def description_of(api: NinjaAPI) -> dict[str, Any]:
    """The description, with the refusals that every address may answer."""
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    found["components"]["schemas"] |= _schemas_of_refusals()
    for address in found["paths"].values():
        for operation in address.values():
            operation["responses"] = {str(status): one for status, one in operation["responses"].items()}
            operation["responses"] |= {status: _refusal(words) for status, words in REFUSALS.items()}
    return found


def _schemas_of_refusals() -> dict[str, Any]:
    made = Refusal.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**made.pop("$defs"), "Refusal": made}


def _refusal(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Refusal"}
    return {"description": words, "content": {"application/json": {"schema": schema}}}
