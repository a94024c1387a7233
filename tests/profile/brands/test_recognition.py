"""Brands in single posts, strongest sign first, and what is no brand."""

from __future__ import annotations

import pytest

from kring.profile.brands.recognition import Post, Recogniser
from kring.vocabulary.brands import Brand, shipped_brands

OWN = (
    Brand("Fabelzool", handles={"instagram": "fabelzool"}, host="fabelzool.example"),
    Brand("Gewoon", everyday=frozenset({"Gewoon"}), handles={"instagram": "gewoon.shop"}),
)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(shipped_brands().with_own(OWN))


def kinds(recogniser: Recogniser, caption: str | None = None, **more: object) -> list[tuple[str, str]]:
    post = Post("instagram", "anna", caption, **more)  # type: ignore[arg-type]
    return [(sign.brand, sign.kind) for sign in recogniser.brands_in(post)]


@pytest.mark.parametrize(
    ("caption", "brand", "kind"),
    [
        ("nieuwe schoenen van @FabelZool!", "Fabelzool", "mention"),
        ("kijk op www.fabelzool.example/nieuw", "Fabelzool", "website"),
        ("met code FABELZOOL15 krijg je 15% korting", "Fabelzool", "code"),
        ("lekker #hema", "HEMA", "hashtag"),
        ("Naar de HEMA's kassa", "HEMA", "name"),
        ("mijn Nike-schoenen", "Nike", "name"),
        ("boodschappen bij Albert Heijn", "Albert Heijn", "name"),
        ("cola and some H&M basics", "H&M", "name"),
    ],
)
def test_a_brand_is_recognised_by(recogniser: Recogniser, caption: str, brand: str, kind: str) -> None:
    assert kinds(recogniser, caption) == [(brand, kind)]


@pytest.mark.parametrize(
    "caption",
    [
        "Ik ga in actie: Action! Next week more",
        "Gewoon een mooie dag, #gewoon",
        "we aten zara en hema, klein geschreven",
        "Blokker is ook een dorp",
        "met code INGE20 krijg je korting",
        "mail mij op anna@fabelzool.example",
        "",
    ],
)
def test_everyday_words_and_addresses_are_no_brands(recogniser: Recogniser, caption: str) -> None:
    assert kinds(recogniser, caption) == []


def test_the_strongest_sign_of_each_brand_counts_once(recogniser: Recogniser) -> None:
    found = kinds(recogniser, "Fabelzool van @fabelzool en HEMA #hema", tagged=["fabelzool"], sponsor="fabelzool")
    assert found == [("Fabelzool", "sponsor"), ("HEMA", "hashtag")]


def test_an_everyday_name_needs_its_handle(recogniser: Recogniser) -> None:
    assert kinds(recogniser, "Gewoon", tagged=["gewoon.shop"]) == [("Gewoon", "tag")]


def test_an_unknown_sponsor_is_a_brand_and_other_unknown_handles_are_not_kept(recogniser: Recogniser) -> None:
    found = kinds(recogniser, "met @mijn.vriendin", tagged=["iemand"], mentions=["mijn.vriendin"], sponsor="NieuwMerk")
    assert found == [("@nieuwmerk", "sponsor")]


def test_a_brand_does_not_work_with_itself(recogniser: Recogniser) -> None:
    assert recogniser.brands_in(Post("instagram", "fabelzool", "alles van @fabelzool")) == ()
