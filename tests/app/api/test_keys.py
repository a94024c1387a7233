"""Access keys: made by owners, shown once, kept as a digest, and worth nothing once revoked or past their time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kring.app.accounts import repository as people
from kring.app.accounts.audit import sentence
from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.accounts.services import digest_of
from kring.app.api import services
from kring.app.api.models import AccessKey
from tests.app.api.conftest import Program

KEY = re.compile(r"kring_[\w-]{32,}")


def made_on_the_page(owner: Client, **said: str) -> str:
    answer = owner.post(reverse("keys"), {"name": "Sheets", "role": "planner", "days": "90", **said})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return KEY.search(answer.content.decode())[0]  # type: ignore[index]


def test_a_key_is_shown_once_and_kept_as_a_digest(owner: Client, organisation: Organisation) -> None:
    secret = made_on_the_page(owner)
    page = owner.get(reverse("keys")).content.decode()
    key = AccessKey.objects.get(organisation=organisation)
    assert "Sheets" in page
    assert not KEY.search(page)
    assert key.digest == digest_of(secret)
    assert secret not in str(AccessKey.objects.values().get())
    assert timedelta(days=89) < key.expires_at - timezone.now() <= timedelta(days=90)


def test_a_key_made_on_the_page_opens_the_interface_until_it_is_revoked(owner: Client) -> None:
    program = Program(made_on_the_page(owner))
    assert program.get("/briefs").status_code == 200
    owner.post(reverse("key_revoke", args=[AccessKey.objects.get().pk]))
    assert program.get("/briefs").status_code == 401
    assert "It stopped working." in owner.get(reverse("keys")).content.decode()


def test_making_and_revoking_stand_in_the_log(owner: Client, organisation: Organisation) -> None:
    secret = made_on_the_page(owner)
    key = AccessKey.objects.get()
    for _ in range(2):
        owner.post(reverse("key_revoke", args=[key.pk]))
    told = [sentence(entry) for entry in people.log(organisation)]
    assert [line.split(" ", 1)[1] for line in told] == [
        "revoked the access key Sheets.",
        "made the access key Sheets for a planner.",
    ]
    assert secret not in str(list(people.log(organisation).values()))


@pytest.mark.parametrize("said", [{"role": "owner"}, {"name": ""}, {"days": "9999"}, {"name": "x" * 81}])
def test_a_form_that_asks_for_what_can_not_be_makes_no_key(owner: Client, said: dict[str, str]) -> None:
    answer = owner.post(reverse("keys"), {"name": "Sheets", "role": "viewer", "days": "", **said})
    assert answer.status_code == 400
    assert not AccessKey.objects.exists()


def test_a_key_without_an_end_has_none(owner: Client) -> None:
    made_on_the_page(owner, days="")
    assert AccessKey.objects.get().expires_at is None


def test_a_key_past_its_time_opens_nothing(organisation: Organisation, member_of: Callable[..., Membership]) -> None:
    program = Program(services.make(member_of(organisation, Role.OWNER), "old", Role.VIEWER, timedelta(seconds=-1)))
    assert program.get("/briefs").status_code == 401


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer ", "Bearer kring_", "Basic a2V5", "Bearer ünïcode", "DIGEST"])
def test_what_is_no_key_opens_nothing(program: Program, sent: str) -> None:
    digest = AccessKey.objects.get().digest
    program.headers["authorization"] = sent.replace("DIGEST", f"Bearer {digest}")
    answer = program.get("/briefs")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["code"] == "no_key"


def test_the_key_of_one_letter_less_opens_nothing(program: Program) -> None:
    for wrong in (program.key[:-1], program.key + "a", program.key.upper()):
        assert Program(wrong).get("/briefs").status_code == 401


def test_no_cookie_is_set_and_no_token_of_a_form_is_asked(program: Program) -> None:
    answer = program.post("/search", text="koken")
    assert answer.status_code == 200
    assert not answer.cookies


def test_that_a_key_was_used_is_noted(program: Program) -> None:
    assert AccessKey.objects.get().last_used_at is None
    program.get("/briefs")
    first = AccessKey.objects.get().last_used_at
    program.get("/briefs")
    assert first is not None
    assert AccessKey.objects.get().last_used_at == first


def test_an_owner_sees_the_keys_of_the_own_organisation_only(
    program: Program, elsewhere: Program, owner: Client, organisation: Organisation
) -> None:
    other = AccessKey.objects.exclude(organisation=organisation).get()
    assert owner.post(reverse("key_revoke", args=[other.pk])).status_code == 404
    assert list(owner.get(reverse("keys")).context["keys"]) == list(AccessKey.objects.filter(organisation=organisation))


def test_a_viewer_may_not_do_what_keeps_something(looking: Program) -> None:
    for path, body in (("/match", {"brief": {"name": "A", "budget": 10}}), ("/drafts", {"text": "900 euro"})):
        answer = looking.post(path, body)
        assert answer.status_code == 403
        assert answer.json()["code"] == "role"
