"""Bluesky's lexicons as a judge, as the pydantic models of the installed client hold them, with strict formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def parameters(name: str) -> Any:
    """The model of a query's parameters, by its name such as app.bsky.feed.getLikes; None when there is no such."""
    return getattr(_module(name), "Params", None)


def wrong_parameters(name: str, query: Mapping[str, Sequence[str]]) -> list[str]:
    """Where the parameters of a request break what the query declares."""
    from pydantic import ValidationError

    model = parameters(name)
    known = {field.alias or field_name: field for field_name, field in model.model_fields.items()}
    found = [f"{parameter} is unknown" for parameter in query if parameter not in known]
    found += [f"{parameter} may come once" for parameter, values in query.items() if len(values) > 1]
    try:
        model.model_validate({one: _typed(known, one, values[0]) for one, values in query.items()}, context=STRICT)
    except ValidationError as problem:
        found += [f"{error['loc']}: {error['msg']}" for error in problem.errors()]
    return found


def faults(name: str, content: Any) -> list[str]:
    """Where an answer breaks the query's output: wrong values, and fields that are not declared."""
    from pydantic import ValidationError

    try:
        read = _output(name).model_validate(content, context=STRICT)
    except ValidationError as problem:
        return [f"{error['loc']}: {error['msg']}" for error in problem.errors()]
    return list(_undeclared(read, name))


STRICT = {"strict_string_format": True}


def _output(name: str) -> Any:
    """The model of a query's answer; that of a profile is declared elsewhere."""
    from atproto_client import models

    if name == "app.bsky.actor.getProfile":
        return models.AppBskyActorDefs.ProfileViewDetailed
    return _module(name).Response


def _module(name: str) -> Any:
    from atproto_client import models

    return getattr(models, "".join(part[:1].upper() + part[1:] for part in name.split(".")), None)


def _typed(known: Mapping[str, Any], name: str, value: str) -> Any:
    kind = str(known[name].annotation) if name in known else ""
    if "bool" in kind:
        return {"true": True, "false": False}.get(value, value)
    return int(value) if "int" in kind and value.isdecimal() else value


def _undeclared(value: Any, where: str) -> Iterator[str]:
    from pydantic import BaseModel

    if isinstance(value, BaseModel):
        yield from (f"{where}.{name} is not declared" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from _undeclared(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from _undeclared(item, f"{where}[{number}]")
