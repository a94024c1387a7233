"""Business Discovery as people choose it."""

from __future__ import annotations

from kring.sources.core.kind import Kind, bearer
from kring.sources.core.said import Said
from kring.sources.instagram_discovery.source import InstagramDiscovery

KIND = Kind(
    "instagram_discovery",
    lambda chosen, subjects: InstagramDiscovery(),
    Said("the name of a professional account", "de naam van een professioneel account"),
    "@handle",
    Said(
        "3 recorded answers and the fields of Meta's own client",
        "3 opgenomen antwoorden en de velden van Meta's eigen client",
    ),
    headers=bearer,
    secrets={
        "access_token": Said(
            "a token of the company's own page at Meta, with instagram_basic",
            "een token van de eigen pagina bij Meta, met instagram_basic",
        )
    },
)
