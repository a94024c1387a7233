"""Headers, and that nothing of a page is inline or taken from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pyarrow as pa
import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.app.web.presenters.downloads import csv_lines
from kring.match.brief import Brief

EVIL = "<script>alert(1)</script>"


def pages(brief: SavedBrief, account: str) -> list[str]:
    return [
        reverse("overview"),
        reverse("creators"),
        reverse("creator", args=[account]),
        reverse("briefs"),
        reverse("brief_new"),
        reverse("plan", args=[brief.pk]),
        reverse("glossary"),
        reverse("members"),
        reverse("account"),
        reverse("keys"),
        reverse("mfa_index"),
        "/nothing-here/",
    ]


@pytest.fixture
def account(workspace: object) -> str:
    return workspace.profiles().accounts["account"][0].as_py()  # type: ignore[attr-defined]


def test_no_page_holds_inline_script_or_style(owner: Client, saved: SavedBrief, account: str) -> None:
    for address in pages(saved, account):
        html = owner.get(address).content.decode()
        scripts = re.findall(r"<script(?![^>]*(?:\ssrc=|application/json))", html)
        inline = re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
        assert (address, scripts, inline) == (address, [], [])


def test_no_page_takes_anything_from_another_host(owner: Client, saved: SavedBrief, account: str) -> None:
    for address in pages(saved, account):
        html = owner.get(address).content.decode()
        assert not re.findall(r'(?:src|href|action|hx-get|hx-post)="(?:https?:)?//[^"]*"', html), address


def test_every_answer_carries_the_policy(owner: Client, saved: SavedBrief, account: str) -> None:
    for address in [*pages(saved, account), reverse("health")]:
        policy = owner.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy


def test_the_other_headers_stand(client: Client, db: None) -> None:
    headers = client.get(reverse("account_login")).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "private" in headers["Cache-Control"]


def test_what_people_type_is_escaped(
    planner: Client, organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    brief = services.save(member_of(organisation, Role.PLANNER), Brief(name=EVIL, company=EVIL, budget=900.0))
    for address in (
        reverse("briefs"),
        reverse("plan", args=[brief.pk]),
        f"{reverse('plan', args=[brief.pk])}?exclude={EVIL}",
        f"{reverse('creators')}?q={EVIL}&place={EVIL}&sort={EVIL}",
        f"{reverse('possibilities')}?budget=900&place={EVIL}",
    ):
        assert EVIL not in planner.get(address).content.decode(), address


def test_a_pasted_brief_never_reads_a_file_of_the_server(planner: Client, tmp_path: object) -> None:
    there = tmp_path / "brief.yaml"  # type: ignore[operator]
    there.write_text("name: secret of the server\nbudget: 5\n")
    answer = planner.post(reverse("brief_new_text"), {"yaml": str(there)})
    assert answer.status_code == 400
    assert "secret of the server" not in answer.content.decode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_download_can_be_a_formula(start: str) -> None:
    lines = list(csv_lines(pa.table({"handle": [f"{start}1+1"], "change": [-3.5]})))
    cell, number = lines[1].strip().rsplit(",", 1)
    assert cell.strip('"').startswith("'")
    assert number == "-3.5"


def test_going_back_after_the_theme_stays_on_this_host(owner: Client) -> None:
    answer = owner.post(reverse("theme"), {"theme": "dark", "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert answer.cookies["kring_theme"].value == "dark"
