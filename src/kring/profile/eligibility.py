"""Trait: eligibility. Is this an influencer by the definition: a person who shares self-made content of value?

Method: signs in bio, shown name and category, and how captions speak, each with a weight in bits, added to a prior; the
result is a probability for person, company, fan page and repost account. The share of posts that credit nobody else
says how much is self-made (Wilson's interval). Eligible is a person most of whose posts are self-made, as far as the
intervals tell; without any sign the answer is unknown, not the prior.
Source: the definition is claim 1 (a person who shares self-made content from which followers get added value). Weights
and words are hand-made (`kring.vocabulary.eligibility`).
Limits: whether followers get value is concluded elsewhere (trait value) and not repeated here. A person who runs a shop
under her own name looks like both. Reposts without a credit are not seen. Signs exist in Dutch and English only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from kring.estimate import wilson
from kring.facts.facts import Facts
from kring.profile.figure_rows import FIGURES, coded, figure_rows, floats
from kring.profile.normalised import normalised
from kring.vocabulary.eligibility import (
    COMPANY,
    KINDS,
    PERSON,
    REPOST_ACCOUNT,
    account_kinds,
    caption_patterns,
    fewest_captions,
    named_from,
)  # fmt: skip

YES, NO, UNCLEAR = "yes", "no", "unclear"
SELF_MADE_FROM = 0.5
CAPTION_BITS = 3.0
SIGNS_AT_MOST = 3
ELIGIBILITY = pa.schema(
    [
        ("account", pa.string()),
        ("eligible", pa.string()),
        ("kind", pa.string()),
        *((name, pa.float64()) for name in KINDS),
        ("signs", pa.list_(pa.string())),
    ]
)
SPOKEN = ("account", "captions", "credited", "singular", "plural")


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether this is an influencer by the definition (yes, no, unclear), and the probability of each kind.

    `kind`: the likeliest, or unclear. `signs`: what was found, as kind:words (company:webshop).
    """

    eligible: str
    kind: str
    person: float
    company: float
    fan_page: float
    repost_account: float
    signs: list[str]


def eligibility(facts: Facts) -> tuple[pa.Table, pa.Table]:
    """The figure self_made (rows of `FIGURES`), and rows of `ELIGIBILITY` for every account with a sign."""
    spoken = facts.collect(captions_spoken(facts.newest("posts")))
    seen = facts.collect(facts.newest("accounts").select("account", "bio", "name", "category", "gender", "birth_years"))
    figures = _self_made(spoken)
    return figures, _kinds(seen, spoken, figures)


def captions_spoken(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Per account its captions, and in how many somebody is credited, a person speaks, a group speaks: `SPOKEN`."""
    patterns = caption_patterns()
    lower = nw.col("caption").str.to_lowercase()
    counts = [
        lower.str.contains(pattern).cast(nw.Int64).sum().cast(nw.Int64).alias(name)
        for name, pattern in zip(SPOKEN[2:], (patterns.credited, patterns.singular, patterns.plural), strict=True)
    ]
    told = posts.filter(~nw.col("caption").is_null(), nw.col("caption") != "")
    return told.group_by("account").agg(nw.len().cast(nw.Int64).alias("captions"), *counts)


def _self_made(spoken: pa.Table) -> pa.Table:
    if not spoken.num_rows:
        return FIGURES.empty_table()
    spoken = spoken.sort_by("account")
    names, _ = coded(spoken["account"])
    captions, own = floats(spoken["captions"]), floats(spoken["captions"]) - floats(spoken["credited"])
    low, high = wilson(own, captions)
    return figure_rows(names, "self_made", own / captions, low, high, captions.astype(np.int64))


def _kinds(seen: pa.Table, spoken: pa.Table, figures: pa.Table) -> pa.Table:
    by_account = {row["account"]: row for row in spoken.to_pylist()}
    made = {row["account"]: row for row in figures.to_pylist()}
    rows = []
    for account in sorted(seen.to_pylist(), key=lambda row: str(row["account"])):
        name = account["account"]
        signs = signs_of_account(account) + signs_of_captions(by_account.get(name))
        if signs:
            chances = chances_of(signs)
            kind = max(KINDS, key=lambda one: chances[one])
            kind = kind if chances[kind] >= named_from() else UNCLEAR
            shown = [f"{sign.kind}:{sign.words}" for sign in signs]
            rows.append({"account": name, "eligible": _eligible(kind, made.get(name)), "kind": kind, **chances,
                         "signs": shown})  # fmt: skip
    return pa.Table.from_pylist(rows, schema=ELIGIBILITY)


def _eligible(kind: str, made: Mapping[str, Any] | None) -> str:
    if kind not in (PERSON, UNCLEAR) or (made is not None and made["high"] < SELF_MADE_FROM):
        return NO
    return YES if kind == PERSON and made is not None and made["low"] >= SELF_MADE_FROM else UNCLEAR


@dataclass(frozen=True, slots=True)
class KindSign:
    """One sign of a kind of account: the words it was found by and its weight in bits."""

    kind: str
    words: str
    bits: float


def signs_of_account(account: Mapping[str, Any]) -> list[KindSign]:
    """The signs in bio, shown name and category, at most three a kind; gender or year of birth speak for a person."""
    text = normalised(" \n ".join(account.get(part) or "" for part in ("name", "bio"))).folded
    category = normalised(account.get("category") or "").folded.strip()
    found = []
    for kind in account_kinds().values():
        words = list(dict.fromkeys(match[0] for match in _phrases(kind.name).finditer(text)))
        words += [category] if category in kind.categories else []
        found += [KindSign(kind.name, word, kind.bits) for word in words[:SIGNS_AT_MOST]]
    if account.get("gender") or account.get("birth_years"):
        found.append(KindSign(PERSON, "gender or year of birth", account_kinds()[PERSON].bits))
    return found


def signs_of_captions(spoken: Mapping[str, Any] | None) -> list[KindSign]:
    """How captions speak: a person (ik, I), a group (wij, we), or somebody else credited in most of them."""
    if spoken is None or spoken["captions"] < fewest_captions():
        return []
    share = {name: spoken[name] / spoken["captions"] for name in SPOKEN[2:]}
    found = []
    if share["credited"] >= SELF_MADE_FROM:
        found.append(KindSign(REPOST_ACCOUNT, "credits others", 2 * CAPTION_BITS))
    if share["singular"] >= 0.15 and share["singular"] > share["plural"]:
        found.append(KindSign(PERSON, "ik/I", CAPTION_BITS))
    elif share["plural"] >= 0.3 and share["singular"] < 0.1:
        found.append(KindSign(COMPANY, "wij/we", CAPTION_BITS))
    return found


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    phrases = sorted(account_kinds()[kind].phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w@#])(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")


def chances_of(signs: list[KindSign]) -> dict[str, float]:
    """The probability of each kind: its prior times two to the power of its bits, made to add up to 1."""
    weight = {name: kind.prior for name, kind in account_kinds().items()}
    for sign in signs:
        weight[sign.kind] *= 2**sign.bits
    total = sum(weight.values())
    return {name: weight[name] / total for name in KINDS}
