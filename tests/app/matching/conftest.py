"""A brief with its ranking, a creator who passes it, one who does not, and a link that was sent."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.app.matching.rankings import ranking_of
from kring.match.brief import Brief
from kring.match.ranking import Ranking
from kring.workspace import Workspace

BRIEF = """\
name: Voorjaar
budget: 1500
unknown: keep
creators: {most: 5}
tiers: [nano, micro]
target: {genders: [female], ages: [25-44], provinces: [Utrecht]}
"""


@pytest.fixture
def brief(organisation: Organisation, member_of: Callable[..., Membership]) -> SavedBrief:
    """A brief that some creators pass and others don't."""
    return services.save(member_of(organisation, Role.PLANNER), Brief.from_yaml(BRIEF))


@pytest.fixture
def ranking(workspace: Workspace, brief: SavedBrief) -> Ranking:
    """Its ranking."""
    return ranking_of(workspace, brief.brief)


@pytest.fixture
def best(ranking: Ranking) -> str:
    """The creator who stands first."""
    return ranking.accounts[0]


@pytest.fixture
def refused(ranking: Ranking) -> str:
    """A creator who does not pass."""
    return next(name for name in ranking.pool.names.to_pylist() if not ranking.verdict(name).passes)


@pytest.fixture
def viewer(organisation: Organisation, client_of: Callable[..., Client]) -> Client:
    """A viewer's browser."""
    return client_of(organisation, Role.VIEWER)


@pytest.fixture
def link(planner: Client, brief: SavedBrief, best: str) -> str:
    """The link of an explanation that was sent to the creator who stands first."""
    return sent(planner, brief, best)


def sent(planner: Client, brief: SavedBrief, account: str) -> str:
    """Make a link to an explanation, as a planner does on its page."""
    page = planner.post(reverse("explanation_share", args=[brief.pk]), {"account": account}).content.decode()
    found = re.search(r"http://testserver(/explained/[^<]+)<", page)
    assert found
    return found[1]
