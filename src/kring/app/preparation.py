"""Getting a workspace ready for the web: Django on this folder, the database, the static files, the first people."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from kring.app import OWN_ORGANISATION
from kring.errors import BadInput, WorkspaceProblem

MOST_NAME = 120


def use(workspace: Path) -> None:
    """Point Django at the workspace. One process works on one workspace."""
    folder = workspace.resolve()
    if not folder.is_dir():
        raise WorkspaceProblem(f"there is no folder {workspace}.", "Make a workspace first with: kring init FOLDER")
    os.environ["KRING_WORKSPACE"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.app.settings")
    import django
    from django.conf import settings

    if folder != settings.WORKSPACE:
        raise WorkspaceProblem(
            f"this process already works on {settings.WORKSPACE}.", "Start another process for the other workspace."
        )
    django.setup()


def prepare(workspace: Path) -> None:
    """Make the database or bring it up to date, and gather the static files. Doing it again changes nothing."""
    use(workspace)
    from django.conf import settings
    from django.core.management import call_command

    _require_database()
    with contextlib.redirect_stdout(io.StringIO()):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        Path(settings.DATABASES["default"]["NAME"]).chmod(0o600)


def _require_database() -> None:
    """Raises `WorkspaceProblem` when the database doesn't let us in, with what it said."""
    from django.db import Error, connection

    try:
        connection.ensure_connection()
    except Error as refused:
        raise WorkspaceProblem(
            f"the database can't be reached: {str(refused).splitlines()[0]}.",
            "See whether it runs, and whether KRING_DATABASE says its host, port, name, user and password.",
        ) from None


def create_member(workspace: Path, email: str, password: str, role: str, organisation: str) -> None:
    """Make a person who can sign in, or give one who exists this password and role."""
    prepare(workspace)
    from django.core.exceptions import ValidationError

    from kring.app.accounts.models import Organisation, Role, User

    if role not in Role.values:
        raise BadInput(f"there is no role '{role}'.", f"Choose one of {', '.join(Role.values)}.")
    try:
        User._meta.get_field("email").run_validators(email.strip())
    except ValidationError:
        raise BadInput(f"'{email}' is not an e-mail address.", "Write it as name@example.nl.") from None
    try:
        Organisation._meta.get_field("namespace").run_validators(organisation)
    except ValidationError:
        raise BadInput(
            f"'{organisation}' can't be the short name of an organisation.",
            "Write at most 60 small letters, digits and underscores, a letter first.",
        ) from None
    if not password:
        raise BadInput("the password is empty.", "Give a password of at least 12 characters.")
    own_name = workspace.resolve().name[:MOST_NAME] if organisation == OWN_ORGANISATION else organisation
    _store_member(email, password, role, organisation, own_name.replace("_", " ").replace("-", " ").capitalize())


def _store_member(email: str, password: str, role: str, organisation: str, name: str) -> None:
    from django.db import transaction

    from kring.app.accounts import repository, services
    from kring.app.accounts.models import Membership, User

    with transaction.atomic():
        person = repository.person(email) or User(email=email.strip().lower())
        person.is_active = True
        person.set_password(password)
        person.save()
        where = repository.organisation(organisation) or services.make_organisation(name, organisation)
        Membership.objects.update_or_create(user=person, organisation=where, defaults={"role": role})
