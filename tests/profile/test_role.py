"""Roles on invented bios and captions by the hand that wrote the words, and by contact on the synthetic world."""

from typing import Any

import numpy as np
import pytest

from kring.facts.facts import Facts
from kring.profile import evidence
from kring.profile.contact import contact, contact_counts, contact_observed
from kring.profile.role import UNCLEAR, RoleOf, chances_of, role_of_each, words_of_roles
from kring.vocabulary.role_signs import role_reading
from kring.vocabulary.roles import roles
from kring.world import netherlands
from tests.profile.observations import Row, account, comment, facts, posts, tables_as_facts

ANNA = "instagram:anna"
DAY = "Vandaag scheen de zon boven het veld"
MENTOR = [
    "Week 1 van de challenge: tien minuten",
    "Week 2 van de challenge, hoe ging het?",
    "Meld je aan",
    "Meld je aan!",
]
STORY = ["Mijn verhaal, deel zoveel", "Weer een stuk van mijn verhaal", "Leven met pijn", "Leven met pijn, alweer"]


def answers(answered: int, comments: int) -> list[Row]:
    rows = []
    for place in range(comments):
        post = f"{ANNA}/{place % 8}"
        rows.append(comment(f"c{place}", post))
        if place < answered:
            rows.append(comment(f"a{place}", post, 1, parent=f"c{place}", by_creator=True))
    return [*rows, comment("x", f"{ANNA}/0"), comment("x1", f"{ANNA}/0", 1, parent="x")]


def roles_in(seen: Facts) -> list[dict[str, Any]]:
    return role_of_each(words_of_roles(seen), contact(contact_counts(*contact_observed(seen)))).to_pylist()


def of_anna(captions: list[str], bio: str | None = None, comments: list[Row] | None = None) -> RoleOf | None:
    shared = posts(len(captions), caption=captions) if captions else []
    found = roles_in(facts(accounts=[account(bio=bio)], posts=shared, comments=comments or []))
    return next((RoleOf(**{name: part for name, part in row.items() if name != "account"}) for row in found), None)


@pytest.mark.parametrize(
    ("captions", "bio", "comments", "role"),
    [
        ([*MENTOR, DAY, DAY], None, answers(30, 40), "mentor"),
        ([DAY] * 8, "Loopcoach. Online programma, masterclass elke maand", None, "mentor"),
        ([DAY] * 8, "Running coach | courses and workshops", answers(30, 40), "mentor"),
        ([*STORY, DAY, DAY], None, answers(30, 40), "expert_by_experience"),
        ([DAY] * 8, "Ervaringsdeskundige, in herstel. Lotgenoten welkom", None, "expert_by_experience"),
        ([DAY] * 8, "Living with chronic pain. You are not alone.", None, "expert_by_experience"),
        ([DAY] * 8, None, answers(0, 80), "role_model"),
        ([DAY] * 8, None, answers(30, 40), UNCLEAR),
    ],
)
def test_offer_story_and_contact_tell_the_role(
    captions: list[str], bio: str | None, comments: list[Row] | None, role: str
) -> None:
    found = of_anna(captions, bio, comments)
    assert found is not None
    assert found.role == role
    assert found.role_model + found.mentor + found.expert_by_experience == pytest.approx(1)
    assert max(found.role_model, found.mentor, found.expert_by_experience) < 0.99


@pytest.mark.parametrize("captions", [[], [DAY] * 4, [*MENTOR], [DAY] * 12])
def test_with_little_text_or_without_a_sign_the_role_is_unknown(captions: list[str]) -> None:
    assert of_anna(captions) is None


def test_words_in_one_caption_alone_say_nothing() -> None:
    assert of_anna([DAY] * 8 + ["De cursus van mijn zus", "Een workshop bij de buren"]) is None


def test_few_comments_are_too_few_to_say_that_little_is_answered() -> None:
    assert of_anna([DAY] * 8, comments=answers(0, 8)) is None


def test_without_signs_the_chances_are_the_prior() -> None:
    assert chances_of([]) == pytest.approx(dict(role_reading().prior))
    assert set(role_reading().prior) == set(roles())


def test_evidence_quotes_bio_and_posts() -> None:
    seen = facts(accounts=[account(bio="Loopcoach en mentor")], posts=posts(4, caption=MENTOR))
    told = evidence(seen, ANNA, "role")
    assert {one.kind for one in told} == {"account", "post"}
    assert {one.rule for one in told} >= {"mentor:mentor", "mentor:challenge", "mentor:meld je aan"}


def test_contact_alone_leans_to_the_true_side_in_the_world() -> None:
    """The world tells no role in words; its role models answer less. So a lean is all there can be."""
    world = netherlands(creators=250, people=12_000, seed=4)
    creators = dict(zip(*(world.truth.creators[name].to_pylist() for name in ("creator", "role")), strict=True))
    of = dict(zip(*(world.truth.accounts[name].to_pylist() for name in ("account", "creator")), strict=True))
    rows = roles_in(tables_as_facts({name: world.tables[name] for name in ("accounts", "posts", "comments")}))
    true = np.array([creators[of[row["account"]]] == "role_model" for row in rows])
    chance = np.array([row["role_model"] for row in rows])
    assert len(rows) > 60
    assert chance[true].mean() > chance[~true].mean() + 0.1
