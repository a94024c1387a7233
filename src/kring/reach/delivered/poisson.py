"""Contacts as the planner counts them: Poisson with the summed exposure, so that P(no contact) is exact.

With the same chance of no contact, a Poisson number of contacts is never fewer in distribution than the true one
(each account's is at least a Bernoulli's), so 1+ is exact and 2+, 3+, ... are upper figures. They differ by at most the
chance that one account's own Poisson number is two or more where it makes one piece; tests hold that.
"""

from __future__ import annotations

import numpy as np
from scipy.special import pdtr

from kring.reach.audience import Audience
from kring.reach.delivered.contacts import Contacts
from kring.reach.delivered.entries import Entries
from kring.reach.delivered.exposure import exposure
from kring.reach.delivered.groups import grouped
from kring.reach.figures import MOST_TIMES
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group


def poisson_reach(
    audience: Audience, contacts: Contacts, segment: Segment | None = None, *, group: TargetGroup | None = None
) -> tuple[float, ...]:
    """The people of the segment with 1, 2, ... 10 contacts or more when contacts are Poisson; see `delivered_reach`.

    People of whom it is unknown whether they belong count with their chance, and not at all where nothing is known.
    """
    group = group or target_group(audience, segment)
    accounts = tuple(sorted(account for account in contacts.accounts if account in audience))
    entries = Entries.of(contacts, accounts)
    each = [exposure(share, int(pieces)) for share, pieces in zip(entries.values, entries.pieces, strict=True)]
    exposures = np.bincount(entries.account, each, minlength=len(accounts)).astype(np.float64)
    groups = grouped(audience, accounts, group)
    mean = groups.summed(exposures)
    weights = np.nan_to_num(group.weights)
    return tuple(float(groups.total(1 - pdtr(times, mean)) @ weights) for times in range(MOST_TIMES))
