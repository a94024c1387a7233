"""Working on several parts of a file at once, with the results in the order of the file.

Arrow's functions and the compiled loops let other threads go on, so that reading and converting take all processors.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Made = TypeVar("Made")

_MOST_THREADS = 4


def in_order(make: Callable[[Part], Made], parts: Iterable[Part]) -> Iterator[Made]:
    """What `make` makes of each part.

    Few parts are under way at a time, so that memory stays bounded, and the first alone: often nobody wants more.
    """
    threads = min(_MOST_THREADS, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
    under_way: deque[Future[Made]] = deque()
    ahead = 0
    with ThreadPoolExecutor(threads) as pool:
        try:
            for part in parts:
                under_way.append(pool.submit(make, part))
                if len(under_way) > ahead:
                    yield under_way.popleft().result()
                    ahead = threads
            while under_way:
                yield under_way.popleft().result()
        finally:
            for waiting in under_way:
                waiting.cancel()
