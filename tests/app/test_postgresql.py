"""The application on a real PostgreSQL server: each test a process of its own, as settings are read once a process."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.app.postgresql_server import PASSWORD, USER, PostgresqlServer, programs, started, unprivileged_account

pytestmark = pytest.mark.postgres
ROOT = Path(__file__).parents[2]
MEMBER = ("planner@own.example", "a long enough password")

BEGIN = """
import json, sys
from kring.app import create_member, prepare
folder = sys.argv[1]
prepare(folder)
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.urls import reverse
setup_test_environment()
assert connection.vendor == "postgresql"
def signed_in(email, password):
    client = Client(headers={"accept-language": "en"})
    answer = client.post(reverse("account_login"), {"login": email, "password": password})
    assert answer.headers["Location"] == reverse("overview"), answer.content.decode()
    return client
def say(**said):
    print(json.dumps(said))
"""


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresqlServer]:
    """A server of this run, or the test is skipped with a line that says why."""
    found, account = programs(), unprivileged_account()
    if found is None:
        pytest.skip("skipped: no PostgreSQL server is installed")
    if account is None:
        pytest.skip("skipped: no account to run PostgreSQL as, and it refuses root")
    with started(found, account) as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a small synthetic world."""
    from kring.workspace import open_workspace
    from kring.world import netherlands

    made = tmp_path_factory.mktemp("postgresql") / "workspace"
    world = netherlands(creators=40, people=4_000, seed=1).tables
    open_workspace(made, create=True).add("world", world, source="synthetic", legal_basis="synthetic")
    return made


@pytest.fixture
def run(server: PostgresqlServer, folder: Path) -> Callable[..., Any]:
    """Runs lines in a process on an empty database of the test, and gives what they `say`."""
    database = server.make_database(f"kring_{secrets.token_hex(4)}")

    def lines(text: str, address: str = "") -> Any:
        done = python(f"{BEGIN}\n{text}", folder, address or database)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return lines


