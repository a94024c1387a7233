"""Why one creator stands where it stands, as plain values: shown now, or kept for the creator as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kring.app.matching.presenters.gates import gates_of
from kring.match.criteria.criterion import Criterion
from kring.match.ranking import Bar, Counterfactual, Explanation
from kring.match.ranking.counterfactual import said
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.ranking import Ranking
    from kring.workspace import Workspace


def plain_explanation(workspace: Workspace, ranking: Ranking, account: str) -> dict[str, Any]:
    """The explanation with its gates, and of every criterion what it looks at and what each level weighs.

    Nothing of another creator is in it. Raises `UnknownName` for an account that is not there.
    """
    explanation, verdict = ranking.explain(account), ranking.verdict(account)
    profile = workspace.profiles().of(account)
    return {
        "account": account,
        "shown": profile.name or profile.handle or account,
        "brief": {"name": ranking.brief.name, "company": ranking.brief.company},
        "ranking": ranking.id,
        "criteria": {"version": ranking.criteria.version, "digest": ranking.criteria.digest},
        "place": ranking.place_of(account),
        "passing": len(ranking),
        "passes": verdict.passes,
        "reasons": [plain_words(reason) for reason in verdict.reasons],
        "gates": [gate.to_dict() for gate in gates_of(ranking, account)],
        "explanation": explanation.to_dict(),
        "bars": {bar.criterion: _further(ranking.criteria.named(bar.criterion), bar) for bar in explanation.bars},
        "synthetic": workspace.synthetic,
    }


def explanation_of(plain: Mapping[str, Any]) -> Explanation:
    """The explanation in those plain values."""
    kept = plain["explanation"]
    return Explanation(
        kept["account"], kept["brief"], kept["bits"], kept["coverage"],
        tuple(_bar(bar, plain["bars"][bar["criterion"]]) for bar in kept["bars"]),
        tuple(
            Counterfactual(change["criterion"], change["level"], Words.of(change["change"]), change["gain"])
            for change in kept["changes"]
        ),
    )  # fmt: skip


def plain_words(words: Words) -> dict[str, str]:
    """A text in both languages as plain values."""
    return {"nl": words.nl, "en": words.en}


def _further(criterion: Criterion, bar: Bar) -> dict[str, Any]:
    """What `Bar.to_dict` leaves out: the quantity in words, what the criterion is about, and its levels."""
    return {
        "said": plain_words(bar.said),
        "meaning": plain_words(criterion.meaning),
        "why": plain_words(criterion.why),
        "levels": [
            {
                "words": plain_words(level.words), "bits": level.bits, "own": level.name == bar.level,
                "from": None if level.at_least is None else plain_words(said(criterion, level.at_least)),
            }
            for level in criterion.levels
        ],
    }  # fmt: skip


def _bar(kept: Mapping[str, Any], further: Mapping[str, Any]) -> Bar:
    could_be = kept["could_be"]
    return Bar(
        kept["criterion"], Words.of(kept["label"]), kept["side"], kept["level"], Words.of(kept["words"]),
        kept["bits"], kept["value"], Words.of(further["said"]), tuple(kept["evidence"]),
        None if could_be is None else (could_be[0], could_be[1]),
    )  # fmt: skip
