"""The ranked list: its order and pages, what is said of who is kept out, and that looking writes nothing anew."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.app.matching.presenters.rows import ordered, rows
from kring.match.brief import Brief
from kring.match.criteria.of_terms import fee
from kring.match.ranking import Ranking
from kring.workspace import Workspace


def test_the_pages_hold_every_creator_who_passes_once_and_in_order(planner: Client, saved: SavedBrief) -> None:
    first, second = (_shown(planner, saved, page=str(number)) for number in (1, 2))
    listed = [row.account for shown in (first, second) for row, _ in shown["rows"]]
    assert len(first["rows"]) == 50
    assert listed == first["ranking"].accounts[:100]
    assert second["rows"]


def test_a_row_says_what_the_explanation_says(ranking: Ranking, workspace: Workspace) -> None:
    for row in rows(ranking, workspace.profiles(), range(len(ranking))):
        explanation = ranking.explain(row.account)
        assert row.bits == explanation.bits
        assert all(bar.bits > 0 and bar in explanation.bars for bar in row.reasons)
        lowest = min((bar.bits for bar in explanation.bars), default=0.0)
        assert (row.against.bits if row.against else 0.0) == min(lowest, 0.0)
        asked = fee(ranking.brief, ranking.pool)[ranking.pool.place(row.account)]
        assert np.isnan(asked) if not row.fee.known else row.fee.value == pytest.approx(asked)
        assert 0 <= row.bar.start <= 1
        assert row.bar.start + row.bar.width <= 1 + 1e-9


def test_who_passes_and_who_is_kept_out_are_everybody(planner: Client, brief: SavedBrief) -> None:
    shown = _shown(planner, brief)
    pages = range(1, math.ceil(shown["kept_out"] / 50) + 1)
    out = [row for page in pages for row in _shown(planner, brief, **{"as": "out", "page": str(page)})["rows"]]
    assert shown["passing"] + shown["kept_out"] == shown["considered"] == len(shown["ranking"].pool)
    kept_out = {row.account for row in out}
    assert len(kept_out) == len(out) == shown["kept_out"]
    assert not kept_out & set(shown["ranking"].accounts)
    assert all(row.reasons for row in out)
    assert sum(number for _, number in shown["stops"]) >= shown["kept_out"] > 0


def test_where_nobody_is_kept_out_the_page_says_so(
    planner: Client, organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    everybody = services.save(member_of(organisation, Role.PLANNER), Brief.from_yaml("name: Iedereen\n"))
    shown = _shown(planner, everybody, **{"as": "out"})
    assert (shown["kept_out"], shown["rows"]) == (0, [])
    assert "Nobody is kept out" in planner.get(_address(everybody), {"as": "out"}).content.decode()


def test_the_count_of_unknown_ones_is_what_taking_them_in_changes(
    planner: Client, organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    asks = Brief.from_yaml("name: Antwoord\nlimits: {contact: 0.3}\n")
    saved = services.save(member_of(organisation, Role.PLANNER), asks)
    without, with_them = _shown(planner, saved), _shown(planner, saved, unknown="keep")
    assert with_them["passing"] - without["passing"] == without["for_unknown"] == with_them["for_unknown"] > 0
    page = planner.get(_address(saved)).content.decode()
    assert "Take them in" in page


@pytest.mark.parametrize("sort", ["followers", "-followers", "fee", "known", "-known", "name", "match", "-match"])
def test_every_order_holds_everybody_and_leaves_what_is_unknown_to_the_end(ranking: Ranking, sort: str) -> None:
    places = ordered(ranking, sort)
    assert sorted(places) == list(range(len(ranking)))
    if "followers" in sort or sort == "fee":
        column = fee(ranking.brief, ranking.pool) if sort == "fee" else ranking.pool.followers
        values = column[[ranking.pool.place(ranking.row(place).account) for place in places]]
        known = values[~np.isnan(values)]
        assert not np.isnan(values[: len(known)]).any()
        assert list(known) == sorted(known, reverse=sort.startswith("-"))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["cards", "table", "map", "out", "nonsense"])
def test_every_form_opens_in_both_languages(planner: Client, brief: SavedBrief, form: str, language: str) -> None:
    asked = {"as": form, "sort": "nonsense", "unknown": "nonsense", "page": "99"}
    answer = planner.get(_address(brief), asked, headers={"accept-language": language})
    assert answer.status_code == 200
    assert ("voldoen" if language == "nl" else "pass") in answer.content.decode()


def test_the_map_shows_homes_with_how_sure_they_are(planner: Client, brief: SavedBrief, workspace: Workspace) -> None:
    homes = _shown(planner, brief, **{"as": "map"})["homes"]
    assert homes.picture
    assert len(homes.homes) + homes.unknown > 20
    for one in homes.homes:
        home = workspace.profiles().of(one.account).home
        assert home is not None
        assert (home.municipality, home.probability, home.known) == (one.municipality, one.probability, True)


def test_htmx_gets_the_part_that_changes(planner: Client, brief: SavedBrief) -> None:
    part = planner.get(_address(brief), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert 'id="matches"' in part


def test_a_brief_that_nobody_passes_says_so(
    planner: Client, organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    saved = services.save(member_of(organisation, Role.PLANNER), Brief.from_yaml("name: Niemand\nbudget: 0.01\n"))
    assert "Nobody passes this brief" in planner.get(_address(saved)).content.decode()


def test_a_brief_that_names_somebody_unknown_says_so(
    planner: Client, organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    asks = Brief.from_yaml("name: Wie\nbudget: 900\nrequired: ['instagram:nobody_here']\n")
    saved = services.save(member_of(organisation, Role.PLANNER), asks)
    for name in ("matches", "matches_compare"):
        answer = planner.get(reverse(name, args=[saved.pk]), {"account": "instagram:nobody_here"})
        assert answer.status_code in {400, 404}
        assert "nobody_here" in answer.content.decode()


def test_an_organisation_without_creators_is_told_so(
    other_organisation: Organisation, member_of: Callable[..., Membership], client_of: Callable[..., Client]
) -> None:
    saved = services.save(member_of(other_organisation, Role.OWNER), Brief.from_yaml("name: Leeg\nbudget: 900\n"))
    page = client_of(other_organisation, Role.OWNER).get(_address(saved))
    assert page.status_code == 200
    assert "There are no creators yet" in page.content.decode()


def test_looking_again_neither_ranks_nor_writes_again(
    planner: Client, brief: SavedBrief, workspace: Workspace, best: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.get(_address(brief))
    log = workspace.folder.rankings(workspace.organisation) / "log.jsonl"
    before = log.read_text(encoding="utf-8")
    ranked: list[Any] = []
    match = Workspace.match
    monkeypatch.setattr(Workspace, "match", lambda self, asked: ranked.append(asked) or match(self, asked))
    for address in (f"{_address(brief)}?page=2", f"{_address(brief)}?as=map", reverse("match", args=[brief.pk, best])):
        planner.get(address)
    assert ranked == []
    assert log.read_text(encoding="utf-8") == before


def test_a_change_of_the_settings_ranks_again(planner: Client, brief: SavedBrief, workspace: Workspace) -> None:
    first = _shown(planner, brief)["ranking"]
    file = workspace.folder.settings_file(workspace.organisation)
    before = file.read_text(encoding="utf-8")
    own = f"creators:\n  {first.accounts[0]}: {{exclusions: [casino], at_once: 1, running: 1}}\n"
    try:
        file.write_text(f"{before}\n{own}", encoding="utf-8")
        assert first.accounts[0] not in _shown(planner, brief)["ranking"].accounts
    finally:
        file.write_text(before, encoding="utf-8")
    assert _shown(planner, brief)["ranking"].id == first.id


def test_the_page_of_the_plan_and_the_list_of_briefs_lead_here(planner: Client, brief: SavedBrief) -> None:
    for address in (reverse("plan", args=[brief.pk]), reverse("briefs")):
        assert f'href="{_address(brief)}"' in planner.get(address).content.decode()


def _address(saved: SavedBrief) -> str:
    return reverse("matches", args=[saved.pk])


def _shown(client: Client, saved: SavedBrief, **asked: str) -> Any:
    answer = client.get(_address(saved), asked)
    assert answer.status_code == 200, answer.content.decode()
    return answer.context
