"""`kring learn-weights` and `kring accept-weights`: weights learned from decisions, and a person who accepts them."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from kring.cli.output import say, show_json, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "written": "Written to {}. Read report.en.md; kring accept-weights {} makes these weights count.",
        "accepted": "Version {} counts from now on; {} was before it and is kept. Accepted by {}.",
    },
    "nl": {
        "written": "Geschreven naar {}. Lees report.nl.md; met kring accept-weights {} gaan deze gewichten tellen.",
        "accepted": "Vanaf nu telt versie {}; daarvoor gold {}, die bewaard is. Aanvaard door {}.",
    },
}


def learn_weights(
    decisions: Annotated[Path, typer.Argument(help="A CSV file: ranking, account, decision, perhaps outcome.")],
    folder: Annotated[Path, typer.Option("--to", help="A new folder for the proposal and its report.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose weights learned from decisions on kept rankings, with a report. They don't count until accepted."""
    from kring.match.learning.reporting import report
    from kring.workspace.learning import decisions_in, write_proposal

    proposal = opened(workspace).learn_weights(decisions_in(decisions))
    write_proposal(proposal, folder)
    if as_json:
        show_json({"folder": str(folder), **proposal.to_dict()})
        return
    language = spoken_language()
    say(report(proposal, language))
    say(WORDS[language]["written"].format(folder, folder))


def accept_weights(
    folder: Annotated[Path, typer.Argument(help="The folder that kring learn-weights made.")],
    who: Annotated[
        str | None, typer.Option(help="Who accepts, for the log; the name on this computer if left out.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make proposed weights the organisation's own; the ones before are kept, and who did it is logged."""
    done = opened(workspace).accept_weights(folder, who or getuser())
    if as_json:
        show_json(done.to_dict())
        return
    say(WORDS[spoken_language()]["accepted"].format(done.version, done.before, done.who))
