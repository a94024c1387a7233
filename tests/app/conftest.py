"""Django on a workspace of a small synthetic world, and people in every role."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(tempfile.mkdtemp(prefix="kring-app-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
SURROUNDINGS = {
    "KRING_WORKSPACE": str(FOLDER),
    "KRING_SECRET_KEY": "only for tests",
    "DJANGO_SETTINGS_MODULE": "tests.app.settings",
}
os.environ.update(SURROUNDINGS)

import django  # noqa: E402

django.setup()
for name in SURROUNDINGS:
    # Tests of the command line in the same process must not find this workspace.
    del os.environ[name]

from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402

from kring.app.accounts.models import Membership, Organisation, Role, User  # noqa: E402
from kring.app.briefs import services  # noqa: E402
from kring.app.briefs.models import SavedBrief  # noqa: E402
from kring.match.brief import Brief  # noqa: E402
from kring.workspace import Workspace, open_workspace  # noqa: E402

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD = "a long enough password"


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """A workspace with a small synthetic world, the one that the application serves."""
    from kring.world import netherlands
    from kring.world.brand_settings import brand_settings

    made = open_workspace(FOLDER, create=True)
    settings = made.folder.settings_file(made.organisation)
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(brand_settings(), encoding="utf-8")
    made.add(
        "world", netherlands(creators=60, people=6_000, seed=1).tables, source="synthetic", legal_basis="synthetic"
    )
    return made


@pytest.fixture(autouse=True)
def _no_limits_from_before() -> None:
    """Sign-in attempts of one test don't count against the next."""
    cache.clear()


@pytest.fixture
def organisation(db: None, workspace: Workspace) -> Organisation:
    """The organisation whose facts the workspace holds."""
    return Organisation.objects.create(name="De Ketting", namespace="own")


@pytest.fixture
def other_organisation(db: None) -> Organisation:
    """Another organisation in the same workspace, which knows nothing of the first."""
    return Organisation.objects.create(name="Elders", namespace="elders")


@pytest.fixture
def member_of() -> Callable[[Organisation, Role], Membership]:
    """Makes a person with a role in an organisation."""

    def make(organisation: Organisation, role: Role) -> Membership:
        email = f"{role}@{organisation.namespace}.example"
        person = User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD)
        return Membership.objects.get_or_create(user=person, organisation=organisation, defaults={"role": role})[0]

    return make


@pytest.fixture
def client_of(member_of: Callable[..., Membership]) -> Callable[[Organisation, Role], Client]:
    """Gives a browser of a person with a role in an organisation, signed in, in English."""

    def make(organisation: Organisation, role: Role) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(member_of(organisation, role).user, backend=BACKEND)
        return client

    return make


@pytest.fixture
def planner(organisation: Organisation, client_of: Callable[..., Client]) -> Client:
    """A planner's browser."""
    return client_of(organisation, Role.PLANNER)


@pytest.fixture
def owner(organisation: Organisation, client_of: Callable[..., Client]) -> Client:
    """An owner's browser."""
    return client_of(organisation, Role.OWNER)


@pytest.fixture
def saved(organisation: Organisation, member_of: Callable[..., Membership]) -> SavedBrief:
    """A brief of the organisation."""
    return services.save(member_of(organisation, Role.PLANNER), Brief.from_yaml("name: Lente\nbudget: 1500\n"))
