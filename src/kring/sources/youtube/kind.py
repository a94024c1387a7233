"""YouTube as people choose it."""

from __future__ import annotations

from kring.sources.core.kind import Choice, Kind
from kring.sources.core.said import Said
from kring.sources.youtube.policy import ACCEPTED
from kring.sources.youtube.source import YouTube

AMENDMENT = "derived_metrics_amendment"
KIND = Kind(
    "youtube",
    lambda chosen, subjects: YouTube(chosen.get(AMENDMENT, "not")),
    Said(
        "a handle, a channel's id, or search: and words", "een naam van een kanaal, het id ervan, of search: en woorden"
    ),
    "@handle",
    Said(
        "35 recorded answers of these kinds, Google's own description of the interface and its client",
        "35 opgenomen antwoorden van deze soorten, Googles eigen beschrijving van de koppeling en de client",
    ),
    headers=lambda secret: {"X-Goog-Api-Key": secret["key"]},
    secrets={"key": Said("the key of the YouTube Data API", "de sleutel van de YouTube Data API")},
    choices=(
        Choice(
            AMENDMENT,
            Said(
                "whether YouTube accepted your amendment for derived metrics",
                "of YouTube jullie aanvulling voor afgeleide cijfers heeft aanvaard",
            ),
            ("not", ACCEPTED),
        ),
    ),
)
