"""Compiled inner loops: numba with its cache on disk, so that only the first run ever pays for compiling.

Import this, and every module that uses it, inside the function that needs it: numba takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """`function` compiled at its first call and kept on disk: beside the source, or in the user's cache folder when the
    installation is read-only. Where neither can be written it is compiled once a process.
    """
    try:
        return cast(Kernel, njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast(Kernel, njit(nogil=True)(function))
