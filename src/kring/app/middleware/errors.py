"""An error a person can mend is shown as a page that says what to do, not as a failure."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kring.app.web.views.errors import problem
from kring.errors import KringError


class ErrorsInWords:
    """Answers a `KringError` that a view did not handle itself with its message and advice, status 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return problem(request, exception) if isinstance(exception, KringError) else None
