"""`kring brief`: a few sentences as a brief in YAML."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import show_json, spoken_language
from kring.cli.places import JsonOption
from kring.errors import BadInput

if TYPE_CHECKING:
    from kring.match.draft import Draft


def brief(
    sentences: Annotated[str, typer.Argument(help="What you want, in a few sentences; - reads standard input.")],
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is read on.")] = None,
    confirm: Annotated[str, typer.Option(help="Doubtful amounts that are right, with commas: budget,fee.")] = "",
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Without guessing a niche by meaning.")] = False,
    model: Annotated[
        bool, typer.Option("--model", help="Also ask the language model that KRING_MODEL_URL names.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a brief in YAML from a few sentences of Dutch or English; what is doubtful stands above it as comments."""
    text = sys.stdin.read() if sentences == "-" else sentences
    draft = _read(text, today.date() if today else date.today(), rules_only=rules_only)
    draft = _asked(draft) if model else draft
    if as_json:
        show_json(draft.to_dict(spoken_language()))
        return
    confirmed = [name.strip() for name in confirm.split(",") if name.strip()]
    sys.stdout.write(draft.yaml(spoken_language(), confirmed))


def _read(text: str, today: date, *, rules_only: bool) -> Draft:
    from kring.match.draft import drafted
    from kring.profile.embedder import best_embedder

    if not text.strip():
        raise BadInput(
            "there is nothing to read.", "Say whom you want to reach, where, and for how much.",
            nl="er staat niets om te lezen.", nl_advice="Zeg wie je wilt bereiken, waar, en voor hoeveel.",
        )  # fmt: skip
    return drafted(text, today, None if rules_only else best_embedder())


def _asked(draft: Draft) -> Draft:
    from kring.workspace.language_model import LanguageModel

    named = LanguageModel.named()
    if named is None:
        raise BadInput(
            "no language model is named.", "Set KRING_MODEL_URL, such as https://models.example.org/v1.",
            nl="er is geen taalmodel genoemd.", nl_advice="Zet KRING_MODEL_URL, zoals https://models.example.org/v1.",
        )  # fmt: skip
    return named.read(draft)
