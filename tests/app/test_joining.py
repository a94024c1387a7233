"""Getting in: the first run, invitations, new passwords; each link once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kring.app.accounts import repository, services
from kring.app.accounts.models import Invitation, LogEntry, Membership, Organisation, Role, User
from kring.errors import BadInput
from kring.workspace import Workspace
from tests.app.conftest import PASSWORD

NEW = {"organisation": "Nieuw", "email": "first@own.example", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture
def anonymous() -> Client:
    return Client(headers={"accept-language": "en"})


def test_the_first_run_makes_an_owner_who_is_signed_in(db: None, workspace: Workspace, anonymous: Client) -> None:
    address = reverse("join", args=[services.first_run_secret()])
    assert anonymous.post(address, NEW, follow=True).status_code == 200
    membership = Membership.objects.get()
    assert (membership.role, membership.organisation.namespace) == (Role.OWNER, "own")
    assert anonymous.get(reverse("members")).status_code == 200


def test_the_link_of_the_first_run_works_once(db: None, workspace: Workspace, anonymous: Client) -> None:
    address = reverse("join", args=[services.first_run_secret()])
    anonymous.post(address, NEW)
    assert Client().get(address).status_code == 404
    assert services.first_run_secret() is None


def test_a_new_start_makes_the_earlier_link_stop_working(db: None, anonymous: Client) -> None:
    earlier = services.first_run_secret()
    services.first_run_secret()
    assert anonymous.get(reverse("join", args=[earlier])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": "123456789012", "again": "123456789012"}, "entirely numeric"),
        ({"again": "another password"}, "differ"),
        ({"email": "nobody"}, "valid email"),
        ({"organisation": ""}, "required"),
    ],
)
def test_a_wrong_answer_is_explained_and_the_link_still_works(
    db: None, anonymous: Client, wrong: dict[str, str], says: str
) -> None:
    address = reverse("join", args=[services.first_run_secret()])
    assert says in anonymous.post(address, {**NEW, **wrong}).content.decode()
    assert not User.objects.exists()
    assert anonymous.get(address).status_code == 200


def test_an_invitation_gives_the_role_it_was_made_for(
    organisation: Organisation, member_of: Callable[..., Membership], anonymous: Client
) -> None:
    secret = services.invite(member_of(organisation, Role.OWNER), "Jan@Own.example", Role.PLANNER)
    given = {"password": PASSWORD, "again": PASSWORD, "email": "somebody@else.example"}
    anonymous.post(reverse("join", args=[secret]), given)
    assert repository.members(organisation).get(user__email="jan@own.example").role == Role.PLANNER
    assert repository.person("somebody@else.example") is None


def test_an_expired_invitation_does_not_work(
    organisation: Organisation, member_of: Callable[..., Membership], anonymous: Client
) -> None:
    secret = services.invite(member_of(organisation, Role.OWNER), "jan@own.example", Role.PLANNER)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert anonymous.get(reverse("join", args=[secret])).status_code == 404


def test_only_a_digest_of_the_secret_is_kept(organisation: Organisation, member_of: Callable[..., Membership]) -> None:
    secret = services.invite(member_of(organisation, Role.OWNER), "jan@own.example", Role.PLANNER)
    assert secret not in str(Invitation.objects.values())


def test_a_person_of_another_organisation_joins_with_the_same_account(
    organisation: Organisation,
    other_organisation: Organisation,
    member_of: Callable[..., Membership],
    client_of: Callable,
) -> None:
    visitor = client_of(other_organisation, Role.VIEWER)
    email = member_of(other_organisation, Role.VIEWER).user.email
    secret = services.invite(member_of(organisation, Role.OWNER), email, Role.PLANNER)
    visitor.post(reverse("join", args=[secret]))
    assert repository.members(organisation).get(user__email=email).role == Role.PLANNER


def test_an_account_that_is_in_use_can_not_be_taken_over_by_an_invitation(
    organisation: Organisation,
    other_organisation: Organisation,
    member_of: Callable[..., Membership],
    anonymous: Client,
) -> None:
    person = member_of(other_organisation, Role.OWNER).user
    secret = services.invite(member_of(organisation, Role.OWNER), person.email, Role.VIEWER)
    anonymous.post(reverse("join", args=[secret]), {"password": "a new long password", "again": "a new long password"})
    assert User.objects.get(pk=person.pk).check_password(PASSWORD)


def test_a_link_for_a_new_password_is_refused_for_who_works_elsewhere_too(
    organisation: Organisation, other_organisation: Organisation, member_of: Callable[..., Membership]
) -> None:
    owner, member = member_of(organisation, Role.OWNER), member_of(organisation, Role.VIEWER)
    Membership.objects.create(user=member.user, organisation=other_organisation, role=Role.VIEWER)
    with pytest.raises(BadInput, match="another organisation"):
        services.renew_access(owner, member)


def test_a_link_for_a_new_password_changes_the_password(
    organisation: Organisation, member_of: Callable[..., Membership], anonymous: Client
) -> None:
    owner, member = member_of(organisation, Role.OWNER), member_of(organisation, Role.VIEWER)
    secret = services.renew_access(owner, member)
    anonymous.post(reverse("join", args=[secret]), {"password": "a new long password", "again": "a new long password"})
    assert User.objects.get(pk=member.user.pk).check_password("a new long password")
    assert repository.members(organisation).filter(user=member.user).count() == 1


def test_the_last_owner_stays(organisation: Organisation, member_of: Callable[..., Membership]) -> None:
    owner = member_of(organisation, Role.OWNER)
    with pytest.raises(BadInput, match="only owner"):
        services.remove(owner, owner)
    with pytest.raises(BadInput, match="only owner"):
        services.change_role(owner, owner, Role.VIEWER)


def test_who_is_removed_can_not_sign_in_any_more(
    organisation: Organisation, member_of: Callable[..., Membership], anonymous: Client
) -> None:
    member = member_of(organisation, Role.VIEWER)
    services.remove(member_of(organisation, Role.OWNER), member)
    answer = anonymous.post(reverse("account_login"), {"login": member.user.email, "password": PASSWORD})
    assert answer.headers["Location"] == reverse("account_inactive")


def test_everything_done_to_members_stands_in_the_log_in_words(
    organisation: Organisation, member_of: Callable[..., Membership], owner: Client
) -> None:
    member = member_of(organisation, Role.VIEWER)
    owner.post(reverse("change_role", args=[member.pk]), {"role": "planner"})
    page = owner.get(reverse("log")).content.decode()
    assert "owner@own.example made viewer@own.example planner; that was viewer." in page
    dutch = owner.get(reverse("log"), headers={"accept-language": "nl"}).content.decode()
    assert "owner@own.example maakte viewer@own.example planner; dat was kijker." in dutch


def test_every_noted_action_has_a_sentence(organisation: Organisation, member_of: Callable[..., Membership]) -> None:
    with pytest.raises(KeyError):
        services.note(member_of(organisation, Role.OWNER), "something_else")
    assert not LogEntry.objects.filter(action="something_else").exists()
