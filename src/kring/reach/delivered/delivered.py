"""Delivered reach: the people whom the content of several accounts is expected to reach, and how often.

Following is not seeing: a piece reaches a share r of the people around its account, so that a person who follows
accounts i with n_i pieces each sees none of it with the chance of the product of (1 - r_i)^n_i. The number of contacts
of a person is Poisson-binomial, and exact here. Each piece is taken to find its people independently; where the same
followers see everything, fewer people are reached, more often.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, weakest
from kring.reach.audience import Audience
from kring.reach.delivered.contacts import Contacts
from kring.reach.delivered.entries import Entries
from kring.reach.delivered.expected import Expected, Sums
from kring.reach.delivered.figures import Delivered
from kring.reach.delivered.groups import Groups, grouped
from kring.reach.delivered.ratios import ratios
from kring.reach.figures import MOST_TIMES
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import weakest_basis

Floats = NDArray[np.float64]


def delivered_reach(
    audience: Audience,
    contacts: Contacts,
    segment: Segment | None = None,
    *,
    group: TargetGroup | None = None,
    seed: int = 0,
) -> Delivered:
    """Whom the content of these accounts reaches in the segment: 1+, 2+, ... 10+ times, and how often on average.

    Accounts around whom nobody is known, and pieces of which no view rate is known, are named in the answer, which is
    then a lower bound. `group` is the segment's target group when it was made before. The same seed gives the same
    answer, whatever the order of accounts.
    """
    group = group or target_group(audience, segment)
    made = [account for account in contacts.accounts if any(contacts.pieces[account].values())]
    listed = tuple(sorted(account for account in made if account in audience))
    entries = Entries.of(contacts, listed)
    if not entries.rates:
        return Delivered.of_nobody(contacts, group.segment, audience.synthetic)
    groups = grouped(audience, listed, group)
    expected = Expected(group, _basis(audience, listed, entries))
    drawn = ratios(audience, listed, group, groups, entries, seed)
    people, sums = _people(groups, entries), _contacts(groups, entries)
    return Delivered(
        contacts=contacts,
        segment=group.segment,
        synthetic=audience.synthetic,
        unknown_accounts=tuple(account for account in made if account not in audience),
        unknown_rates=_unknown_rates(contacts, listed),
        incomplete_accounts=tuple(account for account in listed if not audience.complete[audience.place(account)]),
        at_least=tuple(expected.totals(people, drawn.at_least)),
        impressions=expected.totals(sums, drawn.impressions[:, None])[0],
        frequency=expected.mean_times(sums.mean[0], people.mean[0], people.most[0], drawn.frequency),
        each=dict(zip(listed, expected.totals(_each(groups, entries), drawn.each), strict=True)),
        exclusive=dict(zip(listed, expected.totals(_exclusive(groups, entries), drawn.exclusive), strict=True)),
    )


def _basis(audience: Audience, accounts: Sequence[str], entries: Entries) -> Basis:
    """The weakest of lists and rates; modelled at best, unless everybody around an account surely sees its content."""
    bases = [weakest_basis(audience, accounts), *(rate.basis for rate in entries.rates)]
    if not (entries.certain == 1).all():
        bases.append(Basis.MODELLED)
    return weakest(bases)


def _unknown_rates(contacts: Contacts, accounts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (account, name)
        for account in accounts
        for name, count in sorted(contacts.pieces[account].items())
        if count and not contacts.share(account, name).known
    )


def _three(entries: Entries) -> tuple[Floats, Floats, Floats]:
    """The shares as they are, as they surely are, and as they are at most."""
    return entries.values, entries.certain, entries.possible


def _people(groups: Groups, entries: Entries) -> Sums:
    """The people with 1, 2, ... contacts or more."""
    middle, least, most = (groups.at_least(entries.chances(shares, MOST_TIMES)[0]) for shares in _three(entries))
    return Sums(middle[0].T, middle[0].T, middle[1].T, least[0].T, most[0].T)


def _each(groups: Groups, entries: Entries) -> Sums:
    """The people whom each account's content reaches."""
    seen, least, most = (1 - entries.chances(shares, 1)[0, :, :1] for shares in _three(entries))
    people = groups.around.astype(float)
    return Sums(people * seen, people * seen, people * seen**2, people * least, people * most)


def _exclusive(groups: Groups, entries: Entries) -> Sums:
    """The people whom the content of one account alone reaches."""
    none, not_surely, not_perhaps = (entries.chances(shares, 1)[0, :, 0] for shares in _three(entries))
    alone = groups.exclusive(none, none)
    least, most = groups.exclusive(not_surely, not_perhaps), groups.exclusive(not_perhaps, not_surely)
    return Sums(alone[0].T, alone[0].T, alone[1].T, least[0].T, most[0].T)


def _contacts(groups: Groups, entries: Entries) -> Sums:
    """All contacts together."""
    mean, variance = (groups.summed(figures[0]) for figures in entries.contacts(entries.values))
    least, most = (groups.summed(entries.contacts(shares)[0][0]) for shares in (entries.certain, entries.possible))
    every = (mean, mean**2 + variance, mean**2, least, most)
    return Sums(*(groups.total(figures)[None, :] for figures in every))
