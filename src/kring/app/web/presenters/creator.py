"""One account as its page shows it: who it is, its figures with their standing, and the creator's other accounts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from kring.app.web.presenters.in_short import InShort, in_short
from kring.app.web.presenters.told import Told, told_of
from kring.estimate import Estimate
from kring.profile.niche import niche_topics
from kring.vocabulary.figures import Figure, figures

if TYPE_CHECKING:
    from kring.profile import Profile, Profiles
    from kring.vocabulary.text import Words
    from kring.workspace import Workspace

FIRST_FIGURES = ("engagement_per_follower", "answered_comments", "clean_feed")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure of an account: the estimate, its percentile among peers (0 to 100, None when too few), a note."""

    account: str
    figure: Figure
    estimate: Estimate
    percentile: float | None
    peers: int
    note: str


@dataclass(frozen=True, slots=True)
class CreatorShown:
    """What the page of one account shows; `known_people` is whom we know around it."""

    profile: Profile
    first: tuple[FigureLine, ...]
    rest: tuple[FigureLine, ...]
    others: tuple[Profile, ...]
    known_people: Estimate
    told: Told
    niches: tuple[tuple[Words, Estimate], ...]
    in_short: InShort

    @property
    def title(self) -> str:
        """What the account is called on the page."""
        return self.profile.name or self.profile.handle or self.profile.account

    @property
    def initials(self) -> str:
        """One or two letters for where a picture would stand; none is fetched."""
        words = [word for word in self.title.replace("_", " ").replace(".", " ").split() if word[0].isalnum()]
        return "".join(word[0] for word in words[:2]).upper() or "?"


def creator_shown(workspace: Workspace, account: str) -> CreatorShown:
    """What is known of an account; raises `UnknownName` for one that is not there."""
    profiles = workspace.profiles()
    profile = profiles.of(account)
    told, niches = told_of(profile), _niches(workspace, profile)
    lines = [line_of(profile, figure) for figure in figures().values() if figure.name != "followers"]
    return CreatorShown(
        profile=profile,
        first=tuple(line for line in lines if line.figure.name in FIRST_FIGURES),
        rest=tuple(line for line in lines if line.figure.name not in FIRST_FIGURES),
        others=_others(profiles, profile),
        known_people=_known_people(workspace, account),
        told=told,
        niches=niches,
        in_short=in_short(profile, told, niches),
    )


def line_of(profile: Profile, figure: Figure) -> FigureLine:
    """One figure of a profile, ready to show."""
    standing = profile.standings.get(figure.name)
    return FigureLine(
        account=profile.account,
        figure=figure,
        estimate=profile.estimate(figure.name),
        percentile=standing.percentile if standing else None,
        peers=standing.peers if standing else 0,
        note=profile.notes.get(figure.name) or "",
    )


def _niches(workspace: Workspace, profile: Profile) -> tuple[tuple[Words, Estimate], ...]:
    """The niches of an account, the largest first, under their labels; an organisation's own among them."""
    labels = {topic.name: topic.words for topic in niche_topics(workspace.settings().niches)}
    return tuple((labels[found.niche], found.share) for found in profile.niches if found.niche in labels)


def _others(profiles: Profiles, profile: Profile) -> tuple[Profile, ...]:
    if not profile.creator:
        return ()
    same = profiles.accounts.filter(pc.equal(profiles.accounts["creator"], profile.creator))["account"].to_pylist()
    return tuple(profiles.of(account) for account in same if account != profile.account)


def _known_people(workspace: Workspace, account: str) -> Estimate:
    if account not in workspace.audience():
        return Estimate.unknown("of none of these accounts is it known who follows it")
    return workspace.unique_reach([account]).unique
