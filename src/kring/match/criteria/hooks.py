"""What a plugin can add to a ranking: criteria, and the quantities they look at. Kring's own plugin uses the same.

A plugin is a module (or object) with functions marked `kring_hook`, registered with `plugins().register(module)` or
named in its package as an entry point of the group `kring`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pluggy

from kring.match.criteria.criterion import Criterion, Floats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kring.match.brief import Brief
    from kring.match.criteria.bits import At
    from kring.match.criteria.pool import Pool

    F = TypeVar("F", bound="Callable[..., object]")

GROUP = "kring"
_UNCHANGED = "kring_whatever_the_brief"
_spec = pluggy.HookspecMarker(GROUP)
_implementation = pluggy.HookimplMarker(GROUP)


def kring_hook(function: F) -> F:
    """Marks a function of a plugin as one that Kring calls."""
    return _implementation(function)


def whatever_the_brief(function: F) -> F:
    """Marks a quantity of which no brief changes anything, so that levels of it are made once a pool and kept."""
    setattr(function, _UNCHANGED, True)
    return function


def is_unchanged(function: Callable[..., object]) -> bool:
    """Whether no brief changes what this quantity is."""
    return getattr(function, _UNCHANGED, False)


class Hooks:
    """The functions a plugin may have."""

    @_spec
    def kring_criteria(self) -> Sequence[Criterion]:  # type: ignore[empty-body]
        """Criteria to add to a ranking, such as `read_criteria` reads them from the plugin's own YAML."""

    @_spec
    def kring_quantities(self) -> Mapping[str, Callable[[Brief, Pool, At], Floats | None]]:  # type: ignore[empty-body]
        """By name what the criteria look at.

        Each function gives one value for each of the places of the pool that are asked for, with columns of the pool
        such as `pool.figure("posts_per_week")[at]`: NaN where nothing is known, never 0; or None when the brief doesn't
        ask for it. An account's value must not depend on which others are in the pool or asked for. One that no brief
        changes is marked `whatever_the_brief`, and never gives None.
        """


@cache
def plugins() -> pluggy.PluginManager:
    """All plugins: those that come with Kring and those installed beside it."""
    from kring.match.criteria import steady_posting

    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(Hooks)
    manager.register(steady_posting, name="steady_posting")
    manager.load_setuptools_entrypoints(GROUP)
    return manager
