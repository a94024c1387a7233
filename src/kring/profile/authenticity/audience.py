"""The share of an account's followers that are real, from how its followers look.

Method: every known follower gives a likelihood ratio of fake to real (`kring.profile.authenticity.people`); the share
of fakes is the one under which what was seen is likeliest (Saerens, Latinne and Decaestecker, Neural Computation 14(1),
2002: the same model adjusted to an unknown share). The interval joins its sampling error (Fisher information) with how
well such a model carries over to another audience: sensitivity and false alarms that differ from those of training by
the stated amounts. No follower counts for more than fifty to one, which 49 judged fakes can't support.
Limits: likers and commenters are not taken for followers. Fewer than 50 known followers, or followers of whom nearly
nothing is known, give no verdict.
"""

from __future__ import annotations

import narwhals as nw
import numpy as np
import pyarrow as pa
from scipy.special import ndtri

from kring.estimate import LEVEL, Basis
from kring.facts.facts import Facts
from kring.profile.authenticity.people import COUNTS, PICTURE, fake_log_odds
from kring.profile.figure_rows import FIGURES, Floats, Whole, coded, figure_rows, floats
from kring.vocabulary.authenticity import follower_model, limits

BINS = 41
MOST = float(np.log(50))
STEPS = 60
LIKE_A_FAKE = 31
PERSON = ("person_key", *COUNTS, PICTURE)


def looks(people: pa.Table) -> pa.Table:
    """Each person's likeness to a fake as a step from 0 (real, fifty to one) to 40 (fake, fifty to one).

    `people` has the columns `PERSON`. Returns person_key and look, without those of whom too little is known.
    """
    odds = fake_log_odds(people, follower_model())
    known = pa.array(~np.isnan(odds))
    look = pa.array(steps(np.nan_to_num(odds)))
    return pa.table({"person_key": people["person_key"], "look": look}).filter(known)


def steps(odds: Floats) -> Whole:
    """Log odds as looks, 0 to 40."""
    return np.rint((np.clip(odds, -MOST, MOST) / MOST + 1) / 2 * (BINS - 1)).astype(np.int64)


def looks_of_followers(facts: Facts, account: str | None = None) -> pa.Table:
    """How many followers of each account (or of one) have each look: account, look, people."""
    only = None if account is None else pa.table({"account": [account]})
    followers = facts.newest("audience_people", among=only).filter(nw.col("relation") == "follower")
    once = followers.select("account", "person_key")
    people = facts.newest("people").select(*PERSON)
    if account is not None:
        people = people.join(once.select("person_key").unique(), on="person_key", how="semi")
    looked = facts.from_arrow(looks(facts.collect(people)))
    both = once.join(looked, on="person_key", how="inner").group_by("account", "look")
    return facts.collect(both.agg(nw.len().cast(nw.Int64).alias("people")))


def authenticity(counted: pa.Table) -> pa.Table:
    """The figure authenticity, the share of followers that are real, from `looks_of_followers`."""
    if not counted.num_rows:
        return FIGURES.empty_table()
    names, code = coded(counted["account"])
    people = np.zeros((len(names), BINS))
    np.add.at(people, (code, floats(counted["look"]).astype(np.int64)), floats(counted["people"]))
    n = people.sum(axis=1).astype(np.int64)
    value, low, high = shares_real(people)
    enough = n >= limits()["fewest_followers"]
    return figure_rows(names, "authenticity", np.where(enough, value, np.nan), low, high, n, basis=Basis.MODELLED)


def shares_real(people: Floats) -> tuple[Floats, Floats, Floats]:
    """The share of real followers of each account with its interval; `people`: accounts x looks."""
    fakes, error = share_of_fakes(people)
    carried = np.hypot(limits()["carried_false_alarm"], limits()["carried_sensitivity"] * fakes)
    half = float(ndtri(0.5 + LEVEL / 2)) * np.hypot(error, carried)
    return 1 - fakes, np.clip(1 - fakes - half, 0, 1), np.clip(1 - fakes + half, 0, 1)


def share_of_fakes(people: Floats) -> tuple[Floats, Floats]:
    """The likeliest share of fakes of each account and its standard error; `people`: accounts x looks.

    The score falls in the share, so its root is found by halving; at the ends the error is that of a share one person
    away.
    """
    ratio = np.exp(np.linspace(-MOST, MOST, BINS))
    low, high = np.zeros(len(people)), np.ones(len(people))
    for _ in range(STEPS):
        middle = (low + high) / 2
        slope = (people * (ratio - 1) / (1 + middle[:, None] * (ratio - 1))).sum(axis=1)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    share = (low + high) / 2
    n = np.maximum(people.sum(axis=1), 1)
    inner = np.clip(share, 1 / (n + 2), 1 - 1 / (n + 2))[:, None]
    information = (people * ((ratio - 1) / (1 + inner * (ratio - 1))) ** 2).sum(axis=1)
    return share, 1 / np.sqrt(np.maximum(information, 1))
