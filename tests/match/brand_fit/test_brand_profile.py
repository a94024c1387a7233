"""What a brand is about, read from its own texts and from the creators it worked with."""

import pytest

from kring.estimate import Basis, Estimate
from kring.match.brand_fit import brand_profile, creator_fit, hashtags_of
from kring.profile.embedder import HashedWords
from kring.profile.niche import NicheShare, niche_index
from kring.profile.topics import TopicIndex
from kring.vocabulary.brands import Brand, Brands

RIDES = [
    "Racefietsen en gravel, mooie trainingsritten #wielrennen #gravel",
    "Wedstrijden en beklimmingen op de racefiets #Wielrennen",
    "Nieuw materiaal voor de gravel en mountainbike #gravel",
    "Wielrennen: gravel en mountainbiken in de regen",
]
SITE = "Trainingsritten met de racefiets, beklimmingen.\n\nMountainbiken, wedstrijden en materiaal voor wielrennen."
OURS = Brand("Trapper", category="bicycle", countries=("nl",))
BRANDS = Brands([
    OURS, Brand("Rader", category="bicycle", countries=("nl", "be")),
    Brand("Alpin", category="bicycle", countries=("at",)), Brand("Bakker", category="bakery", countries=("nl",)),
])  # fmt: skip


@pytest.fixture(scope="module")
def index() -> TopicIndex:
    return niche_index(HashedWords())


def worked(niche: str) -> list[NicheShare]:
    return [NicheShare(niche, Estimate.between(1.0, 0.8, 1.0, Basis.MODELLED, 12))]


def test_own_captions_and_site_say_what_a_brand_is_about(index: TopicIndex) -> None:
    profile = brand_profile(OURS, BRANDS, index, captions=RIDES, site=SITE)
    assert max(profile.niches, key=lambda niche: profile.niches[niche].value) == "wielrennen"
    assert profile.texts >= 6
    assert list(profile.hashtags.items()) == [("gravel", 2), ("wielrennen", 2)]


def test_competitors_sell_the_same_where_it_sells(index: TopicIndex) -> None:
    profile = brand_profile(OURS, BRANDS, index)
    assert profile.categories == ("bicycle",)
    assert profile.competitors == {"Rader"}


def test_with_nothing_to_read_and_nobody_worked_with_niches_are_unknown(index: TopicIndex) -> None:
    profile = brand_profile(Brand("Nieuw"), BRANDS, index, past=[[]])
    assert (profile.niches, profile.hashtags, profile.categories, profile.past_creators) == ({}, {}, (), 0)
    assert not creator_fit(profile, {"wielrennen": Estimate.exact(1.0)}, [], "meso").fit.known


def test_past_creators_speak_for_a_brand_that_says_nothing(index: TopicIndex) -> None:
    profile = brand_profile(OURS, BRANDS, index, past=[worked("koffie"), worked("wielrennen")])
    assert {niche: share.value for niche, share in profile.niches.items()} == {"koffie": 0.5, "wielrennen": 0.5}


def test_the_more_past_creators_the_more_they_say(index: TopicIndex) -> None:
    def part(creators: int) -> float:
        past = [worked("koffie")] * creators
        profile = brand_profile(OURS, BRANDS, index, captions=RIDES, site=SITE, past=past)
        assert sum(share.value for share in profile.niches.values()) == pytest.approx(1, abs=1e-5)
        assert all(share.low <= share.value <= share.high for share in profile.niches.values())
        return profile.niches["koffie"].value

    assert 0 < part(1) < 0.25 < part(5) < part(20) < 1


def test_hashtags_are_counted_whatever_their_case() -> None:
    assert hashtags_of(["#Een #twee", "#een, twee"]) == {"een": 2, "twee": 1}


def test_a_cycling_brand_fits_cyclists_best(index: TopicIndex) -> None:
    profile = brand_profile(OURS, BRANDS, index, captions=RIDES, site=SITE)
    exact = {niche: creator_fit(profile, {niche: Estimate.exact(1.0)}, [], "nano").fit.value for niche in index.names}
    assert max(exact, key=lambda niche: exact[niche]) == "wielrennen"
