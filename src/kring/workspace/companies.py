"""What a workspace knows of the companies of briefs: their own accounts, and what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from kring.match.brand_fit import Company, brand_profile
from kring.profile.niche import NicheShare, niche_index
from kring.vocabulary.brands import Brand, Brands
from kring.workspace.settings import CompanyTold, Settings

if TYPE_CHECKING:
    from kring.profile import Profiles
    from kring.workspace.front import Workspace


def company_of(workspace: Workspace, settings: Settings, brands: Brands, name: str) -> Company | None:
    """A company by the name that a brief gives it; None where nothing is known of it.

    Its own accounts are those that the settings name and those with a handle of the brand. What it is about is read
    from the captions of these, from the site in the settings, and from the niches of creators it works or worked with.
    """
    told = next((one for one in settings.companies if one.name.casefold() == name.casefold()), None)
    brand, profiles = brands.meant(name), workspace.profiles()
    if told is None and brand is None:
        return None
    told, brand = told or CompanyTold(name), brand or Brand(name)
    handles = {f"{platform}:{handle}".lower() for platform, handle in brand.handles.items()}
    own = sorted({*told.accounts, *(one for one in _accounts(profiles) if one.lower() in handles)})
    worked = {*told.worked_with, *_worked_with(profiles, brand.name)} - set(own)
    captions = _captions(workspace, own)
    index = niche_index(workspace.read_with(), settings.niches) if captions or told.site else None
    past = _niches(profiles, worked)
    profile = brand_profile(brand, brands, index, captions=captions, site=told.site, past=past)
    return Company(profile, frozenset(own), told.fit_is_a_gate)


def _accounts(profiles: Profiles) -> list[str]:
    found: list[str] = profiles.accounts["account"].to_pylist()
    return found


def _worked_with(profiles: Profiles, brand: str) -> list[str]:
    rows = profiles.details["collaborations"]
    found: list[str] = rows.filter(pc.equal(rows["brand"], brand))["account"].to_pylist()
    return found


def _captions(workspace: Workspace, accounts: Sequence[str]) -> list[str]:
    """What these accounts wrote under their posts."""
    if not accounts:
        return []
    facts = workspace.facts()
    among = pa.table({"account": pa.array(accounts, pa.string())})
    mine = facts.table("posts").join(facts.from_arrow(among), on="account", how="semi").select("post").unique()
    posts = facts.newest("posts", among=facts.collect(mine)).select("caption")
    return [caption for caption in facts.collect(posts)["caption"].to_pylist() if caption]


def _niches(profiles: Profiles, accounts: set[str]) -> list[list[NicheShare]]:
    """The niches of each of these accounts that has any."""
    rows = profiles.details["niches"]
    found: dict[str, list[NicheShare]] = {}
    for row in rows.filter(pc.is_in(rows["account"], value_set=pa.array(sorted(accounts), pa.string()))).to_pylist():
        found.setdefault(row["account"], []).append(NicheShare.of(row))
    return [found[account] for account in sorted(found)]
