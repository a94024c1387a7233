"""Briefs and goals as commands are given them: a file and what the command line says instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kring.errors import BadInput

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.goal import Goal
    from kring.workspace import Workspace


def brief_in(file: Path, budget: float | None, here: Workspace) -> Brief:
    """The brief in a file, with another budget when one is given. Raises BadInput for a file that isn't there."""
    from kring.match.brief import Brief

    if not file.is_file():
        raise BadInput(
            f"there is no file {file}.", "Write a brief in YAML; the documentation has one to start from.",
            nl=f"er is geen bestand {file}.", nl_advice="Schrijf een opdracht in YAML; de documentatie heeft er een.",
        )  # fmt: skip
    brief = Brief.from_yaml(file, own_niches=here.settings().niches)
    return brief if budget is None else replace(brief, budget=budget)


def goal_in(text: str) -> Goal:
    """The goal that is written as in a brief. Raises BadInput for what is none."""
    import yaml

    from kring.match.goal import Goal

    try:
        return Goal.read(yaml.safe_load(text))
    except yaml.YAMLError:
        advice = "--goal engagements, --goal '{reach: {times: 2}}'."
        raise BadInput(
            f"'{text}' is not readable as a goal.", f"Write for instance {advice}",
            nl=f"'{text}' is niet te lezen als doel.", nl_advice=f"Schrijf bijvoorbeeld {advice}",
        ) from None  # fmt: skip
