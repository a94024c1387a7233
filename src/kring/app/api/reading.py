"""The body of a request as JSON, and answers as JSON: no NaN either way, and nothing too deep to read."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.renderers import JSONRenderer


class StrictParser(Parser):
    """JSON as its standard has it. Raises ValueError for anything else."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The value in the body."""
        try:
            return json.loads(request.body.decode("utf-8"), parse_constant=_no_number)
        except RecursionError:
            raise ValueError("too deep") from None


class StrictRenderer(JSONRenderer):
    """JSON in plain UTF-8; a number that JSON can't say is a defect and never sent."""

    json_dumps_params = {"allow_nan": False, "ensure_ascii": False}


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
