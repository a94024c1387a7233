"""What is answered when a request can't be: a code, a sentence in the caller's language, and the wrong fields."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, Throttled, ValidationError

from kring.app.api.wrong_fields import wrong_fields
from kring.app.web.presenters.problems import said
from kring.errors import BadInput, KringError, UnknownName, WorkspaceProblem

log = logging.getLogger("kring.app.api")
_QUOTED = re.compile(r"'([\w.]+)'")
_OF_A_FIELD = ("field in ", "condition in ", "filter")
_NAMED = re.compile(r"^(?:line \d+, )?'([\w.]+)': |^([\w.]+): ")


class NotThere(Exception):
    """404: there is no such thing in the organisation of the caller."""


class Refused(Exception):
    """A value of the request that Kring can't take; `below` is the field of the body that holds it."""

    def __init__(self, error: KringError, below: str) -> None:
        super().__init__(str(error))
        self.error = error
        self.below = below


def refusal(
    status: int, code: str, message: str, advice: str = "", fields: list[dict[str, str]] | None = None
) -> JsonResponse:
    """The answer."""
    plain = {"code": code, "message": message, "advice": advice, "fields": fields or []}
    answer = JsonResponse(plain, status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def answer_in_words(api: NinjaAPI) -> None:
    """Have everything that goes wrong answered as a refusal."""
    for kind, answer in ANSWERS.items():
        api.add_exception_handler(kind, answer)


def too_large() -> JsonResponse:
    """413: the body has too many bytes."""
    return refusal(413, "too_large", _("The request is too large."), _("Ask for less at once."))


def no_such_method() -> JsonResponse:
    """405: the address is right, the method is not."""
    return refusal(405, "method", _("This address doesn't take that method."), _("See the description of the API."))


def _unauthenticated(request: HttpRequest, error: Exception) -> JsonResponse:
    return refusal(401, "no_key", _("There is no access key that works in this request."),
                   _("Send one as 'Authorization: Bearer kring_...'; an owner makes it under Account."))  # fmt: skip


def _forbidden(request: HttpRequest, error: Exception) -> JsonResponse:
    return refusal(403, "role", _("The role of this access key does not allow this."),
                   _("Ask an owner for a key of a planner."))  # fmt: skip


def _not_there(request: HttpRequest, error: Exception) -> JsonResponse:
    return refusal(404, "not_found", _("There is nothing at this address for your organisation."))


def _throttled(request: HttpRequest, error: Exception) -> JsonResponse:
    return refusal(429, "too_often", _("This access key asks too often."), _("Wait a minute and ask again."))


def _http(request: HttpRequest, error: HttpError) -> JsonResponse:
    """Ninja raises 400 for a body that can't be read."""
    message, advice = _("The body can't be read as JSON."), _("Send JSON in UTF-8, without NaN or Infinity.")
    return refusal(422, "invalid", message, advice, [{"field": "body", "message": message}])


def _invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
    fields = wrong_fields(error.errors)
    return refusal(422, "invalid", _("The request is not written as expected."), fields=fields)


def _refused(request: HttpRequest, error: Refused) -> JsonResponse:
    if getattr(error.error, "file", None):
        return _mendable(request, error.error)
    message, advice = said(error.error)
    field = ".".join(part for part in (error.below, _field_of(error.error)) if part)
    return refusal(422, "invalid", message, advice, [{"field": field or "body", "message": message}])


def _mendable(request: HttpRequest, error: KringError) -> JsonResponse:
    if isinstance(error, WorkspaceProblem) or getattr(error, "file", None):
        return _defect(request, error)  # a fault of the workspace or its settings, with a path of the server
    if isinstance(error, BadInput | UnknownName):
        return _refused(request, Refused(error, ""))
    message, advice = said(error)
    return refusal(400, "not_possible", message, advice)


def _defect(request: HttpRequest, error: Exception) -> JsonResponse:
    log.error("defect at %s %s", request.method, request.path, exc_info=error)
    return refusal(500, "defect", _("Something in Kring failed; it is not your request."), _("Try again later."))


def _field_of(error: KringError) -> str:
    """The field that a fault names."""
    if isinstance(error, BadInput) and error.column:
        return error.column
    if isinstance(error, UnknownName):
        above, own = _QUOTED.search(error.kind), error.name if error.kind.startswith(_OF_A_FIELD) else ""
        if above or own:
            return ".".join(part for part in (above and above[1], own) if part)
    named = _NAMED.match(error.message)
    return (named[1] or named[2]) if named else ""


ANSWERS: dict[type[Exception], Any] = {
    Exception: _defect,
    Http404: _not_there,
    NotThere: _not_there,
    HttpError: _http,
    AuthenticationError: _unauthenticated,
    AuthorizationError: _forbidden,
    Throttled: _throttled,
    ValidationError: _invalid,
    Refused: _refused,
    KringError: _mendable,
}
