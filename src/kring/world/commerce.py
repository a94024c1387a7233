"""Brands in posts: collaborations, how (and whether) they are disclosed, fans who speak unpaid, and what is asked.

What a creator truly asks follows EUR (25 + 35 (followers / 1000)^0.8), an invented law in the range of the published
rates; declared rates are that with noise and rounding, and only for some creators.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kring.world.chance import Flags, Floats, Ints, chance, pick_by_row
from kring.world.creators import Accounts, Creators
from kring.world.grammar import subjects, words
from kring.world.growth import DAY, History
from kring.world.posts import Posts

BENEFITS = ("paid", "gifted", "affiliate", "discount")
QUARTER = 91 * DAY
BENEFIT_SHARES = (0.55, 0.2, 0.15, 0.1)
CODE_BESIDE, CODE_SAID = 0.45, 0.8
HAS_CODE = 1 - (1 - CODE_BESIDE) * (1 - BENEFIT_SHARES[BENEFITS.index("discount")])
DELIVERABLES = ("post", "story", "reel", "video")
_FEE_FACTORS = (1.0, 0.35, 1.35, 2.1)
_OFFERED = np.asarray([[1, 1, 1, 0], [0, 1, 0, 1], [0, 0, 1, 1]], dtype=bool)


@dataclass(frozen=True, slots=True)
class Brand:
    """An invented brand: its handle, the niches it sells to and what an order comes to."""

    name: str
    handle: str
    niches: tuple[str, ...]
    order: float


@dataclass(frozen=True, slots=True)
class Collaborations:
    """One entry a collaboration of a creator with a brand; moments in microseconds since 1970, UTC."""

    creator: Ints
    brand: Ints
    first: Ints
    last: Ints
    benefit: Ints
    fee: Floats
    percent: Ints
    has_code: Flags
    has_link: Flags

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.creator)


@dataclass(frozen=True, slots=True)
class Commerce:
    """What is commercial about each post (-1 and False for nothing), with the collaborations and fans behind it.

    `code_chance`: how likely a post of that creator gives a code in those weeks, whether it does or not.
    """

    commercial: Flags
    brand: Ints
    collaboration: Ints
    label: Flags
    strong: Flags
    weak: Flags
    code: Flags
    code_chance: Floats
    link: Flags
    fan_brand: Ints
    collaborations: Collaborations


@cache
def brands() -> tuple[Brand, ...]:
    """The invented brands."""
    return tuple(
        Brand(name, name.lower(), tuple(entry["niches"]), float(entry["order"]))
        for name, entry in words("commerce")["brands"].items()
    )


def collaborate(creators: Creators, posts: Posts, history: History, seed: int) -> Commerce:
    """Which posts are commercial, for which brand, and how it is said."""
    rng = chance(seed, "commerce")
    choices = _brand_choices(rng, creators)
    commercial = rng.random(posts.count) < creators.commercial_share[posts.creator]
    quarter = (history.moments[-1] - posts.published) // QUARTER
    brand = choices[posts.creator, (quarter + posts.creator) % 3]
    fan_brand = np.where(rng.random(creators.count) < 0.16, choices[:, 0], -1)
    speaks = (rng.random(posts.count) < 0.07) & (fan_brand[posts.creator] >= 0) & ~commercial
    in_passing = (rng.random(posts.count) < 0.012) & ~commercial & ~speaks
    deal = _deal_of(posts, brand, commercial)
    deals = _collaborations(rng, posts, history, brand, deal)
    shown = np.where(speaks, fan_brand[posts.creator], np.where(commercial | in_passing, brand, -1))
    label, strong, weak = _disclosure(rng, creators.discloses[posts.creator], commercial)
    has_deal = deal >= 0
    return Commerce(
        commercial, shown, deal, label, strong, weak,
        has_deal & deals.has_code[np.maximum(deal, 0)] & (rng.random(posts.count) < CODE_SAID),
        _code_chances(creators, posts, brand, deal, deals, seed),
        has_deal & deals.has_link[np.maximum(deal, 0)] & (rng.random(posts.count) < 0.7),
        fan_brand, deals,
    )  # fmt: skip


def _brand_choices(rng: np.random.Generator, creators: Creators) -> Ints:
    """Three brands that fit each creator's niches, shape (creators, 3)."""
    names = [subject.name for subject in subjects()]
    fits = np.asarray([[name in brand.niches for name in names] for brand in brands()], dtype=float)
    weights = np.full((creators.count, len(brands())), 0.004)
    for place in range(3):
        weights += fits.T[creators.niches[:, place]] * creators.niche_shares[:, place, None]
    everyone = np.arange(creators.count)
    return np.stack([pick_by_row(rng, weights, everyone) for _ in range(3)], axis=1)


