"""Trait: value, per creator. In which share of the posts followers get a discount code, tips, or a feeling.

Method: discount codes are counted exactly (`kring.profile.offers`, `kring.profile.signs`; Wilson's interval). Tips and
feelings are read (`kring.profile.value_reader`), and counted with what the reader is known to miss and to see wrongly
on judged captions: the share under which the counted captions are likeliest, over a uniform prior of the share and the
hits and false alarms that a creator may have (adjusted count: Forman, Quantifying counts and costs via classification,
Data Mining and Knowledge Discovery 2008; its uncertainty: Rogan and Gladen, American Journal of Epidemiology 1978). A
creator is a hand nobody judged, and hands differ in how well they are read, so both chances are drawn as for a new hand
(`kring.profile.hand_spread`). False alarms depend on what else is posted too (a mishap one recognises reads like a
joke): their odds are multiplied by what was found for each other kind, in any mix of these kinds. The interval is that
of the shares between the tails, widened to every share that is not much less likely than the likeliest (`AS_LIKELY`:
Wilks, Annals of Mathematical Statistics 1938), so that none and all can lie in it: tails alone never hold them. A post
can give several, so shares don't add up to 1. An interval wider than `WIDEST` says nothing, and is unknown.
Source: counts by hand on captions judged by hand (benchmarks/accuracy/captions) by benchmarks/accuracy/value_mix.py,
each hand by a reader that did not learn from it; that benchmark judges by others than it counts on.
Limits: hands differ, and few are known, so intervals of feelings are wide and often too wide to be told; of a cook,
whose captions read like recipes, those of tips are too narrow; that hits and false alarms of a hand go together is not
used; irony and pictures are not read. Codes in other words than the vocabulary's are missed; they come in runs, with a
collaboration, so that of months in which others run their interval says less.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.special import expit, logit

from kring.estimate import LEVEL, Basis, Estimate, wilson
from kring.profile.embedder import Embedder, Vectors
from kring.profile.figure_rows import Floats, Whole, coded
from kring.profile.hand_spread import SUREST, new_hand
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import BY_CODE, READ, value_reader
from kring.vocabulary.value_reading import Counts, Reading, value_readings

FEWEST_TEXTS = 5
WIDEST = 0.75
DRAWS = 400
AS_LIKELY = 0.1465  # of the greatest likelihood: exp(-3.841 / 2), the 95 % point of chi-squared with one degree
GRID: Floats = np.linspace(0, 1, 201)
VALUE_SHARES = pa.schema(
    [
        ("account", pa.string()),
        ("value", pa.string()),
        ("share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("texts", pa.int64()),
        ("basis", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class ValueShare:
    """The share of an account's captions that give one kind of value."""

    value: str
    share: Estimate

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> ValueShare:
        """A row of `VALUE_SHARES`, with or without the account."""
        share = Estimate.between(row["share"], row["low"], row["high"], Basis(row["basis"]), row["texts"])
        return cls(row["value"], share)


def code_shares(counts: pa.Table) -> pa.Table:
    """Rows of `VALUE_SHARES` for the kind by code; `counts` has account, captions and with_code."""
    seen = counts.filter(pc.greater(counts["captions"], 0)).sort_by("account")
    n = np.asarray(seen["captions"].to_numpy(), dtype=np.float64)
    found = np.asarray(seen["with_code"].to_numpy(), dtype=np.float64)
    low, high = wilson(found, n)
    columns = (seen["account"].combine_chunks(), found / np.maximum(n, 1), low, high, n.astype(np.int64))
    return _rows(BY_CODE, *columns, Basis.MEASURED)


def read_shares(account: pa.ChunkedArray, vectors: Vectors, embedder: Embedder) -> pa.Table:
    """Rows of `VALUE_SHARES` for the kinds that are read, from the vectors of readable captions by account."""
    rows, reader = [VALUE_SHARES.empty_table()], value_reader(embedder.name)
    if reader is None:
        return rows[0]
    names, groups = coded(account)
    n = np.bincount(groups, minlength=len(names))
    scores = reader.scores(vectors, value_nearness(vectors, embedder))
    for name, reading in value_readings(embedder.name).items():
        said = scores[:, READ.index(name)] >= reading.threshold
        found = np.bincount(groups, said, minlength=len(names)).astype(np.int64)
        value, low, high = shares_behind(found, n, reading)
        told = (n >= FEWEST_TEXTS) & (high - low <= WIDEST)
        told_names = names.filter(pa.array(told))
        rows.append(_rows(name, told_names, value[told], low[told], high[told], n[told], Basis.MODELLED))
    return pa.concat_tables(rows)


def shares_behind(found: Whole, n: Whole, reading: Reading) -> tuple[Floats, Floats, Floats]:
    """The true share, with its interval, behind so many of `n` captions that were found to have a kind of value."""
    value, low, high = (np.full(len(n), np.nan) for _ in range(3))
    pairs, which = np.unique(np.stack([found, n]), axis=1, return_inverse=True)
    log_yes, log_no = _log_chances(reading)
    for place, (yes, every) in enumerate(pairs.T.tolist()):
        logs = yes * log_yes + (every - yes) * log_no
        mass = np.exp(logs - logs.max()).mean(axis=1)
        below = np.cumsum(mass) / mass.sum()
        tails = np.interp([0.5 - LEVEL / 2, 0.5 + LEVEL / 2], below, GRID)
        likely = GRID[mass >= AS_LIKELY * mass.max()]
        low[which == place], high[which == place] = min(tails[0], likely[0]), max(tails[1], likely[-1])
        value[which == place] = GRID[int(mass.argmax())]
    return value, low, high


@cache
def _log_chances(reading: Reading) -> tuple[Floats, Floats]:
    """Logarithms of the chance that a caption is found to have the kind, and not, shape (grid, draws)."""
    chance = np.random.default_rng(0)
    hit = new_hand(reading.hits, chance, DRAWS)
    alarm = _mixed(new_hand(reading.alarms, chance, DRAWS), reading.among, chance)
    hit, alarm = hit[hit > alarm], alarm[hit > alarm]  # a score never speaks against the kind it is a score of
    yes: Floats = GRID[:, None] * hit + (1 - GRID[:, None]) * alarm
    return np.log(yes), np.log1p(-yes)


def _mixed(alarm: Floats, among: Counts, chance: np.random.Generator) -> Floats:
    """The false alarms of hands, shape (draws,), when they post any mix of the other kinds: odds times odds."""
    if not among:
        return alarm
    alarms, lacking = np.array(among, dtype=np.float64).T
    each = chance.beta(1 + alarms, 1 + lacking - alarms, (len(alarm), len(among))).clip(SUREST, 1 - SUREST)
    apart = logit(each) - logit(each @ lacking / lacking.sum())[:, None]
    mix = chance.dirichlet(np.ones(len(among)), len(alarm))
    mixed: Floats = (mix * expit(logit(alarm)[:, None] + apart)).sum(axis=1)
    return mixed.clip(SUREST, 1 - SUREST)


def _rows(value: str, account: pa.Array, share: Floats, low: Floats, high: Floats, n: Whole, basis: Basis) -> pa.Table:
    count = len(account)
    names = account.cast(pa.string())
    return pa.table([names, [value] * count, share, low, high, n, [str(basis)] * count], schema=VALUE_SHARES)
