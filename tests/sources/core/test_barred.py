"""A call that may not be made ends its step with the reason, and nobody else's."""

from __future__ import annotations

from pathlib import Path

from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Answer, Call
from kring.sources.http.addresses import Refused
from tests.sources.core.toy import KEYS, Toy, ToyClock, ToyCredentials, ToyServer


class Leading(ToyServer):
    """A server that leads one subject's calls to where they may not go."""

    def send(self, call: Call) -> Answer:
        if call.params["of"] == "anna":
            raise Refused("its name leads to a private network")
        return super().send(call)


def test_it_is_left_out_and_the_run_goes_on(tmp_path: Path) -> None:
    around = Around(RawLog(tmp_path), Leading(), ToyCredentials(), KEYS, ToyClock())
    done = run(Toy(), {"anna": None, "bram": None}, around)
    assert done.state is RunState.DONE
    assert [(who, said.en) for who, said in done.skipped] == [
        ("anna", "it may not be asked: its name leads to a private network")
    ]
    assert {page.step.subject for page in around.log.pages("toy", None)} == {"bram"}
