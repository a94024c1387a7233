"""Reach of a workspace: what is known of accounts beyond lists, view rates, and whom content reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from kring.reach import Contacts, Delivered, Segment
    from kring.reach.levels.knowledge import Knowledge
    from kring.workspace.front import Workspace


def knowledge(workspace: Workspace) -> Knowledge:
    """Followers and audience shares of all accounts, with the parameters that come with Kring.

    The synthetic world knows a person by the same key on every platform, so there nobody is counted twice.
    """
    from kring.reach.levels.knowledge import Knowledge

    table, facts = workspace.profiles().accounts, workspace.facts()
    followers = dict(zip(table["account"].to_pylist(), table["followers"].to_pylist(), strict=True))
    shares = facts.collect(facts.newest("audience_shares"))
    return Knowledge.of(followers, shares, same_people=None) if workspace.synthetic else Knowledge.of(followers, shares)


def make_calibration(workspace: Workspace, file: Path) -> None:
    """Keep in `file` the parameters fitted on the lists that are known: fitting takes many seconds, reading none."""
    knowledge(workspace).calibrated(workspace.audience()).calibration.save(file)


def make_view_rates(workspace: Workspace, folder: Path) -> None:
    """Keep in `folder` the view rates of all accounts and the deliverables of their platforms."""
    from kring.reach.delivered import view_rate_table
    from kring.reach.delivered.measured import COLUMNS

    facts = workspace.facts()
    posts = facts.collect(facts.newest("posts").select(*COLUMNS))
    observed = facts.collect(facts.table("accounts").select("account", "followers", "observed_at"))
    table = view_rate_table(posts, workspace.profiles().accounts, observed=observed)
    pq.write_table(table, folder / "view_rates.parquet")


def delivered(
    workspace: Workspace,
    contacts: Contacts | Mapping[str, Mapping[str, int]] | Sequence[str],
    segment: Segment | None,
    pieces: Mapping[str, int] | None,
) -> Delivered:
    """Whom content reaches, and how often; see `Workspace.delivered_reach`."""
    from kring.reach import Contacts, delivered_reach

    if not isinstance(contacts, Contacts):
        workspace.check(list(contacts))
        rates = {key: rate.share for key, rate in workspace.view_rates(list(contacts)).items()}
        if isinstance(contacts, Mapping):
            contacts = Contacts(contacts, rates)
        else:
            contacts = Contacts.alike(contacts, pieces or {"post": 1}, rates)
    return delivered_reach(workspace.audience(), contacts, segment)
