"""Work that takes longer than a page: loading files, asking sources, concluding, what is done on time. By huey.

The worker is a thread of the server's own process (KRING_JOBS=here, as `kring serve` sets it). A job may run twice
after a crash; each is written so that the second time changes nothing.
"""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings
from django.db import connections
from huey import SqliteHuey, crontab
from huey.consumer import Consumer

FILE = "jobs.db"
huey = SqliteHuey("kring", filename=str(Path(settings.WORKSPACE) / FILE), immediate=settings.JOBS_AT_ONCE)


@huey.task(retries=1)  # type: ignore[untyped-decorator]
def load_upload(pk: int) -> None:
    """Load the files of an upload that was confirmed."""
    from kring.app.sources.services import load

    load(pk)


@huey.task()  # type: ignore[untyped-decorator]
def ask_source(organisation: int, name: str) -> None:
    """Ask a source of an organisation."""
    from kring.app.sources.asking import ask

    ask(organisation, name)
    make_conclusions(organisation)


@huey.task()  # type: ignore[untyped-decorator]
def make_conclusions(organisation: int) -> None:
    """Make what the pages of an organisation show; behind what waits already, so once for sources asked in a row."""
    from kring.app.sources.asking import conclude

    conclude(organisation)


@huey.periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]
def ask_sources_that_are_due() -> None:
    """Ask every source whose time it is."""
    from kring.app.sources.asking import due

    for organisation, name in due():
        ask_source(organisation, name)


@huey.periodic_task(crontab(minute="17"))  # type: ignore[untyped-decorator]
def keep_to_the_terms() -> None:
    """Delete what is past its time, renew tokens that are about to end, and throw away files nobody loaded."""
    from kring.app.sources.asking import keep_to_terms
    from kring.app.sources.services import throw_away_left_behind

    for organisation in keep_to_terms():
        make_conclusions(organisation)
    throw_away_left_behind()


def start_worker() -> None:
    """Start the thread that does the jobs, and take up what was cut off when the server stopped."""
    from kring.app.sources.services import take_up

    take_up()
    worker = _Worker(huey, workers=1, worker_type="thread", periodic=True, check_worker_health=False)
    threading.Thread(target=worker.run, name="kring-jobs", daemon=True).start()


@huey.post_execute()  # type: ignore[untyped-decorator]
def let_go_of_the_database(*_: object) -> None:
    """A thread that waits for work holds no connection."""
    if not settings.JOBS_AT_ONCE:
        connections.close_all()


class _Worker(Consumer):  # type: ignore[misc]
    """A worker within a server: signals are the server's."""

    def _set_signal_handlers(self) -> None:
        pass