def python(text: str, folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    """Run lines of Python on this workspace and database."""
    surroundings = {**os.environ, "KRING_DATABASE": address, "KRING_SECRET_KEY": "only for tests"}
    command = [sys.executable, "-c", text, str(folder), *MEMBER]
    return subprocess.run(command, env=surroundings, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_getting_ready_again_changes_nothing(run: Callable[..., Any]) -> None:
    schema = """
with connection.cursor() as cursor:
    cursor.execute("SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns "
                   "WHERE table_schema = 'public' ORDER BY 1, 2")
    columns = cursor.fetchall()
    cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
    indexes = cursor.fetchall()
    cursor.execute("SELECT id, app, name, applied::text FROM django_migrations ORDER BY 1")
    migrations = cursor.fetchall()
say(columns=columns, indexes=indexes, migrations=migrations)
"""
    first = run(schema)
    assert {"accounts_membership", "briefs_chosenplan", "web_cache"} <= {column[0] for column in first["columns"]}
    assert run(schema) == first


def test_who_is_made_a_member_signs_in_and_chooses_a_plan(run: Callable[..., Any]) -> None:
    kept = run("""
create_member(folder, sys.argv[2], sys.argv[3], "planner")
client = signed_in(sys.argv[2].upper(), sys.argv[3])
made = client.post(reverse("brief_new_text"), {"yaml": "name: Lente é ✓\\nbudget: 900\\n"})
assert made.status_code == 302, made.content.decode()
page = client.get(made.headers["Location"]).context["page"]
from kring.app.briefs.models import ChosenPlan, SavedBrief
saved = SavedBrief.objects.get()
assert client.post(reverse("plan_choose", args=[saved.pk])).status_code == 302
chosen = ChosenPlan.objects.get()
shown = client.get(reverse("chosen_plan", args=[saved.pk, chosen.pk])).context["page"]
from kring.app.accounts.models import LogEntry
say(name=saved.name, same=shown.plan == page.plan, creators=len(shown.choices),
    log=list(LogEntry.objects.order_by("pk").values_list("action", flat=True)))
""")
    assert (kept["name"], kept["same"]) == ("Lente é ✓", True)
    assert kept["creators"] > 0
    assert kept["log"] == ["signed_in", "brief_made", "plan_chosen"]


def test_two_organisations_are_kept_apart(run: Callable[..., Any]) -> None:
    seen = run("""
from kring.app.accounts import repository
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.match.brief import Brief
create_member(folder, sys.argv[2], sys.argv[3])
create_member(folder, "owner@elders.example", sys.argv[3], "owner", "elders")
mine, theirs = signed_in(sys.argv[2], sys.argv[3]), signed_in("owner@elders.example", sys.argv[3])
by = repository.memberships_of(repository.person(sys.argv[2])).get()
saved = services.save(by, Brief.from_yaml("name: Lente\\nbudget: 900\\n"))
address = reverse("plan", args=[saved.pk])
say(mine=[client.get(address).status_code for client in (mine, theirs)],
    named=["Lente" in client.get(reverse("briefs")).content.decode() for client in (mine, theirs)],
    members=["@own.example" in client.get(reverse("members")).content.decode() for client in (mine, theirs)],
    deleted=theirs.post(reverse("brief_delete", args=[saved.pk])).status_code, left=SavedBrief.objects.count())
""")
    assert seen == {"mine": [200, 404], "named": [True, False], "members": [True, False], "deleted": 404, "left": 1}


def test_two_owners_who_remove_each_other_at_once_leave_one(run: Callable[..., Any]) -> None:
    said = run("""
from threading import Thread
from django.db import transaction
from kring.app.accounts import repository, services
from kring.errors import BadInput
for email in ("a@own.example", "b@own.example"):
    create_member(folder, email, sys.argv[3])
within = repository.organisation("own")
a, b = repository.owners(within)
refused = []
def remove_the_other():
    try:
        services.remove(b, a)
    except BadInput as why:
        refused.append(str(why))
    finally:
        connection.close()
other = Thread(target=remove_the_other)
with transaction.atomic():
    services.remove(a, b)
    other.start()
    other.join(timeout=1)
other.join()
say(owners=repository.owners(within).count(), refused=refused)
""")
    assert said["owners"] == 1
    assert len(said["refused"]) == 1


def test_a_program_asks_with_a_key_and_a_creator_contests(run: Callable[..., Any]) -> None:
    said = run(r"""
from kring.app.accounts import repository
from kring.app.api import services
create_member(folder, sys.argv[2], sys.argv[3], "owner")
by = repository.memberships_of(repository.person(sys.argv[2])).get()
key = services.make(by, "cash desk", "planner")
program = Client(headers={"authorization": f"Bearer {key}", "accept-language": "nl"})
def post(path, **asked):
    return program.post("/api/v1" + path, asked, content_type="application/json")
brief = {"name": "Lente é ✓", "budget": 900, "unknown": "keep"}
found = post("/match", brief=brief, most=3, explain=True).json()
account = found["rows"][0]["account"]
kept = program.get("/api/v1/rankings/" + found["id"]).status_code
refused = [post("/match", brief_id=2**63 - 1).status_code, program.get("/api/v1/briefs/" + "9" * 25).status_code]
member = signed_in(sys.argv[2], sys.argv[3])
made = member.post(reverse("brief_new_text"), {"yaml": "name: Lente\nbudget: 900\nunknown: keep\n"})
saved = made.headers["Location"]
listed = member.post(saved + "shortlist/add/", {"account": account, "next": saved}).status_code
shared = member.post(saved + "explanations/", {"account": account})
link = shared.context["link"].removeprefix("http://testserver")
sent = Client().post(link, {"criterion": "", "text": "Dit klopt niet \0 ✓.", "contact": ""})
again = Client().post(link, {"criterion": "", "text": "Dit klopt niet ✓.", "contact": ""})
from kring.app.matching.models import Contest
say(bits=found["rows"][0]["bits"], bars=sum(bar["bits"] for bar in found["explanations"][0]["bars"]), kept=kept,
    refused=refused, listed=listed, link=shared.status_code, sent=[sent.status_code, again.status_code],
    texts=list(Contest.objects.values_list("text", flat=True)), used=services.recognised(key).last_used_at is not None)
""")
    assert said["bits"] == pytest.approx(said["bars"], abs=1e-9)
    assert (said["kept"], said["refused"], said["used"]) == (200, [404, 404], True)
    assert (said["listed"], said["link"], said["sent"]) == (302, 200, [400, 302])
    assert said["texts"] == ["Dit klopt niet ✓."]


def test_a_name_that_no_database_keeps_is_explained(run: Callable[..., Any]) -> None:
    said = run(r"""
create_member(folder, sys.argv[2], sys.argv[3], "planner")
client = signed_in(sys.argv[2], sys.argv[3])
names = ("\\0", "\\ud800")
answers = [client.post(reverse("brief_new_text"), {"yaml": f'name: "a{name}b"\nbudget: 900\n'}) for name in names]
say(statuses=[answer.status_code for answer in answers], pages=[answer.content.decode() for answer in answers])
""")
    assert said["statuses"] == [400, 400]
    assert "Null characters" in said["pages"][0]
    assert "not text" in said["pages"][1]


def test_a_socket_and_other_options_of_libpq_stand_after_the_question_mark(
    run: Callable[..., Any], server: PostgresqlServer
) -> None:
    server.make_database("by_socket")
    address = f"postgresql://{USER}:{quote(PASSWORD, safe='')}@/by_socket?host={server.folder}&port={server.port}"
    said = run("say(host=connection.connection.info.host)", address)
    assert said["host"] == str(server.folder)


def test_what_the_server_refuses_is_said_without_the_password(server: PostgresqlServer, folder: Path) -> None:
    wrong = f"postgresql://{USER}:geheim@127.0.0.1:{server.port}/postgres"
    unsafe = f"postgresql://{USER}:geheim@127.0.0.1:{server.port}/postgres?sslmode=require"
    lines = "import sys; from kring.app import prepare; prepare(sys.argv[1])"
    for address, reason in ((wrong, "password authentication failed"), (unsafe, "SSL")):
        done = python(lines, folder, address)
        assert done.returncode == 1
        assert "WorkspaceProblem: the database can't be reached" in done.stderr
        assert reason in done.stderr
        assert "geheim" not in done.stderr.splitlines()[-1]
