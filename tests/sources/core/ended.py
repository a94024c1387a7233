"""How a run ended for each subject, and how often each was asked about."""

from __future__ import annotations

from kring.sources.core.run_state import StoredRun
from tests.sources.core.toy import ToyServer


def states(ended: StoredRun) -> dict[str, str]:
    return {end.subject: end.state for end in ended.subjects}


def asked(server: ToyServer, subject: str) -> int:
    return len([call for call in server.asked if call.params["of"] == subject])
