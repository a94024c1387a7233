"""Collaborations out of posts and agreements; fans before any of them."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pyarrow as pa
import pytest

from kring.facts.facts import Facts
from kring.profile import Profiles, profiles
from kring.profile.brands.collaborations import AGREED, Collaboration, collaborations, with_competitors_of
from kring.profile.brands.fans import fans
from kring.vocabulary.brands import Brand, Brands
from tests.profile.observations import NOON, account, facts, posts

ANNA = "instagram:anna"
BRANDS = Brands([
    Brand("Fabelzool", handles={"instagram": "fabelzool"}, category="shoes", countries=("nl",)),
    Brand("Fabelhak", handles={"instagram": "fabelhak"}, category="shoes", countries=("nl", "be")),
    Brand("Fabelpan", handles={"instagram": "fabelpan"}, category="houseware"),
])  # fmt: skip


def concluded(*captions: str | None, days: list[int] | None = None, **more: object) -> Profiles:
    rows = posts(len(captions), caption=list(captions), **more)
    for row, ago in zip(rows, days or range(1, len(rows) + 1), strict=True):
        row["published_at"] = NOON - timedelta(days=ago)
    return profiles(facts(accounts=[account()], posts=rows), brands=BRANDS)


def of_anna(*captions: str | None, **more: object) -> tuple[Collaboration, ...]:
    return concluded(*captions, **more).of(ANNA).collaborations  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("caption", "more", "benefit"),
    [
        ("met @fabelzool", {"paid_label": True}, "paid"),
        ("gesponsord door @fabelzool", {}, "paid"),
        ("gekregen van @fabelzool #gifted", {}, "gifted"),
        ("@fabelzool: met code ANNA10 10% korting", {}, "commission"),
        ("#reclame @fabelzool", {}, "unclear"),
        ("#gifted #sponsored @fabelzool", {}, "paid"),
    ],
)
def test_the_benefit_is_the_one_the_signs_name(caption: str, more: dict[str, object], benefit: str) -> None:
    [found] = of_anna(caption, **more)
    assert (found.brand, found.category, found.benefit) == ("Fabelzool", "shoes", benefit)


def test_a_brand_without_a_commercial_sign_is_no_collaboration() -> None:
    assert of_anna("blij met @fabelzool", None) == ()
    assert profiles(facts(accounts=[account()])).of(ANNA).collaborations == ()


def test_dates_frequency_and_whether_it_runs() -> None:
    caption = "#ad @fabelzool"
    (running,) = of_anna(caption, caption, caption, days=[10, 40, 71])
    assert (running.posts, running.running) == (3, True)
    assert running.first == NOON - timedelta(days=71)
    assert running.posts_per_month.value == pytest.approx(1.0, abs=0.01)
    assert running.posts_per_month.low < 0.5 < 1.5 < running.posts_per_month.high
    (ended,) = of_anna(caption, "mooi weer", days=[40, 1])
    assert ended.running is False
    assert not ended.posts_per_month.known


def test_a_sign_is_about_the_strongest_brands_and_doubt_is_said() -> None:
    both = of_anna("#ad @fabelzool en @fabelpan", "#ad @fabelzool in mijn #fabelpan")
    counted = {entry.brand: (entry.posts, entry.certain_posts) for entry in both}
    assert counted == {"Fabelzool": (2, 1), "Fabelpan": (1, 0)}


def test_every_collaboration_points_at_its_posts_and_rules() -> None:
    [found] = of_anna("#ad @fabelzool", "mooi weer", "#reclame @fabelzool")
    assert found.newest_posts == (f"{ANNA}/0", f"{ANNA}/2")
    assert found.rules == ("word:ad", "word:reclame")
    assert found.by == ("mention",)


def test_those_with_a_competitor_of_a_brand() -> None:
    table = concluded("#ad @fabelzool", "#ad @fabelpan").details["collaborations"]
    rivals = with_competitors_of(BRANDS.named("Fabelhak"), table, BRANDS)
    assert rivals["brand"].to_pylist() == ["Fabelzool"]


def test_what_is_run_in_kring_comes_on_top_of_what_posts_show() -> None:
    kept = concluded("#ad @fabelzool", days=[90]).details["brand_posts"]
    anna = {"account": ANNA}
    agreed = pa.Table.from_pylist(
        [
            {"brand": "Fabelzool", "starts": date(2025, 5, 20), "ends": date(2025, 7, 1), "benefit": "gifted"} | anna,
            {"brand": "Fabelpan", "starts": date(2025, 1, 1), "ends": date(2025, 2, 1), "benefit": "paid"} | anna,
        ],
        AGREED,
    )
    seen = pa.table({"account": [ANNA], "observed_at": [NOON]})
    rows = {row["brand"]: row for row in collaborations(kept, seen, BRANDS, agreed).to_pylist()}
    zool, pan = rows["Fabelzool"], rows["Fabelpan"]
    assert (zool["posts"], zool["benefit"], zool["running"], zool["run_in_kring"]) == (1, "gifted", True, True)
    assert zool["first"] == NOON - timedelta(days=90)
    assert (pan["posts"], pan["benefit"], pan["running"], pan["category"]) == (0, "paid", False, "houseware")


def test_details_survive_saving(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = concluded("#ad @fabelzool")
    made.save(tmp_path)
    assert Profiles.open(tmp_path).of(ANNA).collaborations == made.of(ANNA).collaborations


def test_a_profile_as_json_holds_its_collaborations() -> None:
    told = json.loads(json.dumps(concluded("#ad @fabelzool").of(ANNA).to_dict()))
    [row] = told["details"]["collaborations"]
    assert (row["brand"], row["first"][:10]) == ("Fabelzool", "2025-05-31")


def test_fans_speak_well_of_a_brand_unpaid_and_before_any_relation() -> None:
    shown = concluded(
        "zo blij met @fabelzool", "#ad @fabelzool", "geweldig, die schoenen van @fabelzool", "hij is van @fabelzool",
        "teleurgesteld in @fabelzool, waardeloos", "heerlijk @fabelpan",
    ).details["brand_posts"]  # fmt: skip
    [fan] = fans(shown, "Fabelzool")
    assert [mention.post for mention in fan.mentions] == [f"{ANNA}/{place}" for place in (2, 3, 4)]
    assert [mention.positive for mention in fan.mentions] == [True, False, False]
    assert fan.mentions[0].quote == "geweldig, die schoenen van @fabelzool"
    assert (fan.positive.n, fan.positive_mentions) == (3, 1)
    assert fans(shown, "Fabelhak") == ()
    agreed = pa.Table.from_pylist([{"account": ANNA, "brand": "Fabelzool", "starts": date(2025, 1, 1)}], AGREED)
    assert fans(shown, "Fabelzool", agreed=agreed) == ()


@pytest.mark.parametrize(
    ("caption", "positive"),
    [
        ("I love my @fabelzool", True),
        ("Zelf gekocht bij @fabelzool", True),
        ("not sponsored by @fabelzool", True),
        ("niet blij met @fabelzool", False),
        ("@fabelzool broke after a week, never again", False),
        ("Heerlijk weer vandaag. Gelopen op @fabelzool.", False),
        ("❤️ @fabelzool", True),
    ],
)
def test_feelings_are_those_of_the_sentence_about_the_brand(caption: str, positive: bool) -> None:
    found = fans(concluded(caption).details["brand_posts"], "Fabelzool")
    assert bool(found) is positive


def test_of_two_fans_the_one_with_more_to_rely_on_comes_first() -> None:
    rows = posts(3, caption="heerlijke @fabelpan") + posts(1, "instagram:bo", caption="heerlijke @fabelpan")
    observed: Facts = facts(accounts=[account(), account("instagram:bo")], posts=rows)
    ranked = fans(profiles(observed, brands=BRANDS).details["brand_posts"], "Fabelpan")
    assert [fan.account for fan in ranked] == [ANNA, "instagram:bo"]
    assert ranked[0].positive.low > ranked[1].positive.low
