"""`creator_fit`: how well one creator fits a brand, by aspect and together, and whether that is enough for the size.

Method: niches are compared by the Bhattacharyya coefficient of their shares, from 0 (nothing in common) to 1 (the same
shares); of a niche's share a part also counts for the niches close to it. Its interval comes from drawing the shares of
each side from a Dirichlet distribution as narrow as their intervals are, in which a niche that was not seen may have a
part. Hashtags: the share of the creator's posts with hashtags that carry one the brand uses, with Wilson's
interval; a likeness of whole lists of hashtags is not shown, since rare ones that both use are missed with few posts.
The fit is the mean of the aspects that are known, by their weights; an aspect that is unknown adds nothing, and with
none known the fit is unknown. From meso up likeness in niches is a gate by default (`kring.vocabulary.brand_fit`).
Limits: hashtags everybody uses count as the brand's when it uses them. The two aspects have no common scale, so compare
fits of creators with the same aspects known. It is likeness in what is said, not in tone or looks. Past a point more
fit is not better (Leung et al., Journal of Marketing 2022: an inverted U), so a creator of another niche is no mistake
where the brief wants a new public. Its interval in niches held the truth in 85 to 97 % of drawn cases from 24 texts up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from kring.estimate import LEVEL, Basis, Estimate, share
from kring.match.brand_fit.brand_profiles import BrandProfile
from kring.match.brand_fit.views import Floats
from kring.vocabulary.brand_fit import FitRules, fit_rules
from kring.vocabulary.niches import niches
from kring.vocabulary.text import Words

DRAWS = 400
WIDTH = 1.96
UNSEEN = 1.0  # text, for every niche of either side (Laplace)
NO_ASPECT = "neither niches nor hashtags of both are known"


@dataclass(frozen=True)
class CreatorFit:
    """How well a creator fits a brand.

    `fit`: from 0 to 1. `aspects`: the same by aspect, unknown ones included. `coverage`: which part of the weight is
    known. `counts`: how many times it counts for a creator of this size. `gate`: the least likeness in niches that
    passes, None for no gate. `passes`: None where that likeness is unknown, or the size and with it the gate.
    """

    fit: Estimate
    aspects: Mapping[str, Estimate] = field(default_factory=dict)
    coverage: float = 0.0
    counts: float = 1.0
    gate: float | None = None
    passes: bool | None = True

    @property
    def reason(self) -> Words | None:
        """Why the gate is not passed; None where it is, or where that is not known."""
        if self.passes is not False:
            return None
        return Words(
            "past te weinig bij het merk voor een creator met zoveel volgers",
            "fits the brand too little for a creator with so many followers",
        )


def creator_fit(
    brand: BrandProfile,
    creator_niches: Mapping[str, Estimate],
    creator_hashtags: Iterable[Collection[str]],
    tier: str | None,
    rules: FitRules | None = None,
) -> CreatorFit:
    """The fit of a creator of this tier (None: unknown) with these niches (shares) and hashtags (by post)."""
    rules = fit_rules() if rules is None else rules
    aspects = {
        "niches": niches_alike(brand.niches, creator_niches, rules),
        "hashtags": hashtags_alike(brand.hashtags, creator_hashtags, rules),
    }
    known = {name: found for name, found in aspects.items() if found.known}
    whole = sum(rules.aspects[name].weight for name in aspects)
    weight = sum(rules.aspects[name].weight for name in known)
    fit = Estimate.unknown(NO_ASPECT, Basis.MODELLED)
    for name, found in known.items():
        part = found * (rules.aspects[name].weight / weight)
        fit = fit + part if fit.known else part
    of_tier = rules.tiers.get(tier) if tier else None
    gate = of_tier.gate if of_tier else None
    passes: bool | None = True
    if gate is not None:
        passes = aspects["niches"].value >= gate if aspects["niches"].known else None
    elif of_tier is None:
        passes = None
    return CreatorFit(fit, aspects, weight / whole, of_tier.counts if of_tier else 1.0, gate, passes)


def niches_alike(brand: Mapping[str, Estimate], creator: Mapping[str, Estimate], rules: FitRules) -> Estimate:
    """How alike two accounts are in niches, from 0 to 1; unknown where either has none known."""
    sides = [{name: part for name, part in side.items() if part.known} for side in (brand, creator)]
    if not all(any(part.value > 0 for part in side.values()) for side in sides):
        return Estimate.unknown("no niches of one of them are known", Basis.MODELLED)
    names = sorted({*sides[0], *sides[1]})
    spread = _near(names, rules.near)
    rng = np.random.default_rng(0)
    value = _coefficient(*(_at(side, names)[None, :] @ spread for side in sides))[0]
    drawn = _coefficient(*(_drawn(side, names, rng) @ spread for side in sides))
    counts = [part.n for side in sides for part in side.values() if part.n is not None]
    return _estimate(float(value), drawn, min(counts, default=None))


def hashtags_alike(brand: Collection[str], creator: Iterable[Collection[str]], rules: FitRules) -> Estimate:
    """The share of a creator's posts with hashtags that carry one of the brand; unknown with too few of either.

    `brand`: the hashtags it uses. `creator`: the hashtags of each post; posts without any don't count.
    """
    tagged = [{tag.lower().lstrip("#") for tag in tags} for tags in creator if tags]
    if len(tagged) < rules.fewest_posts or not brand:
        return Estimate.unknown("too few hashtags of one of them are known", Basis.MEASURED)
    own = {tag.lower() for tag in brand}
    return share(sum(bool(tags & own) for tags in tagged), len(tagged))


def _coefficient(left: Floats, right: Floats) -> Floats:
    """The Bhattacharyya coefficients of rows; 0 where a row has nothing."""
    whole = np.sqrt(left.sum(axis=1) * right.sum(axis=1))
    shared = np.sqrt(left * right).sum(axis=1)
    return np.asarray(np.clip(np.divide(shared, whole, out=np.zeros_like(whole), where=whole > 0), 0, 1))


def _near(names: list[str], part: float) -> Floats:
    """Which part of each niche's share counts for each niche: most for itself, the rest evenly for those close by."""
    spread, known = np.eye(len(names)), niches()
    for row, name in enumerate(names):
        close = [names.index(other) for other in (known[name].near if name in known else ()) if other in names]
        if close:
            spread[row, row] = 1 - part
            spread[row, close] = part / len(close)
    return spread


def _at(side: Mapping[str, Estimate], names: list[str]) -> Floats:
    return np.asarray([side[name].value if name in side else 0.0 for name in names])


def _drawn(side: Mapping[str, Estimate], names: list[str], rng: np.random.Generator) -> Floats:
    """Draws of the shares, shape (draws, names): of as many texts as their intervals are wide for."""
    value = _at(side, names)
    width = np.asarray([side[name].high - side[name].low if name in side else 0.0 for name in names])
    told = (width > 0) & (value < 1)
    if told.any():
        texts = float(np.median(value[told] * (1 - value[told]) * (2 * WIDTH / width[told]) ** 2))
    else:  # one niche whole: the rule of three, or nothing to doubt
        texts = 3 / width.max() if width.any() else np.inf
    if not np.isfinite(texts):
        return np.tile(value, (DRAWS, 1))
    return rng.dirichlet(value / value.sum() * texts + UNSEEN, DRAWS)


def _estimate(value: float, drawn: Floats, n: int | None) -> Estimate:
    low, high = np.quantile(drawn, (0.5 - LEVEL / 2, 0.5 + LEVEL / 2))
    return Estimate.between(value, min(float(low), value), max(float(high), value), Basis.MODELLED, n)
