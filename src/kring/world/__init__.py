"""A synthetic Netherlands with known truth, for the demo, for tests and for benchmarks.

`netherlands()` makes it; every row of its tables is labelled synthetic. `planted_agenda()` plants conflicts in what is
asked of its creators. No real person, account or firm is in it.
"""

from kring.world.agenda import Agenda, planted_agenda
from kring.world.netherlands import netherlands
from kring.world.scale import LARGE, Scale
from kring.world.truth import Truth
from kring.world.world import World

__all__ = ["LARGE", "Agenda", "Scale", "Truth", "World", "netherlands", "planted_agenda"]
