"""The creators table and a creator's page."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pyarrow.compute as pc
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from kring.app.accounts.models import Role
from kring.app.web.presenters import creators as table_of
from kring.app.web.presenters.creators import Filters
from kring.profile import Profile
from kring.profile.arrivals import Arrivals
from kring.vocabulary.platforms import deliverables
from kring.vocabulary.tiers import tier_of
from kring.workspace import Workspace


def test_without_filters_every_account_is_counted(planner: Client, workspace: Workspace) -> None:
    shown = planner.get(reverse("creators")).context["page"].paginator.count
    assert shown == workspace.profiles().accounts.num_rows


def test_a_tier_filter_shows_only_that_tier(planner: Client) -> None:
    lines = planner.get(reverse("creators"), {"tier": "nano"}).context["lines"]
    assert lines
    assert {tier_of(line.profile.followers).name for line in lines} == {"nano"}


def test_unknown_does_not_pass_a_least_value(workspace: Workspace) -> None:
    wide = table_of.wide(workspace)
    passed = table_of.matching(wide, Filters(answered=0.0))
    assert passed["answered_comments"].null_count == 0
    assert passed.num_rows == wide.num_rows - wide["answered_comments"].null_count < wide.num_rows


def test_filters_count_together(workspace: Workspace) -> None:
    wide = table_of.wide(workspace)
    filters = Filters(platform="instagram", followers_min=400, followers_max=3000, clean=0.5)
    rows = table_of.matching(wide, filters).to_pylist()
    assert rows
    for row in rows:
        assert row["platform"] == "instagram"
        assert 400 <= row["followers"] <= 3000
        assert row["clean_feed"] >= 0.5


def test_search_finds_a_part_of_a_handle_in_any_case(workspace: Workspace) -> None:
    wide = table_of.wide(workspace)
    handle = wide["handle"][3].as_py()
    found = table_of.matching(wide, Filters(q=handle[1:6].upper()))
    assert handle in found["handle"].to_pylist()


def test_search_takes_signs_as_they_are(workspace: Workspace) -> None:
    assert table_of.matching(table_of.wide(workspace), Filters(q=".*")).num_rows == 0


@pytest.mark.parametrize("sort", ["engagement", "-engagement", "answered", "followers", "-clean"])
def test_an_order_puts_what_is_unknown_last(workspace: Workspace, sort: str) -> None:
    column = table_of.SORTS[sort.removeprefix("-")]
    values = table_of.ordered(table_of.wide(workspace), sort)[column].to_pylist()
    known = [value for value in values if value is not None]
    assert values[: len(known)] == known == sorted(known, reverse=sort.startswith("-"))


def test_a_wrong_filter_is_explained_and_filters_nothing(planner: Client, workspace: Workspace) -> None:
    answer = planner.get(reverse("creators"), {"engagement": "150", "sort": "nothing", "page": "999"})
    assert "less than or equal to 100" in answer.content.decode()
    assert answer.context["page"].paginator.count == workspace.profiles().accounts.num_rows


def test_where_followers_live_is_told_and_drawn_on_request(planner: Client, workspace: Workspace) -> None:
    homes = workspace.profiles().details["home"].to_pylist()
    account = max(homes, key=lambda row: row["probability"])["account"]
    shown = planner.get(reverse("creator", args=[account])).content.decode()
    profile = workspace.profiles().of(account)
    assert "Where the followers live" in shown
    assert profile.home is not None
    assert escape(profile.home.municipality) in shown
    drawn = planner.get(reverse("creator_places", args=[account]), headers={"hx-request": "true"}).content.decode()
    assert drawn.lstrip().startswith("<figure")
    assert planner.get(reverse("creator_places", args=["instagram:nobody"])).status_code == 404


def test_when_followers_came_is_told_as_no_growth_and_drawn_on_request(
    planner: Client, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = workspace.profiles().accounts["account"][0].as_py()
    page, drawn = (reverse(name, args=[account]) for name in ("creator", "creator_arrivals"))
    assert "When today" not in planner.get(page).content.decode()
    assert "Unknown" in planner.get(drawn).content.decode()
    months = ((date(2025, 1, 1), 300), (date(2025, 2, 1), 700))
    came = Arrivals(datetime(2025, 10, 7, tzinfo=UTC), 1_000, 1_000, 200, date(2025, 2, 9), 600, 2.0, months)
    monkeypatch.setattr(Profile, "arrivals", came)
    shown = planner.get(page).content.decode()
    for words in ("Of 1,000 followers on 7 October 2025, 200 came", "not growth", "25% at most", "On 9 February 2025"):
        assert words in shown
    picture = planner.get(drawn, headers={"hx-request": "true"}).content.decode()
    assert picture.lstrip().startswith("<figure")
    assert "Not growth" in picture
    dutch = planner.get(page, headers={"accept-language": "nl"}).content.decode()
    assert "Dat is geen groei" in dutch
    assert planner.get(reverse("creator_arrivals", args=["instagram:nobody"])).status_code == 404


def test_the_least_share_near_home_filters(workspace: Workspace) -> None:
    rows = table_of.matching(table_of.wide(workspace), Filters(local=0.2))["local_share"].to_pylist()
    assert rows
    assert min(rows) >= 0.2


def test_a_home_filters_and_accounts_without_a_known_one_are_told(planner: Client, workspace: Workspace) -> None:
    profiles = [workspace.profile(name) for name in workspace.profiles().accounts["account"].to_pylist()]
    home_of = {one.account: one.home.municipality for one in profiles if one.home is not None and one.home.known}
    place = next(iter(home_of.values()))
    answer = planner.get(reverse("creators"), {"home": place})
    shown = {line.profile.account for line in answer.context["lines"]}
    assert shown == {account for account, home in home_of.items() if home == place}
    unknown = len(profiles) - len(home_of)
    assert answer.context["undecided"] == unknown > 1
    assert f"{unknown} more accounts may fit" in answer.content.decode()
    without = planner.get(reverse("creators"), {"home": "unknown"})
    assert {line.profile.account for line in without.context["lines"]} == {
        one.account for one in profiles if one.account not in home_of
    }
    assert without.context["undecided"] == 0
    assert planner.get(reverse("creators"), {"home": "Nergens"}).context["form"].errors


def test_a_local_hero_is_shown_not_shown_or_unknown(workspace: Workspace) -> None:
    wide = table_of.wide(workspace)
    told = {row["account"]: row["local_hero"] for row in workspace.profiles().details["local_hero"].to_pylist()}
    groups = {asked: table_of.matching(wide, Filters(hero=asked)) for asked in ("yes", "no", "unknown")}
    assert sum(group.num_rows for group in groups.values()) == wide.num_rows
    assert {told[account] for account in groups["yes"]["account"].to_pylist()} == {True}
    assert {told[account] for account in groups["no"]["account"].to_pylist()} == {False}
    assert not told.keys() & set(groups["unknown"]["account"].to_pylist())
    assert table_of.undecided(wide, Filters(hero="yes")) == groups["unknown"].num_rows


def test_who_surely_does_not_fit_is_not_undecided(workspace: Workspace) -> None:
    wide = table_of.wide(workspace)
    unknown = wide.filter(pc.is_null(wide["answered_comments"]))
    mega = Filters(answered=0.0, followers_min=10**9)
    assert table_of.undecided(wide, Filters(answered=0.0)) == unknown.num_rows
    assert table_of.undecided(wide, mega) == unknown["followers"].null_count
    assert table_of.undecided(wide, Filters()) == 0


def test_htmx_gets_only_the_table(planner: Client, workspace: Workspace) -> None:
    answer = planner.get(reverse("creators"), headers={"hx-request": "true"})
    assert answer.content.decode().startswith('<section class="card card-flush" id="creators"')


def test_links_to_other_orders_keep_the_filters(planner: Client, workspace: Workspace) -> None:
    answer = planner.get(reverse("creators"), {"tier": "nano", "platform": "instagram", "q": ""})
    assert answer.context["order_by"]["engagement"]["address"] == "?tier=nano&platform=instagram&sort=-engagement"


def test_the_download_holds_the_accounts_that_pass(planner: Client, workspace: Workspace) -> None:
    answer = planner.get(reverse("creators_download"), {"tier": "nano"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    accounts = workspace.profiles().accounts
    assert {row["account"] for row in rows} == set(
        accounts.filter(pc.equal(accounts["tier"], "nano"))["account"].to_pylist()
    )
    assert {row["tier"] for row in rows} == {"nano"}


def test_a_page_shows_each_figure_with_its_interval(planner: Client, workspace: Workspace) -> None:
    profiles = workspace.profiles()
    account = profiles.figures.filter(pc.equal(profiles.figures["figure"], "answered_comments"))["account"][0].as_py()
    answer = planner.get(reverse("creator", args=[account]))
    shown = {line.figure.name: line.estimate for line in answer.context["creator"].first}
    assert shown["answered_comments"] == profiles.estimate(account, "answered_comments")
    assert f"n = {shown['answered_comments'].n:,}" in answer.content.decode()


def test_what_is_unknown_says_why(planner: Client, workspace: Workspace) -> None:
    profiles = workspace.profiles()
    account = next(
        name
        for name in profiles.accounts["account"].to_pylist()
        if not profiles.estimate(name, "hours_to_answer").known
    )
    page = planner.get(reverse("creator", args=[account])).content.decode()
    assert profiles.estimate(account, "hours_to_answer").reason in page


def test_the_accounts_of_one_creator_point_at_each_other(planner: Client, workspace: Workspace) -> None:
    accounts = workspace.profiles().accounts
    counted = {entry["values"]: entry["counts"] for entry in pc.value_counts(accounts["creator"]).to_pylist()}
    creator = next(name for name, count in counted.items() if count > 1)
    first, second, *_ = accounts.filter(pc.equal(accounts["creator"], creator))["account"].to_pylist()
    assert second in {one.account for one in planner.get(reverse("creator", args=[first])).context["creator"].others}


def test_evidence_is_the_account_s_own(planner: Client, workspace: Workspace) -> None:
    account = workspace.profiles().accounts["account"][0].as_py()
    answer = planner.get(reverse("creator_evidence", args=[account, "engagement_per_follower"]))
    assert answer.context["evidence"] == workspace.evidence(account, "engagement_per_follower")


@pytest.mark.parametrize("address", ["/creators/instagram:nobody/", "/creators/instagram:nobody/evidence/clean_feed/"])
def test_an_account_there_is_none_of_is_not_found(planner: Client, workspace: Workspace, address: str) -> None:
    assert planner.get(address).status_code == 404


def test_synthetic_data_are_named_on_every_page(planner: Client, workspace: Workspace) -> None:
    for name in ("overview", "creators", "briefs", "glossary", "account"):
        assert b"Synthetic data" in planner.get(reverse(name)).content, name


def test_an_organisation_sees_nothing_of_another(client_of, other_organisation, workspace: Workspace) -> None:  # type: ignore[no-untyped-def]
    stranger = client_of(other_organisation, Role.OWNER)
    assert "Nothing was imported yet" in stranger.get(reverse("overview")).content.decode()
    assert stranger.get(reverse("creators")).context["page"].paginator.count == 0
    assert b"Synthetic data" not in stranger.get(reverse("creators")).content


def test_ticked_accounts_stand_side_by_side(planner: Client, workspace: Workspace) -> None:
    accounts = workspace.profiles().accounts["account"].to_pylist()[:3]
    answer = planner.get(reverse("creators_compare"), {"account": [*accounts, accounts[0]]})
    compared = answer.context["compared"]
    assert [profile.account for profile in compared.profiles] == accounts
    for row in compared.rows:
        shown = [line.estimate for line in row.lines]
        assert shown == [workspace.profiles().of(account).estimate(row.figure.name) for account in accounts]
        assert any(estimate.known for estimate in shown)
    assert compared.reach.unique == workspace.unique_reach(accounts).unique


def test_five_accounts_fit_side_by_side_and_the_rest_is_said(planner: Client, workspace: Workspace) -> None:
    accounts = workspace.profiles().accounts["account"].to_pylist()[:7]
    answer = planner.get(reverse("creators_compare"), {"account": accounts})
    assert len(answer.context["compared"].profiles) == 5
    assert "2 more were ticked" in answer.content.decode()


def test_nothing_ticked_says_what_to_do(planner: Client) -> None:
    assert "Tick two to five" in planner.get(reverse("creators_compare")).content.decode()


def test_an_unknown_account_is_not_found_side_by_side(planner: Client) -> None:
    assert planner.get(reverse("creators_compare"), {"account": "instagram:nobody-here"}).status_code == 404


def test_the_page_tells_growth_checks_fees_and_brands(planner: Client, workspace: Workspace) -> None:
    profiles = workspace.profiles()
    known = [profiles.of(account) for account in profiles.accounts["account"].to_pylist()]
    profile = next(one for one in known if one.trajectory and one.authenticity_checks and one.prices)
    answer = planner.get(reverse("creator", args=[profile.account]))
    told, page = answer.context["creator"].told, answer.content.decode()
    assert sum(chance for _, chance in told.chances) == pytest.approx(1)
    assert [check.outcome for check, _ in told.checks] == [check.outcome for check in profile.authenticity_checks]
    assert dict(told.fees).keys() == {deliverables()[name].words for name in profile.prices}
    assert "Only an offer of the creator is a price" in page
    for check, figure in told.checks:
        assert figure is None or reverse("creator_evidence", args=[profile.account, figure]) in page
        assert escape(check.message.en) in page


def test_the_page_tells_a_brand_with_its_posts(planner: Client, workspace: Workspace) -> None:
    profiles = workspace.profiles()
    account = profiles.details["collaborations"]["account"][0].as_py()
    first = profiles.of(account).collaborations[0]
    page = planner.get(reverse("creator", args=[account])).content.decode()
    assert escape(first.brand) in page
