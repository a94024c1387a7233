"""Rankings and explanations as plain values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kring.match.criteria import Criteria, Pool
from kring.match.gates import SUBJECTS
from kring.match.ranking import Explanation, Fit, Ranking, Record
from kring.match.ranking.passing import STOPS
from kring.vocabulary.figures import figures
from kring.vocabulary.text import Words

EXPLAINED = 10
"""How many of the first rows are explained."""
_LABELS = SUBJECTS | STOPS


def text(words: Words) -> dict[str, str]:
    """A text in both languages."""
    return {"nl": words.nl, "en": words.en}


def ranking_shown(ranking: Ranking, most: int, explain: bool) -> dict[str, Any]:
    """The best so many, what the gates kept out, and where asked why the first stand there."""
    rows = ranking.rows(most)
    explained = rows[:EXPLAINED] if explain else ()
    return {
        "id": ranking.id,
        **ranking.to_dict(0),
        "gates": gates_shown(ranking.gates.stops),
        "rows": [row.to_dict() for row in rows],
        "explanations": [
            explanation_shown(ranking.explain(row.account), ranking.criteria, ranking.pool) for row in explained
        ],
    }


def gates_shown(stops: Mapping[str, int]) -> list[dict[str, Any]]:
    """What keeps accounts out and how many, the most first."""
    ordered = sorted(stops.items(), key=lambda stop: (-stop[1], stop[0]))
    return [{**_gate(name), "kept_out": count} for name, count in ordered if count]


def explanation_shown(told: Explanation, criteria: Criteria, pool: Pool) -> dict[str, Any]:
    """An explanation, its figures with their intervals."""
    plain = told.to_dict()
    for bar, shown in zip(told.bars, plain["bars"], strict=True):
        low, high = _interval(bar.criterion, told.account, criteria, pool)
        shown.update(said=text(bar.said), low=low, high=high)
    for change, shown in zip(told.changes, plain["changes"], strict=True):
        shown["sentence"] = {"nl": change.in_words("nl"), "en": change.in_words("en")}
    return plain | {"in_words": {"nl": told.in_words("nl"), "en": told.in_words("en")}}


def account_explained(ranking: Ranking, account: str) -> dict[str, Any]:
    """Whether an account passes, why not, and why it scores what it scores."""
    verdict = ranking.verdict(account)
    return {
        "account": account,
        "passes": verdict.passes,
        "place": ranking.place_of(account),
        "reasons": [text(reason) for reason in verdict.reasons],
        "unknown": [_gate(name) for name in verdict.unknown],
        "explanation": explanation_shown(ranking.explain(account), ranking.criteria, ranking.pool),
    }


def fit_shown(fit: Fit, brief_id: int | None, criteria: Criteria, pool: Pool) -> dict[str, Any]:
    """How a brief fits an account."""
    return {
        "brief_id": brief_id,
        "brief": fit.brief.name,
        "passes": fit.verdict.passes,
        "reasons": [text(reason) for reason in fit.verdict.reasons],
        "explanation": explanation_shown(fit.explanation, criteria, pool),
    }


def kept_shown(name: str, record: Record) -> dict[str, Any]:
    """A kept ranking as it was."""
    inputs, answer = json.loads(record.inputs), json.loads(record.answer)
    return {
        "id": name,
        "brief": inputs["brief"],
        "criteria_version": str(inputs["criteria"]["version"]),
        "made_from": inputs["made_from"],
        "considered": inputs["considered"],
        "gates": gates_shown(inputs["kept_out"]),
        **answer,
    }


def _gate(name: str) -> dict[str, Any]:
    return {"gate": name, "label": text(_LABELS[name] if name in _LABELS else Words(name, name))}


def _interval(criterion: str, account: str, criteria: Criteria, pool: Pool) -> tuple[float | None, float | None]:
    """The interval of the figure that a criterion looks at; none where it looks at no figure."""
    quantity = criteria.named(criterion).quantity
    if quantity not in figures():
        return None, None
    place = pool.place(account)
    return pool.figure_at(quantity, "low", place), pool.figure_at(quantity, "high", place)
