"""The terms: a creator's own data, handed over by the creator."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said

POLICY = Policy(
    terms="https://policies.google.com/terms",
    licence=Said(
        "The creator's own data, asked for under article 20 GDPR and handed over by the creator.",
        "De eigen gegevens van de creator, opgevraagd volgens artikel 20 AVG en door de creator zelf gegeven.",
    ),
    legal_basis="consent",
)
