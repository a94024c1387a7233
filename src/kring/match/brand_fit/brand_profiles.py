"""`BrandProfile`: what a brand is about, from its own texts and from the creators it worked with.

Method: captions of its own account and the paragraphs of its site are read as those of a creator are
(`kring.profile.niche`); the niches of past creators are averaged. The two are mixed: as many past creators as
`FitRules.collaborations_as_texts` say as much as the brand's own texts, so that one odd collaboration changes little.
Hashtags are those of its captions. Category and competitors come from the list of brands (`kring.vocabulary.brands`):
same category, a country in common.
Limits: a site that says much of delivery and little of the product is read so; which past collaborations went well is
not known here. With nothing to read and nobody worked with, the niches are unknown, not none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.profile.niche import NICHE_SHARES, TEXTS, NicheShare, niche_shares
from kring.profile.readable import readable
from kring.profile.topics import TopicIndex
from kring.vocabulary.brand_fit import FitRules, fit_rules
from kring.vocabulary.brands import Brand, Brands

_HASHTAG = re.compile(r"#(\w+)")
_PARAGRAPHS = re.compile(r"\n\s*\n|(?<=[.!?])\s+(?=[A-ZÀ-Þ])")


@dataclass(frozen=True)
class BrandProfile:
    """What is known of a brand.

    `niches`: by name, the shares of what it is about; empty is unknown. `hashtags`: how often it uses each.
    `categories`: what it sells, none when the list doesn't know it. `competitors`: brands of the same category.
    `texts`, `past_creators`: how many of each the niches rest on.
    """

    name: str
    niches: Mapping[str, Estimate] = field(default_factory=dict)
    hashtags: Mapping[str, int] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    competitors: frozenset[str] = frozenset()
    texts: int = 0
    past_creators: int = 0


def brand_profile(
    brand: Brand,
    brands: Brands,
    index: TopicIndex | None,
    *,
    captions: Sequence[str] = (),
    site: str = "",
    past: Iterable[Sequence[NicheShare]] = (),
    rules: FitRules | None = None,
) -> BrandProfile:
    """The profile of a brand. `captions`: of its own account. `site`: the text of its site. `past`: the niches of each
    creator it worked with; one without any known niche says nothing. `index`: None where there is nothing to read.
    """
    read = sorted({text for given in (*captions, *_PARAGRAPHS.split(site)) if (text := readable(given))})
    own = _niches_of(read, index) if index else {}
    known = [list(creator) for creator in past if creator]
    return BrandProfile(
        brand.name,
        mixed(own, past_niches(known), len(known), fit_rules() if rules is None else rules),
        hashtags_of(captions),
        (brand.category,) if brand.category else (),
        brands.competitors(brand),
        len(read),
        len(known),
    )


def hashtags_of(captions: Iterable[str]) -> dict[str, int]:
    """How often each hashtag stands in captions, in lower case; the commonest first, then by name."""
    counted = Counter(tag.lower() for caption in captions for tag in _HASHTAG.findall(caption))
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def past_niches(creators: Sequence[Sequence[NicheShare]]) -> dict[str, Estimate]:
    """The mean share of each niche over creators, with the mean of their intervals; empty without creators."""
    parts: dict[str, list[Estimate]] = {}
    for creator in creators:
        for one in creator:
            parts.setdefault(one.niche, []).append(one.share)
    size = len(creators)
    return {
        niche: Estimate.between(
            sum(part.value for part in found) / size,
            sum(part.low for part in found) / size,
            sum(part.high for part in found) / size,
            Basis.MODELLED,
            size,
        )
        for niche, found in sorted(parts.items())
    }


def mixed(
    own: Mapping[str, Estimate], past: Mapping[str, Estimate], creators: int, rules: FitRules
) -> dict[str, Estimate]:
    """The niches of a brand's own texts and of its past creators as one; what only one of them says has its part."""
    if not own or not past:
        return dict(own or past)
    weight = creators / (creators + rules.collaborations_as_texts)
    nothing = Estimate.exact(0.0, basis=Basis.MODELLED)
    return {
        niche: (1 - weight) * own.get(niche, nothing) + weight * past.get(niche, nothing)
        for niche in sorted({*own, *past})
    }


def _niches_of(texts: list[str], index: TopicIndex) -> dict[str, Estimate]:
    shares = niche_shares(pa.table([[""] * len(texts), texts], schema=TEXTS), index)[0]
    return {share.niche: share.share for share in map(NicheShare.of, _rows(shares))}


def _rows(shares: pa.Table) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = shares.select(
        [name for name in NICHE_SHARES.names if name != "account"]
    ).to_pylist()
    return rows
