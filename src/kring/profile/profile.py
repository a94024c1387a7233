"""`Profile`: what is concluded of one account, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from kring.estimate import Estimate, Language, with_basis
from kring.estimate.wording import UNKNOWN
from kring.profile.arrivals import Arrivals
from kring.profile.authenticity import AuthenticityCheck
from kring.profile.brands.collaborations import Collaboration
from kring.profile.brands.fans import Fan, brands_liked
from kring.profile.data_trust import DataTrust, NextStep
from kring.profile.eligibility import Eligibility
from kring.profile.locality import Home, LocalHero, LocalityShare
from kring.profile.management import Management
from kring.profile.niche import NicheShare
from kring.profile.posts_offering import Offered
from kring.profile.price import expected_fee
from kring.profile.role import RoleOf
from kring.profile.trajectory import Jump, Trajectory
from kring.profile.value_mix import ValueShare
from kring.vocabulary.figures import figure, figures
from kring.vocabulary.management import UNKNOWN as UNKNOWN_MANAGEMENT

_BY_NAME = ("figures", "notes", "standings", "details")
_FOR_COMPUTING = ("whereabouts",)
"""Details that only the code reads: numbers of cells, no words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a figure stands among peers: percentile 0 to 100, None below the least number of peers."""

    percentile: float | None
    peers: int


@dataclass(frozen=True, slots=True)
class Profile:
    """One account: who it is, its tier, and its figures as estimates by name.

    `notes` says what went into a figure, `standings` where it stands among accounts of the same tier and platform.
    `details` holds by name the rows of what is no figure.
    """

    account: str
    creator: str | None
    platform: str | None
    handle: str | None
    name: str | None
    followers: int | None
    tier: str | None
    category: str | None
    language: str | None
    country: str | None
    city: str | None
    figures: Mapping[str, Estimate]
    notes: Mapping[str, str]
    standings: Mapping[str, Standing]
    details: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def trajectory(self) -> Trajectory | None:
        """Rising, stable or falling with probabilities; None below two snapshots."""
        return next((Trajectory(**row) for row in self._detail("trajectory")), None)

    @property
    def jumps(self) -> tuple[Jump, ...]:
        """The sudden changes of followers, the oldest first."""
        return tuple(Jump(**row) for row in self._detail("jumps"))

    @property
    def arrivals(self) -> Arrivals | None:
        """When today's followers came; None without a whole list of them with dates."""
        months = tuple((row["month"], row["people"]) for row in self._detail("arrivals"))
        return next((Arrivals(**row, months=months) for row in self._detail("arrived")), None)

    @property
    def niches(self) -> tuple[NicheShare, ...]:
        """What the account is about, the largest share first; empty when unknown or not read."""
        return tuple(NicheShare.of(row) for row in self._detail("niches"))

    @property
    def values(self) -> tuple[ValueShare, ...]:
        """What followers get from the posts, the largest share first; several at once, so they don't add up to 1."""
        found = (ValueShare.of(row) for row in self._detail("values"))
        return tuple(sorted(found, key=lambda one: -float(one.share)))

    @property
    def offers(self) -> tuple[Offered, ...]:
        """The codes, percentages and links in the posts, exactly as written."""
        return tuple(Offered(**row) for row in self._detail("offers"))

    @property
    def locality(self) -> tuple[LocalityShare, ...]:
        """The municipalities most followers live in, the largest share first; empty when nothing is known."""
        return tuple(LocalityShare.of(row) for row in self._detail("locality"))

    @property
    def home(self) -> Home | None:
        """The likeliest municipality of the creator, `known` or not; None when nothing points at one."""
        return next((Home.of(row) for row in self._detail("home")), None)

    @property
    def local_hero(self) -> LocalHero | None:
        """Whether the account is stable and strong near home; None when home or trajectory is not known."""
        return next((LocalHero(**row) for row in self._detail("local_hero")), None)

    @property
    def collaborations(self) -> tuple[Collaboration, ...]:
        """The brands the account works or worked with, the last one first."""
        return tuple(Collaboration.of(row) for row in self._detail("collaborations"))

    @property
    def brands_liked(self) -> tuple[Fan, ...]:
        """The brands the account speaks well of, unpaid and before any relation, the surest first."""
        return brands_liked(self._detail("brand_posts"), self.account)

    @property
    def management(self) -> Management:
        """Who arranges the collaborations, unknown where the bio doesn't tell."""
        row = next(iter(self._detail("management")), None)
        if row is None:
            return Management(UNKNOWN_MANAGEMENT)
        return Management(row["management"], row["agency"], tuple(row["routes"]), tuple(row["rules"]))

    @property
    def prices(self) -> Mapping[str, Estimate]:
        """The expected fee in euros without VAT by deliverable; what is not in it is unknown."""
        return {row["deliverable"]: expected_fee(row) for row in self._detail("prices")}

    def estimate(self, name: str) -> Estimate:
        """The figure of that name, unknown when nothing was observed; raises `UnknownName` for no such figure."""
        return self.figures.get(name, figure(name).unknown)

    @property
    def eligibility(self) -> Eligibility | None:
        """Whether this is an influencer by the definition, and what kind of account; None without any sign."""
        return next((Eligibility(**row) for row in self._detail("eligibility")), None)

    @property
    def role(self) -> RoleOf | None:
        """How the creator stands towards followers, with probabilities; None where nothing tells."""
        return next((RoleOf(**row) for row in self._detail("role")), None)

    @property
    def data_trust(self) -> DataTrust | None:
        """How fresh and complete what is known is, and where it comes from."""
        return next((DataTrust(**row) for row in self._detail("trust")), None)

    @property
    def next_steps(self) -> tuple[NextStep, ...]:
        """What would make more known, the most helpful first."""
        return tuple(NextStep(**row) for row in self._detail("next_steps"))

    @property
    def authenticity_checks(self) -> tuple[AuthenticityCheck, ...]:
        """Every check on authenticity with its outcome, message and advice; the verdict is the last."""
        return tuple(AuthenticityCheck(**row) for row in self._detail("authenticity"))

    def in_words(self, language: Language = "en") -> str:
        """The profile as lines of text, every figure with its interval or with what is missing."""
        lines = [f"{self.account} ({self.tier or UNKNOWN[language]})"]
        for name, entry in figures().items():
            estimate = self.estimate(name)
            missing = f"{UNKNOWN[language]}: {entry.needs.said_in(language)}"
            said = with_basis(estimate, entry.kind, language) if estimate.known else missing
            lines.append(f"{entry.words.said_in(language)}: {said}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: every figure with its interval, note and standing; what is unknown is null."""
        who = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _BY_NAME}
        told = {
            name: [_plain(row) for row in self._detail(name)] for name in self.details if name not in _FOR_COMPUTING
        }
        return who | {"figures": {name: self._figure_as_dict(name) for name in figures()}, "details": told}

    def _detail(self, name: str) -> list[dict[str, Any]]:
        """The rows of a detail without the account, which they all share."""
        rows = self.details.get(name, [])
        return [{key: value for key, value in row.items() if key != "account"} for row in rows]

    def _figure_as_dict(self, name: str) -> dict[str, Any]:
        standing = self.standings.get(name, Standing(None, 0))
        more = {"note": self.notes.get(name, ""), "percentile": standing.percentile, "peers": standing.peers}
        return self.estimate(name).to_dict() | more


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose moments and days are ISO text, as JSON needs them."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
