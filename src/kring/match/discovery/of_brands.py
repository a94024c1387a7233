"""Brands that creators worked with or are fans of, as filters read them; unknown where no captions were read.

Source: `kring.profile.brands`. A brand is meant by any of its spellings, capitals and signs aside.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.match.criteria.bits import Flags
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.condition import Condition
from kring.match.discovery.filter_entries import check_there
from kring.match.discovery.readings import Members, Reading
from kring.profile.brands import fans
from kring.vocabulary.search_filters import Filter


def worked_with(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    """The brands with a commercial post, and days since the last; doubtful where it may be about another brand."""
    _check_brands(catalogue, (*asked.of, *asked.none_of))
    rows, read = catalogue.pool.detail("collaborations"), _captions_read(catalogue)
    if rows is None:
        return Members.of(np.zeros(0, np.int64), (), read)
    meant = _brands_meant(catalogue, (*asked.of, *asked.none_of))
    brands = [meant.get(_squeezed(brand), brand) for brand in rows["brand"].to_pylist()]
    days = catalogue.days_since(rows["last"].to_pylist())
    doubtful = np.asarray(pc.equal(rows["certain_posts"], 0).to_numpy(zero_copy_only=False)) & ~np.asarray(
        rows["run_in_kring"].to_numpy(zero_copy_only=False)
    )
    return Members.of(catalogue.pool.places(rows["account"]), brands, read, days, doubtful)


def fan_of(catalogue: Catalogue, one: Filter, asked: Condition) -> Reading:
    """The brands spoken well of unpaid; of whom not one such post can be relied on, that is doubtful."""
    named = (*asked.of, *asked.none_of)
    _check_brands(catalogue, named)
    rows = catalogue.pool.detail("brand_posts")
    meant, found = _brands_meant(catalogue, named), []
    for spelled in sorted(catalogue.pool.shown_brands) if rows is not None else ():
        if _squeezed(spelled) in meant:
            found += [(fan.account, meant[_squeezed(spelled)], fan.sure < 1) for fan in fans(rows, spelled)]
    places = catalogue.pool.places(pa.chunked_array([pa.array([account for account, _, _ in found], pa.string())]))
    doubtful = np.array([doubt for _, _, doubt in found], dtype=bool)
    return Members.of(places, [brand for _, brand, _ in found], _captions_read(catalogue), None, doubtful)


def _captions_read(catalogue: Catalogue) -> Flags:
    return ~np.isnan(catalogue.pool.figure("commercial_share"))


def _brands_meant(catalogue: Catalogue, named: Iterable[str]) -> dict[str, str]:
    """By how brands are written in posts the name that was asked for."""
    found = {}
    for name in named:
        brand = catalogue.pool.brands.meant(name)
        for spelling in (name, *((brand.name, *brand.spellings) if brand else ())):
            found[_squeezed(spelling)] = name
    return found


def _check_brands(catalogue: Catalogue, named: tuple[str, ...]) -> None:
    shown = {_squeezed(brand) for brand in catalogue.pool.shown_brands}
    unknown = [name for name in named if _squeezed(name) not in shown and catalogue.pool.brands.meant(name) is None]
    check_there("brand", unknown, lambda: sorted(catalogue.pool.shown_brands))


def _squeezed(brand: str) -> str:
    return "".join(sign for sign in brand.casefold() if sign.isalnum())
