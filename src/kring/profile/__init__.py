"""What we conclude of a creator's account: one module a trait, every figure an estimate with its evidence."""

from kring.profile.accounts import ACCOUNT_COLUMNS
from kring.profile.evidence import evidence
from kring.profile.profile import Profile, Standing
from kring.profile.profiles import Profiles, profiles
from kring.profile.quoted import Evidence
from kring.profile.tier_table import TierLine, TierTable, tier_table

__all__ = [
    "ACCOUNT_COLUMNS",
    "Evidence",
    "Profile",
    "Profiles",
    "Standing",
    "TierLine",
    "TierTable",
    "evidence",
    "profiles",
    "tier_table",
]
