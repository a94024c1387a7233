"""The trait authenticity: the share of followers that are real, and what speaks against the engagement."""

from kring.profile.authenticity.checks import CHECKS, AuthenticityCheck
from kring.profile.authenticity.commenting import PODS
from kring.profile.authenticity.trait import AUTHENTICITY_COUNTS, Authenticity, authenticities, authenticity_counts

__all__ = [
    "AUTHENTICITY_COUNTS",
    "CHECKS",
    "PODS",
    "Authenticity",
    "AuthenticityCheck",
    "authenticities",
    "authenticity_counts",
]
