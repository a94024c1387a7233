"""Stems are the same whoever asks at the same time."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from kring.match.discovery.words import stems

WORDS = ("recepten", "kookboeken", "wandelingen", "cooking", "vegetarische", "running", "moederdag", "of") * 20


def test_threads_do_not_disturb_each_others_stems() -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(lambda turn: stems(WORDS[turn % 8 :]), range(40)))
    finally:
        sys.setswitchinterval(before)
    assert found == [stems(WORDS[turn % 8 :]) for turn in range(40)]
