"""Meta's Creator Marketplace as people choose it: off until somebody switches it on."""

from __future__ import annotations

from kring.sources.core.kind import Choice, Kind, bearer
from kring.sources.core.said import Said
from kring.sources.creator_marketplace.source import ADVANCED, STANDARD, CreatorMarketplace

KIND = Kind(
    "creator_marketplace",
    lambda chosen, subjects: CreatorMarketplace(chosen.get("access", STANDARD)),
    Said("a name, or search: and filters", "een naam, of search: en filters"),
    "search:creator_countries=NL&creator_max_followers=50000",
    Said(
        "the fields of Meta's own client; no recorded answers are known",
        "de velden van Meta's eigen client; opgenomen antwoorden zijn niet bekend",
    ),
    headers=bearer,
    secrets={
        "access_token": Said(
            "a token of the company's own page at Meta, with instagram_creator_marketplace_discovery",
            "een token van de eigen pagina bij Meta, met instagram_creator_marketplace_discovery",
        )
    },
    choices=(
        Choice(
            "access",
            Said(
                "the access Meta granted: standard gives test data, which are not taken",
                "de toegang die Meta gaf: standaard geeft testgegevens, die niet worden overgenomen",
            ),
            (STANDARD, ADVANCED),
        ),
    ),
    on=False,
)
