"""Traits that look at all accounts together, from what was made of each: growth, contact, prices, percentiles."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.authenticity import authenticities
from kring.profile.by_account import OWN_FIGURES, ByAccount
from kring.profile.contact import contact
from kring.profile.data_trust import data_trust
from kring.profile.engagement import typical_engagement
from kring.profile.locality.hero import local_heroes
from kring.profile.peers import with_percentiles
from kring.profile.price import prices_beside_others
from kring.profile.role import role_of_each
from kring.profile.tier import followers
from kring.profile.trajectory import trajectories
from kring.vocabulary.tiers import TierScheme


def beside_others(facts: Facts, scheme: TierScheme, own: ByAccount) -> tuple[pa.Table, dict[str, pa.Table]]:
    """The figures with their percentiles, by account, and the details of all accounts; `own`: what was made of each."""
    accounts = own.accounts
    followed = facts.collect(facts.table("accounts").select("account", "followers", "observed_at"))
    grown = trajectories(followed, scheme)
    engaged, contacts = typical_engagement(own.counted), contact(own.counted)
    known = own.figures.filter(pc.equal(own.figures["figure"], "authenticity"))
    real = authenticities(own.counted, accounts, pa.concat_tables([known, engaged]), grown)
    parts = {name: own.figures.filter(pc.equal(own.figures["figure"], name)) for name in OWN_FIGURES}
    every = pa.concat_tables([followers(accounts), engaged, contacts, grown.figures, real.figures, *parts.values()])
    trust, steps = data_trust(own.counted["observed"], accounts, every)
    details = {
        "trajectory": grown.trajectories,
        "jumps": grown.jumps,
        "authenticity": real.checks,
        "pods": real.pods,
        "local_hero": local_heroes(own.details["near_home"], grown.trajectories),
        "role": role_of_each(own.counted["words_of_roles"], contacts),
        "trust": trust,
        "next_steps": steps,
        "prices": prices_beside_others(own.counted["own_prices"], accounts),
        **own.details,
    }
    return with_percentiles(every, accounts).sort_by("account"), details
