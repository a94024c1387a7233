"""What the uncertainty of the rates makes of every figure: outcomes of draws as ratios to that at the values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience
from kring.reach.delivered.entries import Entries
from kring.reach.delivered.groups import Groups, grouped
from kring.reach.figures import MOST_TIMES
from kring.reach.target_group import TargetGroup

DRAWS = 200
MOST_GROUPS = 1_500
"""With more groups than this the draws go over a part of the people; the figures themselves are counted over all."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ratios:
    """Outcomes of draws as ratios: `at_least` (draws, times), `each` and `exclusive` (draws, accounts), `impressions`
    and `frequency` (draws,). No draws where every rate is exact.
    """

    at_least: Floats
    each: Floats
    exclusive: Floats
    impressions: Floats
    frequency: Floats


def ratios(
    audience: Audience, accounts: Sequence[str], group: TargetGroup, groups: Groups, entries: Entries, seed: int
) -> Ratios:
    """The outcomes of `DRAWS` draws of the rates."""
    from kring.reach.delivered.contact_kernels import drawn_sums

    draws = 0 if all(rate.is_exact for rate in entries.rates) else DRAWS
    shares = np.concatenate([entries.values[None, :], entries.drawn(draws, seed)])
    chances = entries.chances(shares, MOST_TIMES)
    weights = np.nan_to_num(group.weights)
    some = _some(audience, accounts, group, groups)
    at_least, exclusive = drawn_sums(some.parent, some.account, some.people * weights[some.kind], some.kinds, chances)
    each = _ratio(1 - chances[:, :, 0], np.ones((draws, len(accounts))))
    reached = _by_fewer_times(at_least)
    contacts = entries.contacts(shares)[0] @ (groups.around @ weights)
    impressions = _ratio(contacts[:, None], np.ones((draws, 1)))[:, 0]
    return Ratios(reached, each, _ratio(exclusive, each), impressions, impressions / reached[:, 0])


def _some(audience: Audience, accounts: Sequence[str], group: TargetGroup, groups: Groups) -> Groups:
    """All groups, or those of a part of the people where there are too many."""
    stride = -(-len(groups) // MOST_GROUPS)
    return groups if stride == 1 else grouped(audience, accounts, group, stride)


def _ratio(outcomes: Floats, instead: Floats) -> Floats:
    """The outcomes of draws by the first, which is that at the values; something else where that is 0."""
    first = outcomes[0]
    found: Floats = np.where(first > 0, outcomes[1:] / np.where(first > 0, first, 1.0), instead)
    return found


def _by_fewer_times(at_least: Floats) -> Floats:
    """The ratios of people reached 1+, 2+, ... times; where nobody in the part is, those of one time fewer."""
    columns = [_ratio(at_least[:, :1], np.ones((len(at_least) - 1, 1)))]
    for k in range(1, at_least.shape[1]):
        columns.append(_ratio(at_least[:, k : k + 1], columns[-1]))
    return np.concatenate(columns, axis=1)
