"""A synthetic Netherlands with known truth, for the demo, for tests and for benchmarks.

`netherlands()` makes it; every row of its tables is labelled synthetic. No real person, account or firm is in it.
"""

from kring.world.netherlands import netherlands
from kring.world.scale import LARGE, Scale
from kring.world.truth import Truth
from kring.world.world import World

__all__ = ["LARGE", "Scale", "Truth", "World", "netherlands"]
