"""What a solver says while it works, and how it is told to stop.

The clock stays outside: a caller who wants a time limit returns False when the time is up. The solver then ends with
the best set it has and a bound that is valid. A solver nobody stops gives the same answer with and without a watch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """How far a solver is.

    `value`: of the best set so far. `bound`: no set is worth more; None while nothing is proven.
    `done`: the share of the effort that is spent, 0 to 1, never falling.
    """

    value: float
    bound: float | None
    done: float


Watch = Callable[[Progress], bool]
"""Called now and then; returns whether to go on."""


class Watched:
    """The progress of one solve: keeps the best value and bound, tells the watch, remembers that it said stop."""

    def __init__(self, watch: Watch | None) -> None:
        self.watch, self._stopped = watch, False
        self._value, self._bound, self._done = 0.0, None, 0.0  # type: tuple[float, float | None, float]

    def goes_on(self, *, value: float | None = None, bound: float | None = None, done: float = 0.0) -> bool:
        """Tell the watch what is known; returns whether the work goes on."""
        if value is not None:
            self._value = max(self._value, value)
        if bound is not None:
            self._bound = bound if self._bound is None else min(self._bound, bound)
        self._done = min(max(self._done, done), 1.0)
        if self.watch is not None and not self._stopped:
            self._stopped = not self.watch(Progress(self._value, self._bound, self._done))
        return not self._stopped

    def stopped(self) -> bool:
        """Whether the watch has said stop."""
        return self._stopped
