"""`share_within`: the share of an account's followers within a radius or postcode area, from what was kept of it.

Made from the rows of `WHEREABOUTS` that profiles keep (`details["whereabouts"]`), so that a match can ask for any shop
without reading the observations again.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import Estimate
from kring.profile.figure_rows import Floats
from kring.profile.locality.cells import cells, inside
from kring.profile.locality.posterior import posterior_of
from kring.profile.locality.trait import basis_of, enough
from kring.vocabulary import places
from kring.vocabulary.locality import locality_terms
from kring.vocabulary.places import Place

UNKNOWN = "nothing is known of where the followers live"


def share_within(
    known: pa.Table, lon: float, lat: float, km: float, accounts: list[str] | None = None
) -> dict[str, Estimate]:
    """By account, the share of followers within `km` of a point (WGS84). `known`: rows of `WHEREABOUTS`.

    `accounts`: of these only, all by default; one of which nothing is known is unknown. Within a municipality that lies
    partly inside, followers are spread as its people are.
    """
    return _share(known, inside(lon, lat, km), accounts)


def share_in_postcode(known: pa.Table, pc4: str, accounts: list[str] | None = None) -> dict[str, Estimate]:
    """By account, the share of followers in a Dutch postcode area. Raises `UnknownName` for one that doesn't exist."""
    from kring.errors import UnknownName

    areas = {row["pc4"]: row for row in places.postcodes().drop_null().to_pylist()}
    if pc4 not in areas:
        raise UnknownName("postcode area with people", pc4, sorted(areas))
    municipality = areas[pc4]["municipality"]
    people = sum(row["people"] for row in areas.values() if row["municipality"] == municipality)
    part = [0.0] * len(cells().places)
    number = cells().of(Place(municipality, "NL"))
    if number is not None:
        part[number] = areas[pc4]["people"] / max(people, 1)
    import numpy as np

    return _share(known, np.asarray(part), accounts)


def _share(known: pa.Table, within: Floats, accounts: list[str] | None) -> dict[str, Estimate]:
    rows = known
    if accounts is not None:
        rows = known.filter(pc.is_in(known["account"], pa.array(accounts, pa.string())))
    found: dict[str, Estimate] = {}
    for row in rows.to_pylist():
        posterior = posterior_of(row, locality_terms())
        if enough(posterior):
            share = posterior.share(within)
            found[row["account"]] = share.estimate(basis_of(posterior), posterior.seen.observations)
    asked = known["account"].to_pylist() if accounts is None else accounts
    return {account: found.get(account, Estimate.unknown(UNKNOWN)) for account in asked}
