"""Signing in, the limits on sessions and on attempts."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import LogEntry, Membership, Organisation, Role
from tests.app.conftest import PASSWORD

HOUR = 3600


@pytest.fixture
def email(organisation: Organisation, member_of: Callable[..., Membership]) -> str:
    return member_of(organisation, Role.VIEWER).user.email


def test_the_address_in_any_case_signs_in(email: str) -> None:
    answer = Client().post(reverse("account_login"), {"login": email.upper(), "password": PASSWORD})
    assert answer.headers["Location"] == reverse("overview")


def test_a_wrong_password_is_refused(email: str) -> None:
    client = Client(headers={"accept-language": "en"})
    assert client.post(reverse("account_login"), {"login": email, "password": "wrong"}).status_code == 200
    assert client.get(reverse("overview")).status_code == 302


def test_too_many_wrong_passwords_close_the_door_for_a_while(email: str) -> None:
    client = Client(headers={"accept-language": "en"})
    for _ in range(6):
        client.post(reverse("account_login"), {"login": email, "password": "wrong"})
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert client.get(reverse("overview")).status_code == 302


@pytest.mark.parametrize(
    ("signed_in", "seen", "stays"),
    [(11 * HOUR, 1 * HOUR, True), (13 * HOUR, 1, False), (5 * HOUR, 4 * HOUR, False), (2 * HOUR, 2 * HOUR, True)],
)
def test_a_session_ends_after_twelve_hours_or_three_without_a_page(
    planner: Client, signed_in: int, seen: int, stays: bool
) -> None:
    planner.get(reverse("account"))
    session = planner.session
    session["signed_in_at"], session["seen_at"] = time.time() - signed_in, time.time() - seen
    session.save()
    answer = planner.get(reverse("account"))
    assert (answer.status_code == 200) is stays
    if not stays:
        assert b"some time had passed" in planner.get(reverse("account_login")).content


def test_signing_in_stands_in_the_log(email: str) -> None:
    Client().post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert [(entry.who, entry.action) for entry in LogEntry.objects.all()] == [(email, "signed_in")]


def test_nobody_signs_up_by_themselves(db: None) -> None:
    assert Client().get("/account/signup/").status_code == 404


def test_a_form_without_its_token_is_refused_in_words(email: str) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.status_code == 403
    assert b"Send it again" in answer.content
