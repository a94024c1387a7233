"""Why a creator stands where it stands: bars that sum, gates that agree with the verdict, links that lead somewhere."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kring.app.briefs.models import SavedBrief
from kring.app.matching.presenters.compared import compared
from kring.app.matching.presenters.explained import explanation_shown
from kring.app.matching.presenters.gates import FAILED, UNKNOWN, gates_of
from kring.app.matching.presenters.plain import explanation_of, plain_explanation
from kring.match.brief import Brief
from kring.match.criteria import active_criteria
from kring.match.ranking import Ranking
from kring.workspace import Workspace

ASKED = [
    "name: a\nbudget: 60\nplatforms: [instagram]\nlanguages: [nl]\n",
    "name: b\nniches: [cycling]\ntiers: [nano]\nunknown: keep\n",
    "name: c\nbudget: 900\nlimits: {contact: 0.5, clean_feed: 0.9, commercial_per_week: 1}\nfees: {least: 40}\n",
]


def test_the_bars_of_the_page_sum_to_its_score(ranking: Ranking, workspace: Workspace) -> None:
    for account in ranking.accounts:
        plain = plain_explanation(workspace, ranking, account)
        explanation = explanation_of(plain)
        assert explanation == ranking.explain(account)
        assert sum(bar.bits for bar in explanation.bars) == pytest.approx(plain["explanation"]["bits"], abs=1e-9)


@pytest.mark.parametrize("asked", ASKED)
def test_a_creator_passes_exactly_where_no_gate_is_failed(workspace: Workspace, asked: str) -> None:
    brief = Brief.from_yaml(asked)
    first = workspace.match(brief)
    names = first.pool.names.to_pylist()
    named = replace(brief, required=(first.accounts[0], names[0]), forbidden=(first.accounts[1],))
    for ranking in (first, workspace.match(named)):
        for account in names[::3] + list(named.required) + list(named.forbidden):
            verdict, found = ranking.verdict(account), gates_of(ranking, account)
            assert verdict.passes == (FAILED not in {gate.state for gate in found}), (account, verdict, found)
            unknown = [gate for gate in found if gate.state == UNKNOWN]
            assert len(unknown) <= len(verdict.unknown)


def test_what_is_known_of_the_company_is_a_gate_like_the_others(workspace: Workspace) -> None:
    file = workspace.folder.settings_file(workspace.organisation)
    before = file.read_text(encoding="utf-8")
    own = workspace.profiles().details["niches"]["account"][0].as_py()
    try:
        file.write_text(f"{before}\ncompanies:\n  Zelf: {{accounts: [{own}]}}\n", encoding="utf-8")
        ranking = workspace.match({"name": "d", "company": "Zelf", "unknown": "keep"})
        states = {account: gates_of(ranking, account) for account in ranking.pool.names.to_pylist()}
    finally:
        file.write_text(before, encoding="utf-8")
    assert {gate.words.en: gate.state for gate in states[own]}["no account of the company itself"] == FAILED
    for account, found in states.items():
        assert ("enough likeness to the company" in {gate.words.en for gate in found}) == (len(found) == 2)
        assert (account in ranking.accounts) == (FAILED not in {gate.state for gate in found})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_holds_every_bar_with_its_levels_and_what_would_change_it(
    planner: Client, brief: SavedBrief, ranking: Ranking, best: str, language: Any
) -> None:
    page = _page(planner, brief, best, language)
    explanation = ranking.explain(best)
    for bar in explanation.bars:
        assert bar.words.said_in(language) in page or not bar.known
        for level in ranking.criteria.named(bar.criterion).levels:
            assert level.words.said_in(language) in page
    assert explanation.changes
    for change in explanation.changes:
        assert change.in_words(language) in page
    assert ranking.id in page
    assert ranking.criteria.digest in page


def test_a_creator_who_does_not_pass_has_a_page_with_the_reasons(
    planner: Client, brief: SavedBrief, ranking: Ranking, refused: str
) -> None:
    page = _page(planner, brief, refused, "en")
    assert "Does not pass the conditions of the brief." in page
    for reason in ranking.verdict(refused).reasons:
        assert reason.en[1:] in page


def test_every_figure_that_a_bar_rests_on_can_be_opened(
    planner: Client, brief: SavedBrief, ranking: Ranking, best: str
) -> None:
    names = {name for bar in ranking.explain(best).bars if bar.known for name in bar.evidence}
    assert names
    page = _page(planner, brief, best, "en")
    for name in sorted(names)[:3]:
        address = reverse("creator_evidence", args=[best, name])
        assert address in page
        assert planner.get(address).status_code == 200


def test_the_table_of_the_picture_adds_up(ranking: Ranking, workspace: Workspace, best: str) -> None:
    with translation.override("en"):
        shown = explanation_shown(plain_explanation(workspace, ranking, best))
    *bars, score = [float(row[1]) for row in shown.picture.rows]
    assert sum(bars) == pytest.approx(score, abs=0.01 * len(bars))
    assert len(bars) == len(shown.bars)


def test_neighbours_are_compared_in_words_that_add_up(ranking: Ranking) -> None:
    accounts = ranking.accounts[:5]
    with translation.override("en"):
        shown = compared(ranking, [*reversed(accounts), *ranking.accounts[5:7], accounts[0]])
    assert shown.left_out == 2
    chosen = [one.account for one in shown.creators]
    assert chosen == sorted(chosen, key=ranking.accounts.index)
    for why in shown.why:
        gap = why.above.explanation.bits - why.below.explanation.bits
        assert sum(float(part[0]) for part in why.parts) == pytest.approx(gap, abs=0.01 * len(why.parts))
    for row in shown.rows:
        assert [one.account for one, _, _ in row.cells] == chosen


def test_the_page_of_a_comparison_says_why(planner: Client, brief: SavedBrief, ranking: Ranking, refused: str) -> None:
    one, other = ranking.rows(2)
    asked = {"account": [other.account, one.account, refused]}
    page = unescape(planner.get(reverse("matches_compare", args=[brief.pk]), asked).content.decode())
    assert f"Why {one.shown} stands above {other.shown}" in page
    assert "does not pass the conditions, whatever the score" in page
    nobody = planner.get(reverse("matches_compare", args=[brief.pk]), {"account": "instagram:nobody"})
    assert nobody.status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_how_ranking_works_holds_every_weight_that_counts(planner: Client, language: Any) -> None:
    page = unescape(planner.get(reverse("how_ranking_works"), headers={"accept-language": language}).content.decode())
    for criterion in active_criteria():
        assert criterion.meaning.said_in(language) in page
        assert criterion.why.said_in(language) in page
        for level in criterion.levels:
            assert f'<th scope="row">{level.words.said_in(language)}</th>' in page
    assert active_criteria().digest in page
    assert "**" not in page
    assert "| ---" not in page


def test_nobody_by_that_name_is_not_found(planner: Client, brief: SavedBrief) -> None:
    answer = planner.get(reverse("match", args=[brief.pk, "instagram:nobody"]))
    assert answer.status_code == 404
    assert "instagram:nobody" in answer.content.decode()


def _page(client: Client, brief: SavedBrief, account: str, language: str) -> str:
    answer = client.get(reverse("match", args=[brief.pk, account]), headers={"accept-language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())
