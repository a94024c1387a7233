"""Made-up social graphs of four kinds, to see whether estimates hold on networks that are built differently.

Each gives friendships, shape (edges, 2). Sources: stochastic blocks with degrees (Karrer and Newman, Physical Review E
2011), friends of friends (Holme and Kim, Physical Review E 2002), forest fire (Leskovec, Kleinberg and Faloutsos, KDD
2005), and a configuration of degrees alone (Chung and Lu, PNAS 2002).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Edges = NDArray[np.int64]


def communities(seed: int, people: int = 8_000, blocks: int = 40, inside: float = 0.7, friends: int = 15) -> Edges:
    """Blocks of people who mostly befriend each other, the popular ones more."""
    rng = np.random.default_rng(seed)
    popularity, block = rng.pareto(1.5, people) + 1, rng.integers(0, blocks, people)
    edges = people * friends // 2
    first = rng.choice(people, edges, p=popularity / popularity.sum())
    second = rng.choice(people, edges, p=popularity / popularity.sum())
    stays = rng.random(edges) < inside
    for number in range(blocks):
        members, here = np.flatnonzero(block == number), stays & (block[first] == number)
        second[here] = rng.choice(members, here.sum(), p=popularity[members] / popularity[members].sum())
    return np.stack([first, second], axis=1)


def friends_of_friends(seed: int, people: int = 6_000, each: int = 6, closing: float = 0.8) -> Edges:
    """Newcomers befriend somebody popular, and then mostly friends of that friend."""
    rng = np.random.default_rng(seed)
    edges = [(a, b) for a in range(each + 1) for b in range(a)]
    ends = [end for edge in edges for end in edge]
    friends: list[list[int]] = [[] for _ in range(people)]
    for a, b in edges:
        friends[a].append(b), friends[b].append(a)
    for new in range(each + 1, people):
        last: int | None = None
        for _ in range(each):
            near = friends[last] if last is not None and rng.random() < closing else ends
            other = near[rng.integers(len(near))]
            if other != new and other not in friends[new]:
                friends[new].append(other), friends[other].append(new)
                edges.append((new, other)), ends.extend((new, other))
                last = other
    return np.array(edges)


def forest_fire(seed: int, people: int = 8_000, burning: float = 0.42, most: int = 80) -> Edges:
    """Newcomers befriend somebody, and the fire spreads from there to friends and their friends."""
    rng = np.random.default_rng(seed)
    friends: list[list[int]] = [[] for _ in range(people)]
    edges = []
    for new in range(1, people):
        burnt = {int(rng.integers(new))}
        alight = list(burnt)
        while alight and len(burnt) < most:
            near = [other for other in friends[alight.pop(0)] if other not in burnt]
            caught = rng.permutation(near)[: rng.geometric(1 - burning) - 1].tolist()
            burnt.update(caught), alight.extend(caught)
        for other in sorted(burnt):
            edges.append((new, other)), friends[new].append(other), friends[other].append(new)
    return np.array(edges)


def degrees_alone(seed: int, people: int = 8_000, friends: int = 12) -> Edges:
    """Friends by popularity and nothing else."""
    rng = np.random.default_rng(seed)
    popularity = rng.pareto(1.6, people) + 1
    return rng.choice(people, (people * friends // 2, 2), p=popularity / popularity.sum())


GRAPHS = {
    "communities": communities,
    "friends_of_friends": friends_of_friends,
    "forest_fire": forest_fire,
    "degrees_alone": degrees_alone,
}
