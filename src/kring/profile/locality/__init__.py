"""The trait locality: where followers live, where home is, and who is a local hero."""

from kring.profile.locality.hero import LocalHero
from kring.profile.locality.observed import WHEREABOUTS, whereabouts
from kring.profile.locality.trait import Home, Localities, LocalityShare, concluded, localities
from kring.profile.locality.within import share_in_postcode, share_within

__all__ = [
    "WHEREABOUTS",
    "Home",
    "LocalHero",
    "Localities",
    "LocalityShare",
    "concluded",
    "localities",
    "share_in_postcode",
    "share_within",
    "whereabouts",
]
