"""The terms: a creator's own figures, handed over by the creator."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said

POLICY = Policy(
    terms="https://www.tiktok.com/legal/terms-of-service",
    licence=Said(
        "The creator's own figures, downloaded and handed over by the creator.",
        "De eigen cijfers van de creator, door de creator gedownload en gegeven.",
    ),
    legal_basis="consent",
)
