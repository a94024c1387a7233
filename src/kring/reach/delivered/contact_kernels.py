"""Compiled loops over people grouped by the accounts around them.

The groups are a tree: a group is its parent's people who are also around one account more (partition refinement; Paige
and Tarjan, SIAM Journal on Computing 16, 1987). So each set of accounts is one path, and the contacts of a group are
those of its parent and one account's more: a Poisson-binomial distribution by repeated convolution (Hong, Computational
Statistics and Data Analysis 59, 2013), exact up to `times` and summed above it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Whole = NDArray[np.int64]
MULTIPLIER = 2_654_435_761


@compiled
def grouped(
    rows: Ints, starts: Whole, ends: Whole, classes: NDArray[np.uint8] | NDArray[np.uint16], kinds: int, stride: int
) -> tuple[Ints, Ints, Ints, Whole]:
    """Parent, account, class and number of people of every group; the first `kinds` groups are the classes themselves.

    Account i's people are rows[starts[i]:ends[i]]. People of class 0 are left out; of the others one in `stride`,
    scattered, is taken.
    """
    capacity = kinds + 1024
    parent, account = np.full(capacity, -1, dtype=np.int32), np.full(capacity, -1, dtype=np.int32)
    kind, people = np.zeros(capacity, dtype=np.int32), np.zeros(capacity, dtype=np.int64)
    split, split_by = np.zeros(capacity, dtype=np.int32), np.full(capacity, -1, dtype=np.int32)
    for group in range(kinds):
        kind[group] = group
    count = kinds
    group_of = np.zeros(len(classes), dtype=np.int32)
    for place in range(len(starts)):
        for at in range(starts[place], ends[place]):
            person = rows[at]
            if classes[person] == 0 or (stride > 1 and (np.int64(person) * MULTIPLIER >> 8) % stride != 0):
                continue
            here = group_of[person]
            if here == 0:
                here = np.int32(classes[person])
            if split_by[here] != place:
                if count == capacity:
                    capacity *= 2
                    parent, account, kind = (
                        _longer(parent, capacity),
                        _longer(account, capacity),
                        _longer(kind, capacity),
                    )
                    split, split_by = _longer(split, capacity), _longer(split_by, capacity)
                    people = np.concatenate((people, np.zeros(len(people), dtype=np.int64)))
                    split_by[count:] = -1
                parent[count], account[count], kind[count] = here, place, kind[here]
                split[here], split_by[here] = count, place
                count += 1
            if here >= kinds:
                people[here] -= 1
            group_of[person] = split[here]
            people[split[here]] += 1
    return parent[:count], account[:count], kind[:count], people[:count]


@compiled
def _longer(array: Ints, length: int) -> Ints:
    longer = np.zeros(length, dtype=np.int32)
    longer[: len(array)] = array
    return longer


@compiled
def contact_chances(shares: Floats, pieces: Whole, account: Whole, accounts: int, times: int) -> Floats:
    """The chance of 0, 1, ... `times` or more contacts with each account, shape (draws, accounts, times + 1).

    `shares` (draws, entries): of each entry the share that one piece reaches; `pieces` and `account` (entries,).
    """
    found = np.zeros((len(shares), accounts, times + 1))
    found[:, :, 0] = 1.0
    for draw in range(len(shares)):
        for entry in range(len(pieces)):
            chance, share = found[draw, account[entry]], shares[draw, entry]
            for _ in range(pieces[entry]):
                chance[times] += share * chance[times - 1]
                for k in range(times - 1, 0, -1):
                    chance[k] = (1 - share) * chance[k] + share * chance[k - 1]
                chance[0] *= 1 - share
    return found


@compiled
def group_chances(parent: Ints, account: Ints, chances: Floats) -> Floats:
    """The chance of 0, 1, ... or more contacts of the people of each group, shape (groups, times + 1).

    `chances` (accounts, times + 1) are those with each account.
    """
    last = chances.shape[1] - 1
    found = np.zeros((len(parent), last + 1))
    for group in range(len(parent)):
        if parent[group] < 0:
            found[group, 0] = 1.0
            continue
        before, more = found[parent[group]], chances[account[group]]
        for extra in range(last + 1):
            if more[extra] == 0.0:
                continue
            for k in range(last + 1):
                found[group, min(k + extra, last)] += before[k] * more[extra]
    return found


@compiled
def at_least_sums(kind: Ints, people: Whole, chances: Floats, kinds: int) -> Floats:
    """Per class the people with 1, 2, ... contacts or more: the sum of their chances and of these squared.

    `chances` (groups, times + 1), of 0, 1, ... contacts. Returns shape (2, kinds, times).
    """
    last = chances.shape[1] - 1
    found = np.zeros((2, kinds, last))
    for group in range(kinds, len(kind)):
        if people[group] == 0:
            continue
        tail = 0.0
        for k in range(last, 0, -1):
            tail = min(tail + chances[group, k], 1.0)
            found[0, kind[group], k - 1] += people[group] * tail
            found[1, kind[group], k - 1] += people[group] * tail**2
    return found


@compiled
def along(parent: Ints, account: Ints, amounts: Floats) -> Floats:
    """The sum of the amounts (accounts,) of the accounts around the people of each group, shape (groups,)."""
    found = np.zeros(len(parent))
    for group in range(len(parent)):
        if parent[group] >= 0:
            found[group] = found[parent[group]] + amounts[account[group]]
    return found


@compiled
def only_one(parent: Ints, account: Ints, group: int, own: Floats, others: Floats, found: Floats) -> int:
    """For the accounts around a group's people, the chance of contact with it and with none of the others.

    `own` and `others` (accounts,): the chance of no contact, of the account itself and where it is one of the others.
    Fills `found`, in the order of the path upwards, and gives how many there are.
    """
    never, product, count = 0, 1.0, 0
    here = group
    while parent[here] >= 0:
        chance = others[account[here]]
        if chance == 0.0:
            never += 1
        else:
            product *= chance
        here = parent[here]
    here = group
    while parent[here] >= 0:
        chance, rest = others[account[here]], 0.0
        if chance == 0.0 and never == 1:
            rest = product
        elif never == 0:
            rest = product / chance
        found[count] = (1 - own[account[here]]) * rest
        count += 1
        here = parent[here]
    return count


@compiled
def exclusive_sums(
    parent: Ints, account: Ints, kind: Ints, people: Whole, kinds: int, own: Floats, others: Floats
) -> Floats:
    """Per class and account the people that only it reaches: the sum of their chances and of these squared.

    Shape (2, kinds, accounts); `own` and `others` as in `only_one`.
    """
    found = np.zeros((2, kinds, len(own)))
    path = np.zeros(len(own))
    for group in range(kinds, len(parent)):
        if people[group] == 0:
            continue
        count = only_one(parent, account, group, own, others, path)
        here = group
        for place in range(count):
            found[0, kind[group], account[here]] += people[group] * path[place]
            found[1, kind[group], account[here]] += people[group] * path[place] ** 2
            here = parent[here]
    return found


@compiled
def drawn_sums(parent: Ints, account: Ints, weights: Floats, kinds: int, chances: Floats) -> tuple[Floats, Floats]:
    """For each draw people reached 1, 2, ... or more times (draws, times) and by one account only (draws, accounts).

    `weights` (groups,): people that count. `chances` (draws, accounts, times + 1).
    """
    draws, accounts, last = chances.shape[0], chances.shape[1], chances.shape[2] - 1
    at_least, exclusive = np.zeros((draws, last)), np.zeros((draws, accounts))
    path = np.zeros(accounts)
    for draw in range(draws):
        found = group_chances(parent, account, chances[draw])
        none = chances[draw, :, 0].copy()
        for group in range(kinds, len(parent)):
            if weights[group] == 0:
                continue
            tail = 0.0
            for k in range(last, 0, -1):
                tail += found[group, k]
                at_least[draw, k - 1] += weights[group] * tail
            count = only_one(parent, account, group, none, none, path)
            here = group
            for place in range(count):
                exclusive[draw, account[here]] += weights[group] * path[place]
                here = parent[here]
    return at_least, exclusive
