"""How quickly a swap and another fee are answered, against the plan made anew and its pictures, in one run.

    python benchmarks/swap.py [--creators 300] [--people 60000] [--json]

Every request goes through Django's test client, from the request to the answer, on a synthetic workspace.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BRIEF = "name: Lente\nbudget: 4000\ntarget:\n  provinces: [Utrecht, Gelderland]\n  ages: [18-44]\n"
TIMES = 12


def main() -> None:
    """Build, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--creators", type=int, default=300)
    asked.add_argument("--people", type=int, default=60_000)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="kring-swap-") as folder:
        result = {"creators": given.creators, "people": given.people, **measured(Path(folder), given)}
    if given.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:>28}  {value:,.1f}" if isinstance(value, float) else f"{name:>28}  {value:,}")


def measured(folder: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds of each kind of request: the median, for swaps the slowest too."""
    ask, plan = served(folder, given)
    ask(plan)  # compiles and opens what every later request uses
    ask(f"{plan}pictures/")
    full = [elapsed(lambda budget=budget: ask(f"{plan}?budget={budget}")) for budget in (3_900, 3_800, 3_700)]
    drawn = [elapsed(lambda budget=budget: ask(f"{plan}pictures/?budget={budget}")) for budget in (3_900, 3_800, 3_700)]
    choices = [one for one in ask(plan).context["page"].choices if one.swap]
    ask(f"{plan}{choices[0].swap}")
    swaps = [elapsed(lambda one=one: ask(f"{plan}{one.swap}")) for one in choices[1 : TIMES + 1]]
    fees = [elapsed(lambda one=one: ask(f"{plan}?fee={one.choice.account}:99")) for one in choices[:TIMES]]
    return {
        "plan anew, ms": statistics.median(full),
        "pictures, ms": statistics.median(drawn),
        "swap, ms": statistics.median(swaps),
        "slowest swap, ms": max(swaps),
        "another fee, ms": statistics.median(fees),
        "plan with pictures / swap": (statistics.median(full) + statistics.median(drawn)) / statistics.median(swaps),
    }


def served(folder: Path, given: argparse.Namespace) -> tuple[Callable[[str], Any], str]:
    """A way to ask for a page as a member's browser with htmx does, and the address of a plan."""
    from kring.app import create_member
    from kring.workspace import open_workspace
    from kring.world import netherlands

    made = open_workspace(folder, create=True)
    tables = netherlands(creators=given.creators, people=given.people, seed=1).tables
    made.add("world", tables, source="synthetic", legal_basis="synthetic")
    surroundings = {"KRING_SECRET_KEY": "only for a benchmark", "DJANGO_SETTINGS_MODULE": "kring.app.settings"}
    os.environ.update({"KRING_WORKSPACE": str(folder), **surroundings})
    create_member(folder, "planner@kring.example", "a long enough password", "owner")

    from django.test import Client
    from django.test.utils import setup_test_environment

    from kring.app.accounts.models import Membership
    from kring.app.briefs import services
    from kring.match.brief import Brief

    setup_test_environment()
    member = Membership.objects.get()
    client = Client(headers={"accept-language": "en", "hx-request": "true"})
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    saved = services.save(member, Brief.from_yaml(BRIEF))

    def ask(address: str) -> Any:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return answer

    return ask, f"/briefs/{saved.pk}/"


def elapsed(make: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    make()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
