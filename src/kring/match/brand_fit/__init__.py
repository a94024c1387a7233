"""How well creators fit a brand: from what both are about, and from which pairs worked together before."""

from kring.match.brand_fit.brand_profiles import BrandProfile, brand_profile, hashtags_of
from kring.match.brand_fit.company import Company, no_company
from kring.match.brand_fit.fit_to_brand import CreatorFit, creator_fit, hashtags_alike, niches_alike
from kring.match.brand_fit.pair_model import PairModel
from kring.match.brand_fit.views import Views

__all__ = [
    "BrandProfile",
    "Company",
    "CreatorFit",
    "PairModel",
    "Views",
    "brand_profile",
    "creator_fit",
    "hashtags_alike",
    "hashtags_of",
    "niches_alike",
    "no_company",
]
