"""No trait claims anything from nothing: with all evidence removed every figure and detail is unknown or empty."""

import pytest

from kring.facts.facts import Facts
from kring.profile import Profile, Profiles, evidence, profiles
from kring.profile.embedder import HashedWords
from kring.profile.evidence.evidence import WAYS
from kring.vocabulary.conclusions import conclusions
from kring.vocabulary.figures import figures
from tests.profile.observations import NOON, account, comment, facts, posts

ANNA = "instagram:anna"
WORDS = HashedWords()
REPORTS = ("trust", "next_steps", "authenticity")
"""Details that say what is not known: a report on the data, advice, and checks whose outcome is unknown."""


def named_only() -> Facts:
    """An account that is only named."""
    return facts(accounts=[account(followers=None)])


def emptied() -> Facts:
    """The same with a post, a comment and a follower of which nothing is known."""
    return facts(
        accounts=[account(followers=None)], posts=[{"post": f"{ANNA}/0", "account": ANNA}],
        comments=[{"comment": "c", "post": f"{ANNA}/0"}], people=[{"person_key": 1}],
        audience_people=[{"account": ANNA, "person_key": 1, "relation": "follower"}],
    )  # fmt: skip


def known() -> Facts:
    """Enough for the details to hold something, so that the test below can fail."""
    captions = [f"Week {place} van de cursus, 15% met VRIEND15 bij de bakker" for place in (1, 1, 2, 2, 3, 3)]
    rows = [comment("c", f"{ANNA}/0"), comment("d", f"{ANNA}/0", parent="c", by_creator=True)]
    earlier = account(followers=900, observed_at=NOON.replace(month=1))
    shared = posts(6, caption=captions, likes=9, mentions=[["hema"]] * 6, paid_label=True)
    return facts(
        accounts=[earlier, account(bio="Ik ben Anna, coach. Mail anna@gmail.com")], posts=shared, comments=rows
    )


@pytest.fixture(scope="module", params=[named_only, emptied])
def made(request: pytest.FixtureRequest) -> Profiles:
    return profiles(request.param(), embedder=WORDS)


@pytest.fixture(scope="module")
def profile(made: Profiles) -> Profile:
    return made.of(ANNA)


@pytest.mark.parametrize("figure", list(figures()))
def test_every_figure_is_unknown_with_a_reason(profile: Profile, figure: str) -> None:
    assert not profile.estimate(figure).known
    assert profile.estimate(figure).reason


def test_every_detail_is_empty(made: Profiles) -> None:
    filled = {name for name, table in made.details.items() if table.num_rows and name not in REPORTS}
    assert filled == set()


def test_what_reports_say_is_that_nothing_is_known(profile: Profile) -> None:
    assert {check.outcome for check in profile.authenticity_checks} == {"unknown"}
    assert profile.data_trust is not None
    assert profile.data_trust.figures_known == 0
    assert profile.data_trust.captions == 0
    assert all(step.narrowed == 0 for step in profile.next_steps)


def test_every_conclusion_is_unknown(profile: Profile) -> None:
    assert (profile.trajectory, profile.eligibility, profile.role) == (None, None, None)
    assert (profile.jumps, profile.niches, profile.values, profile.offers, profile.collaborations) == ((),) * 5
    assert profile.management.management == "unknown"
    assert profile.prices == {}


@pytest.mark.parametrize("name", list(conclusions()))
def test_no_conclusion_has_evidence(name: str) -> None:
    assert evidence(emptied(), ANNA, name) == ()


def test_with_evidence_the_details_are_there() -> None:
    found = profiles(known(), embedder=WORDS).of(ANNA)
    assert found.role is not None
    assert found.trajectory is not None
    assert found.eligibility is not None
    assert found.values
    assert found.offers
    assert found.management.management == "own"


def test_every_figure_and_conclusion_has_a_way_to_its_evidence() -> None:
    assert set(WAYS) == {*figures(), *conclusions()}