def _deal_of(posts: Posts, brand: Ints, commercial: Flags) -> Ints:
    """The collaboration of each commercial post: posts of one creator for one brand belong together; -1 for none."""
    deal = np.full(posts.count, -1, dtype=np.int64)
    deal[commercial] = np.unique((posts.creator * len(brands()) + brand)[commercial], return_inverse=True)[1]
    return deal


def _code_chances(
    creators: Creators, posts: Posts, brand: Ints, deal: Ints, deals: Collaborations, seed: int
) -> Floats:
    """The chance of a code in each post; what runs with a brand that no post was made for yet is drawn."""
    pairs, of = np.unique(posts.creator * len(brands()) + brand, return_inverse=True)
    has = chance(seed, "codes of no post").random(len(pairs)) < HAS_CODE
    has[of[deal >= 0]] = deals.has_code[deal[deal >= 0]]
    chances: Floats = creators.commercial_share[posts.creator] * CODE_SAID * has[of]
    return chances


def _collaborations(
    rng: np.random.Generator, posts: Posts, history: History,
    brand: Ints, deal: Ints,
) -> Collaborations:  # fmt: skip
    rows = np.flatnonzero(deal >= 0)
    rows = rows[np.lexsort((posts.published[rows], deal[rows]))]
    starts = np.flatnonzero(np.concatenate([[True], np.diff(deal[rows]) > 0])) if len(rows) else rows
    ends = np.append(starts[1:], len(rows)) - 1
    head, tail = rows[starts], rows[ends]
    count = len(starts)
    creator = posts.creator[head]
    benefit = pick_by_row(rng, np.asarray([BENEFIT_SHARES]), np.zeros(count, dtype=np.int64))
    fee = true_fees(history)[posts.account[head], 0] * (ends - starts + 1) * rng.lognormal(-0.1, 0.2, count)
    return Collaborations(
        creator, brand[head],
        posts.published[head] - rng.integers(5, 25, count) * DAY,
        posts.published[tail] + rng.integers(3, 21, count) * DAY,
        benefit, np.where(benefit == 0, np.round(fee, -1), 0.0), rng.choice([10, 15, 20, 25], count),
        (rng.random(count) < CODE_BESIDE) | (benefit == BENEFITS.index("discount")),
        (rng.random(count) < 0.2) | (benefit == BENEFITS.index("affiliate")),
    )  # fmt: skip


def _disclosure(rng: np.random.Generator, willing: Floats, commercial: Flags) -> tuple[Flags, Flags, Flags]:
    """Platform label, clear words, weak words. Who is unwilling often says nothing at all."""
    draw = rng.random(len(willing))
    label = commercial & (rng.random(len(willing)) < 0.3 * willing)
    strong = commercial & (draw < 0.45 * willing)
    weak = commercial & ~strong & (draw < 0.45 * willing + 0.3)
    return label, strong, weak


def true_fees(history: History) -> Floats:
    """The fee of each account for each of DELIVERABLES, in euros without VAT, before the creator's own taste."""
    followers = history.followers[:, -1] / 1000
    post = 25 + 35 * followers**0.8
    fees: Floats = post[:, None] * np.asarray(_FEE_FACTORS)
    return fees


def offered(accounts: Accounts) -> Flags:
    """Which of DELIVERABLES each account offers, by platform."""
    chosen: npt.NDArray[np.bool_] = _OFFERED[accounts.platform]
    return chosen


def code_of(first_name: str, percent: int, number: int) -> str:
    """The discount code of a collaboration, such as LOTTE15-12."""
    return f"{first_name.upper()}{percent}-{number}"
