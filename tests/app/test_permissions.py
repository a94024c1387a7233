"""Who may open what: every address against everybody, as one table. An address without a row fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kring.app.accounts import services as members
from kring.app.accounts.models import Invitation, Membership, Organisation, Role
from kring.app.api import services as keys
from kring.app.api.models import AccessKey
from kring.app.briefs.models import ChosenPlan, SavedBrief
from kring.app.briefs.planning import planned
from kring.app.discovery import services as discovery
from kring.app.matching import services as matching
from kring.app.matching.models import SharedExplanation
from kring.app.matching.presenters.plain import plain_explanation
from kring.app.matching.rankings import ranking_of
from kring.app.sources.models import Upload
from kring.app.sources.views.consenting import LINK, OWN
from kring.match.discovery import Search
from kring.workspace import Workspace

OPEN = (200, 200, 200, 200, 200)
SIGN_IN = "sign in"
VISITORS = ("anonymous", "viewer", "planner", "owner", "other organisation")


@dataclass(frozen=True)
class Row:
    """One address: what each of `VISITORS` gets. `args` and `data` are filled in from the things that stand."""

    name: str
    expected: tuple[Any, ...]
    method: str = "get"
    args: Callable[[Any], list[Any]] = lambda _: []
    data: dict[str, Any] | Callable[[Any], dict[str, Any]] = field(default_factory=dict)


def members_only(name: str, **more: Any) -> Row:
    """Every member, of whichever organisation, about their own things."""
    return Row(name, (SIGN_IN, 200, 200, 200, 200), **more)


def own(name: str, *expected: int, method: str = "get", args: Any = None, data: Any = None) -> Row:
    """Something of the organisation: viewer, planner and owner as given, another organisation finds nothing."""
    return Row(name, (SIGN_IN, *expected, 404), method, args or (lambda it: [it.brief.pk]), data or {})


def account(name: str, expected: int = 200, **more: Any) -> Row:
    """A page about the person who is signed in."""
    return Row(name, (SIGN_IN, *(expected,) * 4), **more)


def by_key(name: str, **more: Any) -> Row:
    """Part of the interface for programs: being signed in opens nothing, only a key does."""
    return Row(name, (401,) * 5, **more)


ROWS = [
    Row("health", OPEN),
    Row("set_language", (302,) * 5, "post", data={"language": "nl"}),
    Row("theme", (302,) * 5, "post", data={"theme": "dark"}),
    members_only("overview"),
    members_only("account"),
    members_only("creators"),
    members_only("creators_download"),
    members_only("creators_compare"),
    members_only("glossary"),
    own("creator", 200, 200, 200, args=lambda it: [it.account]),
    own("creator_openings", 200, 200, 200, args=lambda it: [it.account]),
    members_only("fans"),
    own("creator_brand", 200, 200, 200, args=lambda it: [it.account]),
    own("creator_arrivals", 200, 200, 200, args=lambda it: [it.account]),
    own("creator_places", 200, 200, 200, args=lambda it: [it.account]),
    own("creator_evidence", 200, 200, 200, args=lambda it: [it.account, "clean_feed"]),
    members_only("find"),
    members_only("find_map"),
    members_only("find_download", args=lambda _: ["csv"]),
    Row("find_keep", (SIGN_IN, 403, 302, 302, 302), "post", data={"name": "A", "address": "?tier=nano"}),
    own("find_saved", 302, 302, 302, args=lambda it: [it.search.pk]),
    own("find_forget", 403, 302, 302, method="post", args=lambda it: [it.search.pk]),
    members_only("find_lists"),
    Row("find_list_add", (SIGN_IN, 403, 302, 302, 404), "post", data={"new": "B", "account": "own"}),
    own("find_list", 200, 200, 200, args=lambda it: [it.list.pk]),
    own("find_list_download", 200, 200, 200, args=lambda it: [it.list.pk, "xlsx"]),
    own("find_list_change", 403, 302, 302, method="post", args=lambda it: [it.list.pk], data={"name": "C"}),
    own("find_list_delete", 403, 302, 302, method="post", args=lambda it: [it.list.pk]),
    own("find_list_note", 403, 302, 302, method="post", args=lambda it: [it.list.pk, it.listed.pk]),
    own("find_list_remove", 403, 302, 302, method="post", args=lambda it: [it.list.pk, it.listed.pk]),
    members_only("briefs"),
    Row("possibilities", (SIGN_IN, 200, 200, 200, 400), data={"budget": "900"}),
    Row("brief_new", (SIGN_IN, 403, 200, 200, 200)),
    Row("brief_described", (SIGN_IN, 403, 200, 200, 200), "post", data={"described": "900 euro, Utrecht"}),
    Row("brief_new_text", (SIGN_IN, 403, 200, 200, 200)),
    Row("brief_keep", (SIGN_IN, 403, 302, 302, 302), "post", data={"yaml": "name: A\nbudget: 10\n"}),
    own("plan", 200, 200, 200),
    own("scenarios", 200, 200, 200),
    members_only("calendar"),
    own("plan_pictures", 200, 200, 200),
    Row("possibilities_pictures", (SIGN_IN, 200, 200, 200, 400), data={"budget": "900"}),
    own("plan_estimated", 200, 200, 200),
    Row("possibilities_estimated", (SIGN_IN, 200, 200, 200, 400), data={"budget": "900"}),
    own("plan_choose", 403, 302, 302, method="post"),
    own("brief_edit", 403, 200, 200),
    own("brief_edit_text", 403, 200, 200),
    own("brief_download", 200, 200, 200),
    own("brief_delete", 403, 302, 302, method="post"),
    own("chosen_plan", 200, 200, 200, args=lambda it: [it.brief.pk, it.plan.pk]),
    own("plan_delete", 403, 302, 302, method="post", args=lambda it: [it.brief.pk, it.plan.pk]),
    own("matches", 200, 200, 200),
    own("matches_compare", 200, 200, 200),
    own("match", 200, 200, 200, args=lambda it: [it.brief.pk, it.account]),
    own("explanation_share", 403, 200, 200, method="post", data=lambda it: {"account": it.account}),
    own("explanation_revoke", 403, 302, 302, method="post", args=lambda it: [it.shared.pk]),
    own("shortlist", 200, 200, 200),
    own("shortlist_add", 403, 302, 302, method="post", data=lambda it: {"account": it.account}),
    own("shortlist_download", 200, 200, 200),
    own("shortlist_change", 403, 302, 302, method="post", args=lambda it: [it.brief.pk, it.entry.pk]),
    own("shortlist_remove", 403, 302, 302, method="post", args=lambda it: [it.brief.pk, it.entry.pk]),
    members_only("contests"),
    own(
        "contest_answer",
        403,
        302,
        302,
        method="post",
        args=lambda it: [it.contest.pk],
        data=lambda _: {"answer": "yes"},
    ),
    Row("explained", OPEN, args=lambda it: [it.link]),
    members_only("how_ranking_works"),
    Row("add_creators", (SIGN_IN, 403, 200, 200, 200)),
    own("upload", 403, 200, 200, args=lambda it: [it.upload.pk]),
    own("upload_progress", 403, 200, 200, args=lambda it: [it.upload.pk]),
    own("upload_drop", 403, 302, 302, method="post", args=lambda it: [it.upload.pk]),
    Row("quarantine", (SIGN_IN, 403, 200, 200, 200)),
    Row("quarantine_download", (SIGN_IN, 403, 404, 404, 404), args=lambda _: ["nothing"]),
    Row("quarantine_give_up", (SIGN_IN, 403, 404, 404, 404), "post", args=lambda _: ["nothing"]),
    Row("sources", (SIGN_IN, 403, 200, 200, 200)),
    Row("source_add", (SIGN_IN, 403, 302, 302, 302), "post", lambda _: ["bluesky"], {"bluesky-subject": "a.example"}),
    Row("source_remove", (SIGN_IN, 403, 404, 404, 404), "post", lambda _: ["bluesky"], {"subject": "nobody.example"}),
    Row("source_key", (SIGN_IN, 403, 403, 302, 302), "post", lambda _: ["youtube"]),
    Row("source_choose", (SIGN_IN, 403, 403, 302, 302), "post", lambda _: ["youtube"]),
    Row("source_ask", (SIGN_IN, 403, 302, 302, 302), "post", lambda _: ["youtube"]),
    Row("consent_link", (SIGN_IN, 403, 302, 302, 302), "post", lambda _: ["instagram"]),
    Row("consent", OPEN, args=lambda it: [it.consent]),
    Row("consent_go", (422,) * 5, args=lambda it: [it.consent]),
    Row("consent_done", (404,) * 5),
    Row("consent_own", OPEN, args=lambda it: [it.own_consent]),
    Row("join", OPEN, args=lambda it: [it.secret]),
    Row("work_for", (SIGN_IN, 302, 302, 302, 404), "post", data={"organisation": "own"}),
    Row("members", (SIGN_IN, 403, 403, 200, 200)),
    Row("log", (SIGN_IN, 403, 403, 200, 200)),
    Row("invite", (SIGN_IN, 403, 403, 200, 200), "post", data={"email": "new@own.example", "role": "viewer"}),
    own("withdraw", 403, 403, 302, method="post", args=lambda it: [it.invitation.pk]),
    own("change_role", 403, 403, 302, method="post", args=lambda it: [it.extra.pk], data={"role": "viewer"}),
    own("renew", 403, 403, 200, method="post", args=lambda it: [it.extra.pk]),
    own("remove", 403, 403, 302, method="post", args=lambda it: [it.extra.pk]),
    Row("keys", (SIGN_IN, 403, 403, 200, 200)),
    own("key_revoke", 403, 403, 302, method="post", args=lambda it: [it.key.pk]),
    by_key("api_briefs"),
    by_key("api_brief", args=lambda it: [it.brief.pk]),
    by_key("api_match", method="post"),
    by_key("api_explain", method="post"),
    by_key("api_briefs_for", method="post", args=lambda it: [it.account]),
    by_key("api_ranking", args=lambda _: ["0123456789abcdef"]),
    by_key("api_search", method="post"),
    by_key("api_lookalikes", method="post"),
    by_key("api_drafts", method="post"),
    by_key("api_nothing", args=lambda _: ["nothing"]),
    Row("api_description", (401, 200, 200, 200, 200)),
    Row("account_login", (200, 302, 302, 302, 302)),
    Row("account_logout", (302, 200, 200, 200, 200)),
    Row("account_inactive", OPEN),
    account("account_reauthenticate"),
    account("account_change_password"),
    account("mfa_index"),
    Row("mfa_authenticate", (302,) * 5),
    account("mfa_reauthenticate", 302),
    account("mfa_activate_totp", 302),
    account("mfa_deactivate_totp", 404),
    account("mfa_view_recovery_codes", 404),
    account("mfa_generate_recovery_codes", 302),
    account("mfa_download_recovery_codes", 404),
    account("mfa_list_webauthn"),
    account("mfa_add_webauthn", 302),
    account("mfa_reauthenticate_webauthn", 302),
    account("mfa_remove_webauthn", 302, args=lambda _: [1]),
    account("mfa_edit_webauthn", 302, args=lambda _: [1]),
    Row("mfa_login_webauthn", (302, 302, 302, 302, 302)),
]


@pytest.fixture
def standing(
    saved: SavedBrief, member_of: Callable[..., Membership], workspace: Workspace, organisation: Organisation
) -> SimpleNamespace:
    """A brief with what belongs to it, an account, a member and an invitation of the organisation."""
    owner = member_of(organisation, Role.OWNER)
    secret = members.invite(owner, "invited@own.example", Role.VIEWER)
    snapshot = {**planned(workspace, saved.brief).to_dict(), "pictures": {"en": [], "nl": []}}
    plan = ChosenPlan.objects.create(
        brief=saved, snapshot=snapshot, brief_yaml=saved.yaml, position=workspace.position, who="somebody"
    )
    keys.make(owner, "program", Role.VIEWER)
    account = workspace.profiles().accounts["account"][0].as_py()
    to, _new = discovery.add(owner, "Zomer", [account])
    entry = matching.add(owner, saved, account)
    plain = plain_explanation(workspace, ranking_of(workspace, saved.brief), account)
    link = matching.share(owner, saved, account, plain)
    shared = SharedExplanation.objects.get()
    upload = Upload.objects.create(organisation=organisation, folder="0" * 32, names=["gone.csv"])
    return SimpleNamespace(
        upload=upload,
        consent=signing.dumps([organisation.pk, "instagram"], salt=LINK, compress=True),
        own_consent=signing.dumps([organisation.pk, "instagram", "anna"], salt=OWN, compress=True),
        key=AccessKey.objects.get(organisation=organisation),
        brief=saved,
        entry=entry,
        link=link,
        shared=shared,
        contest=matching.contest(shared, "", "wrong", ""),
        plan=plan,
        account=account,
        search=discovery.save(owner, "Nano", Search(filters={"tier": "nano"})),
        list=to,
        listed=to.creators.get(),
        extra=member_of(Organisation.objects.get(pk=organisation.pk), Role.VIEWER),
        invitation=Invitation.objects.get(organisation=organisation),
        secret=secret,
        organisation=organisation,
    )


@pytest.fixture
def browser_of(
    organisation: Organisation, other_organisation: Organisation, client_of: Callable[..., Client]
) -> Callable[[str], Client]:
    """Gives a browser of one of `VISITORS`."""

    def make(visitor: str) -> Client:
        if visitor == "anonymous":
            return Client(headers={"accept-language": "en"})
        if visitor == "other organisation":
            return client_of(other_organisation, Role.OWNER)
        return client_of(organisation, Role(visitor))

    return make


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_everybody_gets_what_the_table_says(
    row: Row, visitor: str, standing: SimpleNamespace, browser_of: Callable[[str], Client]
) -> None:
    data = {**(row.data(standing) if callable(row.data) else row.data)}
    if data.get("organisation") == "own":
        data["organisation"] = str(standing.organisation.pk)
    if data.get("account") == "own":
        data["account"] = standing.account
    address = reverse(row.name, args=row.args(standing))
    answer = getattr(browser_of(visitor), row.method)(address, data)
    assert _outcome(answer) == dict(zip(VISITORS, row.expected, strict=True))[visitor]


def test_every_address_has_a_row() -> None:
    assert {pattern.name for pattern in _addresses(get_resolver())} == {row.name for row in ROWS}


def test_a_form_of_a_planner_can_not_be_sent_by_a_viewer(
    standing: SimpleNamespace, browser_of: Callable[[str], Client]
) -> None:
    viewer = browser_of("viewer")
    viewer.post(reverse("brief_new"), {"name": "x", "budget": "1", "deliverable": "post", "unknown": "keep"})
    viewer.post(reverse("brief_edit", args=[standing.brief.pk]), {"name": "stolen"})
    assert [brief.name for brief in SavedBrief.objects.all()] == ["Lente"]


def _addresses(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _addresses(entry)
        else:
            yield entry


def _outcome(answer: HttpResponse) -> Any:
    if answer.status_code == 302 and answer.headers["Location"].startswith(f"{reverse('account_login')}?"):
        return SIGN_IN
    return answer.status_code
