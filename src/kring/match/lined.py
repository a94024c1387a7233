"""YAML with the line on which everything stands, so that a fault anywhere in it can be named: briefs and calendars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kring.errors import BadInput, UnknownName
from kring.match.brief_checks import placed


@dataclass(frozen=True)
class Lined:
    """A value and its line; the values of a mapping (dict) and a list are Lined themselves."""

    value: Any
    line: int
    file: str | None

    def plain(self) -> Any:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {name: one.plain() for name, one in self.value.items()}
        return [one.plain() for one in self.value] if isinstance(self.value, list) else self.value

    def fields(self, known: tuple[str, ...] | None, where: str) -> dict[str, Lined]:
        """The fields of a mapping that are filled in; raises for what is no mapping and for a field not in `known`."""
        if not isinstance(self.value, dict):
            with placed(self.file, self.line, None):
                raise BadInput(
                    f"{where} is not written as expected.", "Write 'field: value', one a line.",
                    nl=f"{where} staat er anders dan verwacht.", nl_advice="Schrijf 'veld: waarde', één op een regel.",
                )  # fmt: skip
        for name, one in self.value.items():
            if known is not None and name not in known:
                there = ", ".join(known)
                with placed(self.file, one.line, None):
                    raise UnknownName(
                        f"field in {where}", name, list(known), f"There are: {there}.",
                        nl_advice=f"Dit zijn de velden: {there}.",
                    )  # fmt: skip
        return {name: one for name, one in self.value.items() if one.value is not None}

    def entries(self, where: str) -> list[Lined]:
        """The entries of a list; raises BadInput for what is no list."""
        if isinstance(self.value, list):
            return self.value
        with placed(self.file, self.line, where):
            raise BadInput(
                "is not a list.", "Begin each entry with a dash: '- ...'.",
                nl="is geen lijst.", nl_advice="Begin elk onderdeel met een streepje: '- ...'.",
            )  # fmt: skip

    def read(self, name: str, how: Callable[[Any], Any]) -> Any:
        """The plain value as `how` reads it, with file, line and name before any fault."""
        with placed(self.file, self.line, name):
            return how(self.plain())


def text_of(source: str | Path) -> tuple[str | None, str]:
    """The name of the file (None for text) and the YAML in it; a text that ends in .yaml or .yml names a file.

    Raises BadInput for a file that isn't there or is no text.
    """
    is_file = isinstance(source, Path) or ("\n" not in source and source.endswith((".yaml", ".yml")))
    if not is_file:
        return None, str(source)
    try:
        return str(source), Path(source).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(
            "there is no such file.", "Check the path.", file=str(source),
            nl="dit bestand bestaat niet.", nl_advice="Kijk na waar het staat.",
        ) from None  # fmt: skip
    except (UnicodeDecodeError, OSError) as fault:
        raise BadInput(
            f"it can't be read ({fault}).", "Save it as UTF-8 text.", file=str(source),
            nl="dit bestand is niet te lezen.", nl_advice="Bewaar het als tekst in UTF-8.",
        ) from None  # fmt: skip


class _DaysAsText(yaml.SafeLoader):
    """YAML's safe loader, with days left as text so that a day that doesn't exist can be named."""


_DaysAsText.yaml_implicit_resolvers = {
    first: [entry for entry in entries if not entry[0].endswith(":timestamp")]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def lined(text: str, file: str | None) -> Lined:
    """The text as values with lines. Raises BadInput for what is no YAML and for a field that stands there twice."""
    loader = _DaysAsText(text)
    try:
        tree = loader.get_single_node()
        if tree is None:
            return Lined({}, 1, file)
        return _lined(tree, loader, file, set())
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        with placed(file, mark.line + 1 if mark else None, None):
            raise BadInput(
                f"not readable as YAML: {getattr(fault, 'problem', None) or 'it is not YAML'}.",
                "Write 'field: value', one a line, and check brackets and quotes.",
                nl="dit is niet te lezen als YAML.",
                nl_advice="Schrijf 'veld: waarde', één op een regel, en kijk haakjes en aanhalingstekens na.",
            ) from None
    finally:
        loader.dispose()


def _lined(node: yaml.Node, loader: _DaysAsText, file: str | None, above: set[int]) -> Lined:
    line = node.start_mark.line + 1
    if id(node) in above:
        raise ValueError("a value that holds itself")
    within = above | {id(node)}
    if isinstance(node, yaml.MappingNode):
        loader.flatten_mapping(node)
        pairs = {name: _lined(value, loader, file, within) for name, value in _once(node, file)}
        lines = {key.value: key.start_mark.line + 1 for key, _ in node.value}
        return Lined({name: Lined(one.value, lines[name], file) for name, one in pairs.items()}, line, file)
    if isinstance(node, yaml.SequenceNode):
        return Lined([_lined(one, loader, file, within) for one in node.value], line, file)
    return Lined(loader.construct_object(node), line, file)


def _once(node: yaml.MappingNode, file: str | None) -> Iterator[tuple[str, yaml.Node]]:
    seen: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            with placed(file, line, name):
                raise BadInput(
                    f"stands there twice, first on line {seen[name]}.", "Keep one of the two.",
                    nl=f"staat er twee keer, het eerst op regel {seen[name]}.", nl_advice="Houd er één.",
                )  # fmt: skip
        seen[name] = line
        yield name, value


def given(fields: Mapping[str, Lined], readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """The fields that have a reader, read."""
    return {name: one.read(name, readers[name]) for name, one in fields.items() if name in readers}
