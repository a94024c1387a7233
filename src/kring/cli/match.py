"""`kring match` and `kring replay-ranking`: who fits a brief and why, and a kept ranking made again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.briefs import brief_in
from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.errors import BadInput
from kring.estimate import Basis, Language, in_words, number
from kring.estimate.wording import percent

if TYPE_CHECKING:
    from kring.match.ranking import Ranking
    from kring.workspace.both_sides import BothSides

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "creator": "Creator", "followers": "Followers", "bits": "Bits", "coverage": "Known", "for": "What speaks most",
        "passing": "{} of {} accounts meet the conditions. One bit more doubles the odds; "
        "what is unknown counts for nothing.",
        "kept": "Kept as {}; kring replay-ranking {} makes it again.",
        "stopped": "Kept out, some by more than one condition: {}.",
        "sides": "Both sides, beside the ranking", "wants": "Company chooses", "accepts": "Creator says yes",
        "mutual": "Both", "prior": "No offers are known: what a creator says is an assumption beforehand.",
        "fails": "{} does not pass: {}", "same": "{}: made again, the same {} bytes.",
    },
    "nl": {
        "creator": "Creator", "followers": "Volgers", "bits": "Bits", "coverage": "Bekend", "for": "Wat het meest telt",
        "passing": "{} van {} accounts voldoen aan de voorwaarden. Eén bit meer verdubbelt de kansverhouding; "
        "wat onbekend is telt niet mee.",
        "kept": "Bewaard als {}; met kring replay-ranking {} is de rangschikking opnieuw te maken.",
        "stopped": "Afgevallen, soms op meer dan één voorwaarde: {}.",
        "sides": "Beide kanten, naast de rangschikking", "wants": "Bedrijf kiest", "accepts": "Creator zegt ja",
        "mutual": "Allebei", "prior": "Er zijn geen aanbiedingen bekend: wat een creator zegt is een aanname vooraf.",
        "fails": "{} valt af: {}", "same": "{}: opnieuw gemaakt, dezelfde {} bytes.",
    },
}  # fmt: skip
TOLD = 3
SIDES = ("wants", "accepts", "mutual")


def match(
    brief: Annotated[Path, typer.Argument(help="The brief, in YAML.")],
    most: Annotated[int, typer.Option("--most", min=1, help="How many to list.")] = 25,
    explain: Annotated[str | None, typer.Option(help="Explain the score of this account.")] = None,
    above: Annotated[str | None, typer.Option(help="With --explain: why that one stands above this account.")] = None,
    offers: Annotated[
        Path | None, typer.Option(help="A CSV file of offers and answers: adds how likely both sides want it.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Rank the creators that fit a brief, the best first, and say why."""
    if above is not None and explain is None:
        raise BadInput(
            "--above needs --explain.", "Write --explain ONE --above OTHER.",
            nl="--above kan niet zonder --explain.", nl_advice="Schrijf --explain DE_EEN --above DE_ANDER.",
        )  # fmt: skip
    from kring.workspace.both_sides import offers_in

    here = opened(workspace)
    ranking = here.match(brief_in(brief, None, here))
    if explain is not None:
        _explain(ranking, explain, above, as_json)
        return
    sides = () if offers is None else here.both_sides(ranking, offers_in(offers), most)
    if as_json:
        beside = {"both_sides": [one.to_dict() for one in sides]} if offers else {}
        show_json({"ranking": ranking.id, **ranking.to_dict(most), **beside})
        return
    _show(ranking, most)
    _show_sides(sides)
    say_when_synthetic(here.synthetic)


def _show(ranking: Ranking, most: int) -> None:
    from kring.match.ranking.explanation import bits_in_words

    language = spoken_language()
    words = WORDS[language]
    rows = []
    for row in ranking.rows(most):
        told = sorted(row.bars.items(), key=lambda bar: (-abs(bar[1]), bar[0]))[:TOLD]
        labels = [
            f"{ranking.criteria.named(name).words.said_in(language)} {bits_in_words(bits, language)}"
            for name, bits in told
            if bits
        ]
        size = "?" if row.followers is None else number(row.followers, language)
        rows.append(
            (row.account, size, bits_in_words(row.bits, language), percent(row.coverage, language), "; ".join(labels))
        )
    headings = tuple(words[name] for name in ("creator", "followers", "bits", "coverage", "for"))
    show_table(ranking.brief.name, headings, rows)
    say(words["passing"].format(number(len(ranking), language), number(len(ranking.pool), language)))
    stopped = [
        f"{subject.said_in(language)} {number(count, language)}" for subject, count in ranking.gates.stopped_by()
    ]
    if stopped:
        say(words["stopped"].format("; ".join(stopped)))
    say(words["kept"].format(ranking.id, ranking.id))


def _show_sides(sides: tuple[BothSides, ...]) -> None:
    language = spoken_language()
    words = WORDS[language]
    rows = [(one.account, *(in_words(getattr(one, name), "share", language) for name in SIDES)) for one in sides]
    if rows:
        priors = any(one.accepts.basis is Basis.PRIOR for one in sides)
        headings = tuple(words[name] for name in ("creator", *SIDES))
        show_table(words["sides"], headings, rows, words["prior"] if priors else "")


def _explain(ranking: Ranking, account: str, above: str | None, as_json: bool) -> None:
    language = spoken_language()
    told = ranking.explain(account) if above is None else ranking.why_above(account, above)
    if as_json:
        beside = {} if above else {"unknown_bits": ranking.unknown_bits(account).to_dict()}
        show_json({"ranking": ranking.id, **told.to_dict(), **beside})
        return
    verdict = ranking.verdict(account)
    if not verdict.passes:
        reasons = "; ".join(reason.said_in(language) for reason in verdict.reasons)
        say(WORDS[language]["fails"].format(account, reasons))
    say(told.in_words(language))
    if above is None and (unknown := ranking.unknown_bits(account).in_words(language)):
        say(unknown)


def replay_ranking(
    ranking: Annotated[str, typer.Argument(help="The name that kring match gave it.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a kept ranking again from what it was made from, and compare it to the byte."""
    record, answer = opened(workspace).replay_ranking(ranking)
    if answer != record.answer:
        raise BadInput(
            f"made again, the ranking {ranking} is another one than was kept.",
            "The kept answer was changed, or this version of Kring counts otherwise: see made_from in its inputs.",
            nl=f"opnieuw gemaakt is de rangschikking {ranking} een andere dan bewaard werd.",
            nl_advice="Het bewaarde antwoord is veranderd, of deze versie van Kring rekent anders: zie made_from.",
        )  # fmt: skip
    if as_json:
        show_json({"ranking": ranking, "same": True, "bytes": len(answer)})
        return
    language = spoken_language()
    say(WORDS[language]["same"].format(ranking, number(len(answer), language)))
