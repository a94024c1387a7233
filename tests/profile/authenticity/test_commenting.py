"""Generic comments judged by hand, repeated sentences, and pods."""

import pytest

from kring.profile import Profiles, profiles
from kring.profile.authenticity.commenting import is_generic
from tests.profile.observations import account, comment, facts, posts

ANNA, BEA = "instagram:anna", "instagram:bea"


@pytest.mark.parametrize(
    "text",
    [
        "🔥🔥🔥",
        "Mooi!",
        "Wat leuk ❤️",
        "Zooooo mooi",
        "Love this 😍",
        "@*** wow",
        "Great shot!!",
        "top",
        "AMAZING",
        "👏",
    ],
)
def test_comments_that_fit_anywhere_are_generic(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize(
    "text",
    [
        "Waar heb je die jas gekocht?", "Mooi daar bij de Posbank", "Which lens did you use?", "Gefeliciteerd met Tim!",
        "Nice recipe, I added lemon", "Ben je zaterdag ook in Gouda?", "Mijn hond ook", "Wanneer?",
    ],
)  # fmt: skip
def test_comments_about_something_are_not(text: str) -> None:
    assert not is_generic(text)


def concluded(*groups: tuple[str, int, str], creators: tuple[str, str] = ("anna", "bea"), times: int = 6) -> Profiles:
    """Two accounts of these creators with six posts each; per group an account, a person and a text, once a post."""
    accounts = [account(name) | {"creator": who} for name, who in zip((ANNA, BEA), creators, strict=True)]
    written = [
        comment(f"{name}{person}{text}{place}", f"{name}/{place}", text=text, author_key=person)
        for name, person, text in groups
        for place in range(times)
    ]
    return profiles(facts(accounts=accounts, posts=posts(6, ANNA) + posts(6, BEA), comments=written))


def praise(*names: str, people: int = 3, text: str = "Mooi!") -> list[tuple[str, int, str]]:
    return [(name, person, text) for name in names for person in range(people)]


def test_people_who_keep_praising_two_creators_are_a_pod() -> None:
    made = concluded(*praise(ANNA, BEA), (ANNA, 9, "Waar is dit precies, aan zee?"))
    assert made.estimate(ANNA, "pod_comments").value == pytest.approx(18 / 24)
    assert made.details["pods"].to_pylist() == [
        {"account": name, "pod": ANNA, "accounts": 2, "people": 3} for name in (ANNA, BEA)
    ]


@pytest.mark.parametrize(("times", "pods"), [(1, 0), (2, 2)])
def test_two_brief_comments_below_each_account_are_enough_and_one_is_not(times: int, pods: int) -> None:
    assert concluded(*praise(ANNA, BEA), times=times).details["pods"].num_rows == pods


@pytest.mark.parametrize(("others", "pods"), [(3, 2), (4, 0)])
def test_a_pod_is_half_of_those_who_praise_one_of_its_accounts(others: int, pods: int) -> None:
    apart = [(name, 10 * at + one, "Top!") for at, name in enumerate((ANNA, BEA), 1) for one in range(others)]
    assert concluded(*praise(ANNA, BEA), *apart).details["pods"].num_rows == pods


@pytest.mark.parametrize(
    "groups",
    [
        praise(ANNA),
        praise(ANNA, BEA, people=2),
        praise(ANNA, BEA, text="Wat een fijne plek om te wandelen"),
    ],
    ids=["one account", "two people", "real sentences"],
)
def test_faithful_followers_are_no_pod(groups: list[tuple[str, int, str]]) -> None:
    assert concluded(*groups).details["pods"].num_rows == 0


def test_two_accounts_of_one_creator_are_no_pod() -> None:
    assert concluded(*praise(ANNA, BEA), creators=("anna", "anna")).details["pods"].num_rows == 0


def test_sentences_that_return_are_repeated_and_short_praise_is_not() -> None:
    made = concluded((ANNA, 1, "Kijk ook eens op mijn pagina"), (ANNA, 2, "Mooi!"))
    assert made.estimate(ANNA, "repeated_comments").value == pytest.approx(0.5)
    assert made.estimate(ANNA, "generic_comments").value == pytest.approx(0.5)
