"""Persons, companies, fan pages and repost accounts, on invented bios by the hand that wrote the words too."""

import pytest

from kring.profile import Profile, profiles
from kring.profile.eligibility import chances_of, signs_of_account
from kring.vocabulary.eligibility import KINDS
from kring.world import netherlands
from tests.profile.observations import account, facts, posts, tables_as_facts

JUDGED = {
    "person": [
        "Mama van twee jongens. Ik deel ons leven in Assen.", "She/her | books, tea and my garden",
        "Ik ben Joost, ik fiets",
        "Student in Delft, dol op planten", "Mom of three. I cook what I can grow.",
        "Dad of two | running my first marathon",
        "Mijn leven met chronische pijn", "Vlogger uit Gent. Vragen? Mail me.", "I'm Priya and I paint small things",
    ],
    "company": [
        "Handgemaakte kaarsen. Bestel online, gratis verzending vanaf 50 euro.", "Official account of the museum",
        "Wij maken meubels van sloophout | showroom in Tiel",
        "Free shipping on all orders. Customer service: see link.",
        "Restaurant aan de haven. Reserveer via de link.", "Fietsen De Wit B.V. | dealer sinds 1981",
        "Our products are vegan. Shop now!", "Stichting voor zwerfkatten. Vacatures op onze site.",
    ],
    "fan_page": [
        "Fan page of a singer we love", "Fanaccount! Niet verbonden aan de band", "Unofficial. Updates about the show.",
        "Supporters van de club uit het noorden", "Fanclub for the best drummer alive",
    ],
    "repost_account": [
        "Daily dose of cats. DM for credit or removal", "Tag us to be featured",
        "All credits to the owners. Best of interiors",
        "Dagelijkse portie humor, stuur je foto in", "Curated travel pictures. We do not own these photos",
    ],
}  # fmt: skip


def judged_as(bio: str) -> str:
    signs = signs_of_account({"bio": bio, "name": None, "category": None})
    chances = chances_of(signs)
    best = max(KINDS, key=lambda kind: chances[kind])
    return best if signs and chances[best] >= 0.8 else "unclear"


def test_most_bios_are_told_apart_and_hardly_any_wrongly() -> None:
    answers = [(kind, judged_as(bio)) for kind, bios in JUDGED.items() for bio in bios]
    right = sum(kind == answer for kind, answer in answers)
    wrong = [pair for pair in answers if pair[1] not in (pair[0], "unclear")]
    assert right / len(answers) >= 0.8
    assert len(wrong) <= 2


def of_anna(captions: list[str] | None = None, **more: str | None) -> Profile:
    shared = posts(len(captions), caption=captions) if captions else []
    return profiles(facts(accounts=[account(**more)], posts=shared)).of("instagram:anna")


def test_a_person_who_makes_her_own_posts_is_eligible() -> None:
    found = of_anna(["Vandaag heb ik soep gemaakt"] * 12, bio="Mama van Saar").eligibility
    assert found is not None
    assert (found.kind, found.eligible) == ("person", "yes")
    assert "person:mama van" in found.signs


def test_who_credits_others_in_every_post_is_not() -> None:
    profile = of_anna(["So pretty 📷 @someone", "Repost from our friends"] * 6, bio="Beautiful places")
    assert profile.eligibility is not None
    assert profile.eligibility.eligible == "no"
    assert profile.estimate("self_made").high < 0.5


@pytest.mark.parametrize("bio", ["Wij maken kaas. Bestel online.", "Fan page of the band"])
def test_a_company_or_a_fan_page_is_not(bio: str) -> None:
    found = of_anna(["Nieuw!"] * 12, bio=bio).eligibility
    assert found is not None
    assert found.eligible == "no"


def test_one_post_is_too_little_to_call_it_self_made() -> None:
    found = of_anna(["Vandaag"], bio="Ik ben Anna").eligibility
    assert found is not None
    assert found.eligible == "unclear"


def test_without_any_sign_the_answer_is_unknown() -> None:
    assert of_anna().eligibility is None


def test_probabilities_add_up_to_one() -> None:
    found = of_anna(bio="Ik heb een webshop").eligibility
    assert found is not None
    assert found.person + found.company + found.fan_page + found.repost_account == pytest.approx(1)


def test_no_creator_of_a_synthetic_world_is_taken_for_a_company() -> None:
    world = netherlands(creators=80, people=6_000, seed=3)
    made = profiles(tables_as_facts({name: world.tables[name] for name in ("accounts", "posts")}))
    rows = made.details["eligibility"].to_pylist()
    assert len(rows) > made.accounts.num_rows / 2
    assert sum(row["eligible"] == "no" for row in rows) <= 0.02 * len(rows)
    assert sum(row["kind"] == "person" for row in rows) >= 0.9 * len(rows)
