"""The hash that decides who is sampled, and by which samples know a person.

Source: the finaliser of SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
2014.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BITS = 56
"""Of a hash: two of 17 million people have the same with a chance of 1 in 500. Fewer would take less room, see
`kring.reach.sample_storage`.
"""

EVERYBODY = np.uint64(2**BITS)
"""The threshold below which all hashes are: of an account that is kept whole."""


def hashes(keys: NDArray[np.int64]) -> NDArray[np.uint64]:
    """A hash of each key, evenly spread below EVERYBODY, the same everywhere."""
    mixed = np.ascontiguousarray(keys).view(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    hashed: NDArray[np.uint64] = (mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - BITS)
    return hashed
