"""Trait: role. Role model (little interaction), mentor (framework and feedback) or expert by experience (guidance).

Method: signs with weights in bits, added to a prior: words in bio and captions for what is offered (courses, series,
programmes, groups) or told (an own story), where they stand in at least two captions or in the bio; and figures of
contact whose whole interval lies on one side of a limit. The result is a probability for each role; the likeliest is
named from a limit on. With few captions and nothing in the bio, or without any sign, the role is unknown, and not the
prior.
Source: the three roles are claim 21; words, weights and prior are hand-made (`kring.vocabulary.role_signs`) and none is
learned. Trimbos 2015 (AF1359) does not confirm the division, and finds no proof that a role works better.
Limits: a label and a filter, with no uplift. What is offered elsewhere (mail, app) is not seen; a story that is told in
other words is missed; words exist in Dutch and English only. The probabilities were not checked on people who say
which role they have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.normalised import normalised
from kring.profile.quoted import Evidence, quoted
from kring.vocabulary.role_signs import role_reading
from kring.vocabulary.roles import roles

UNCLEAR = "unclear"
ROLES = pa.schema(
    [
        ("account", pa.string()),
        ("role", pa.string()),
        *((name, pa.float64()) for name in ("role_model", "mentor", "expert_by_experience")),
        ("captions", pa.int64()),
        ("signs", pa.list_(pa.string())),
    ]
)
WORDS_OF_ROLES = pa.schema(
    [("account", pa.string()), ("captions", pa.int64()), ("by_bio", pa.bool_()), ("words", pa.list_(pa.string()))]
)
Signs = list[tuple[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class RoleOf:
    """The probability of each role and the likeliest by name, or unclear.

    `signs`: what was found, as role:words (mentor:cursus) or contact:name (contact:few_answered).
    """

    role: str
    role_model: float
    mentor: float
    expert_by_experience: float
    captions: int
    signs: list[str]


def words_of_roles(facts: Facts) -> pa.Table:
    """Rows of `WORDS_OF_ROLES`: of every account with a caption or a bio, the words that count for a role."""
    posts = facts.newest("posts").filter(~nw.col("caption").is_null())
    counted = facts.collect(posts.group_by("account").agg(nw.len().cast(nw.Int64).alias("captions")))
    captions = dict(zip(counted["account"].to_pylist(), counted["captions"].to_pylist(), strict=True))
    telling = facts.collect(_telling(posts).select("account", "caption"))
    bios = facts.collect(facts.newest("accounts").select("account", "bio"))
    said: dict[str, Counter[tuple[str, str]]] = {}
    for account, caption in zip(telling["account"].to_pylist(), telling["caption"].to_pylist(), strict=True):
        said.setdefault(account, Counter()).update(words_said(caption))
    by_bio = {row["account"]: words_said(row["bio"]) for row in bios.to_pylist() if row["bio"]}
    rows = []
    for account in sorted({*captions, *by_bio}):
        bio = by_bio.get(account, set())
        words = [f"{role}:{word}" for role, word in _counting(said.get(account, Counter()), bio)]
        rows.append(
            {"account": account, "captions": captions.get(account, 0), "by_bio": bool(bio), "words": words}
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=WORDS_OF_ROLES)


def role_of_each(words: pa.Table, contact: pa.Table) -> pa.Table:
    """Rows of `ROLES` for every account whose role can be told anything of.

    `words`: rows of `WORDS_OF_ROLES`; `contact`: rows of `FIGURES`.
    """
    interactions = _interactions(contact)
    rows = []
    for row in words.to_pylist():
        if row["captions"] < role_reading().fewest_captions and not row["by_bio"]:
            continue
        signs = _of_words(row["words"]) + interactions.get(row["account"], [])
        if signs:
            rows.append({"account": row["account"], "captions": row["captions"], **_told(signs)})
    return pa.Table.from_pylist(rows, schema=ROLES)


def words_said(text: str | None) -> set[tuple[str, str]]:
    """The words of `kring.vocabulary.role_signs` in a text, each with its role."""
    folded = " ".join(normalised(text or "").folded.split())
    return {(role, found[0]) for role in role_reading().words for found in _phrases(role).finditer(folded)}


def chances_of(signs: Signs) -> dict[str, float]:
    """The probability of each role: its prior times two to the power of its bits, made to add up to 1."""
    weight = dict(role_reading().prior)
    for _, bits in signs:
        for role, more in bits.items():
            weight[role] *= 2**more
    total = sum(weight.values())
    return {role: weight[role] / total for role in roles()}


def role_evidence(facts: Facts, account: str) -> Iterator[Evidence]:
    """The bio and the posts of an account whose words speak for a role."""
    for row in facts.collect(facts.newest("accounts").filter(nw.col("account") == account)).to_pylist():
        yield from _evidence("account", account, row["observed_at"], row["bio"])
    posts = facts.newest("posts").filter(nw.col("account") == account, ~nw.col("caption").is_null())
    for row in facts.collect(_telling(posts).select("post", "caption", "published_at")).to_pylist():
        yield from _evidence("post", row["post"], row["published_at"], row["caption"])


def _evidence(kind: str, name: str, moment: Any, text: str | None) -> Iterator[Evidence]:
    for role, words in sorted(words_said(text)):
        yield Evidence(kind, name, moment, quoted(text), f"{role}:{words}", role_reading().words[role].words)


def _told(signs: Signs) -> dict[str, Any]:
    chances = chances_of(signs)
    best = max(chances, key=lambda role: chances[role])
    named = best if chances[best] >= role_reading().named_from else UNCLEAR
    return {"role": named, **chances, "signs": [name for name, _ in signs]}


def _counting(said: Counter[tuple[str, str]], bio: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words that count, those of the bio and of most captions first, so many a role at most."""
    enough = [word for word, posts in said.items() if posts >= role_reading().fewest_posts and word not in bio]
    ordered = sorted(bio) + sorted(enough, key=lambda word: (-said[word], word))
    kept: Counter[str] = Counter()
    counting = []
    for word in ordered:
        if kept[word[0]] < role_reading().words_at_most:
            counting.append(word)
            kept[word[0]] += 1
    return counting


def _of_words(words: list[str]) -> Signs:
    roles_of = [(word, word.partition(":")[0]) for word in words]
    return [(word, {role: role_reading().words[role].bits}) for word, role in roles_of]


def _interactions(contact: pa.Table) -> dict[str, Signs]:
    """The signs of contact by account."""
    found: dict[str, Signs] = {}
    for one in role_reading().interactions.values():
        rows = contact.filter(pc.equal(contact["figure"], one.figure)).select(["account", "low", "high"])
        for row in rows.to_pylist():
            if _beyond(row, one.least, one.most):
                found.setdefault(row["account"], []).append((f"contact:{one.name}", dict(one.bits)))
    return found


def _beyond(row: Mapping[str, Any], least: float | None, most: float | None) -> bool:
    return (least is None or row["low"] >= least) and (most is None or row["high"] <= most)


def _telling(posts: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The posts whose caption may hold words of a role: one pattern the engine runs."""
    phrases = {" ".join(phrase.split()) for words in role_reading().words.values() for phrase in words.phrases}
    spaced = [r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases)]
    return posts.filter(nw.col("caption").str.contains(f"(?i:{'|'.join(spaced)})"))


@cache
def _phrases(role: str) -> re.Pattern[str]:
    phrases = sorted(role_reading().words[role].phrases, key=len, reverse=True)
    return re.compile(r"(?<![\w@#])(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")
