"""What locality concludes of small sets of observations, and what it leaves unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis
from kring.facts.facts import Facts
from kring.profile import evidence, profiles
from kring.profile.locality.mixture import Mixture
from kring.profile.profile import Profile
from kring.vocabulary.places import centre_of_place, municipalities
from tests.profile.observations import account, facts, posts

ANNA = "instagram:anna"


def of(there: Facts) -> Profile:
    return profiles(there).of(ANNA)


def told(**shares: float | None) -> list[dict[str, object]]:
    rows = [(name.replace("_", " "), share) for name, share in shares.items()]
    return [
        {"account": ANNA, "dimension": "city", "value": name, "share": share, "suppressed": share is None}
        for name, share in rows
    ]


@pytest.mark.parametrize(
    "there",
    [
        facts(accounts=[account(country="NL", language="nl")]),
        facts(accounts=[account(city="ergens", bio="Alles over fietsen")], posts=posts(3, geotag="Bali")),
        facts(accounts=[account()], posts=posts(5)),
        facts(accounts=[account()], audience_shares=told(Utrecht=None, Amersfoort=None)),
    ],
)
def test_from_nothing_nothing_is_concluded(there: Facts) -> None:
    found = of(there)
    assert (found.locality, found.home, found.local_hero) == ((), None, None)
    assert not found.estimate("local_share").known
    assert evidence(there, ANNA, "local_share") == ()


def test_a_place_in_the_profile_is_home_but_not_for_certain() -> None:
    found = of(facts(accounts=[account(city="Den Haag", language="nl")]))
    assert found.home is not None
    assert (found.home.municipality, found.home.known) == ("'s-Gravenhage", True)
    assert found.home.probability == pytest.approx(0.9 * 0.98)
    assert found.locality[0].municipality == "'s-Gravenhage"
    local = found.estimate("local_share")
    assert (local.basis, local.n) == (Basis.MODELLED, 1)
    assert local.high - local.low > 0.2


def test_one_post_from_a_place_is_too_thin_for_a_home_and_several_are_not() -> None:
    once = of(facts(accounts=[account()], posts=posts(1, geotag="Amersfoort"))).home
    often = of(facts(accounts=[account()], posts=posts(9, geotag="Amersfoort"))).home
    assert once is not None
    assert not once.known
    assert often is not None
    assert often.known
    assert often.probability < 1


def test_what_a_platform_tells_is_measured_and_the_others_on_a_top_list_are_unknown_not_zero() -> None:
    shares = told(Utrecht=0.2, Amersfoort=0.1, Zeist=0.05)
    found = of(facts(accounts=[account(followers=5_000, city="Utrecht")], audience_shares=shares))
    by_name = {one.municipality: one for one in found.locality}
    assert by_name["Utrecht"].share.value == pytest.approx(0.2, abs=0.005)
    assert by_name["Utrecht"].share.basis == Basis.MEASURED
    others = [one.share for one in found.locality if one.municipality not in ("Utrecht", "Amersfoort", "Zeist")]
    assert others
    assert all(0 < share.value <= 0.05 and share.basis != Basis.MEASURED for share in others)


def test_people_whose_place_is_known_move_the_shares_towards_them() -> None:
    people = [{"person_key": key, "country": "NL", "municipality": "Zwolle"} for key in range(40)]
    people += [{"person_key": 100 + key, "country": "NL", "municipality": "Kampen"} for key in range(20)]
    seen = [{"account": ANNA, "person_key": one["person_key"], "relation": "liker"} for one in people]
    found = of(facts(accounts=[account(followers=900)], people=people, audience_people=seen))
    first, second = found.locality[:2]
    assert (first.municipality, second.municipality) == ("Zwolle", "Kampen")
    assert first.share.low > 0.05
    assert first.rests_on == ("engaged",)
    assert all(entry.quote == "" for entry in evidence(facts(people=people, audience_people=seen), ANNA, "local_share"))


def test_a_creator_in_flanders_has_a_flemish_home() -> None:
    found = of(facts(accounts=[account(city="Gent", country="BE", language="nl")]))
    assert found.home is not None
    assert (found.home.municipality, found.home.country) == ("Gent", "BE")
    assert found.locality[0].municipality == "Gent"


def test_evidence_gives_the_posts_the_profile_and_what_the_platform_told() -> None:
    there = facts(
        accounts=[account(bio="Mama | Zwolle")], posts=posts(2, geotag="Zwolle, Netherlands"),
        audience_shares=told(Zwolle=0.3),
    )  # fmt: skip
    found = evidence(there, ANNA, "local_share")
    assert sorted(entry.rule for entry in found) == ["geotag", "geotag", "insights", "named"]
    assert {entry.kind for entry in found} == {"post", "account", "audience"}


def test_profiles_answer_for_a_shop() -> None:
    concluded = profiles(facts(accounts=[account(city="Zwolle", language="nl"), account("x:bo", None)]))
    shop, far = centre_of_place("Zwolle"), centre_of_place("Maastricht")
    near = concluded.share_within(shop.lon, shop.lat, 10, [ANNA, "x:bo"])
    away = concluded.share_within(far.lon, far.lat, 10, [ANNA])
    assert near[ANNA].value > 3 * away[ANNA].value > 0
    assert not near["x:bo"].known


@given(st.sampled_from(municipalities()), st.sampled_from(["nl", "en", None]), st.integers(10, 10**6))
def test_shares_of_any_home_are_shares_and_do_not_exceed_one(name: str, language: str, followers: int) -> None:
    from kring.profile.locality.cells import cells
    from kring.profile.locality.posterior import posterior_of
    from kring.vocabulary.locality import locality_terms
    from kring.vocabulary.places import Place

    place = cells().of(Place(name, "NL"))
    empty = dict.fromkeys(
        ("by_country", "people_places", "people", "told_country", "told_places", "told", "geotag_places", "geotags")
    )
    row = {"country": "NL", "language": language, "followers": followers, "counted": None, "told_of_all": None}
    posterior = posterior_of(empty | row | {"named": [place]}, locality_terms())
    assert 0 < posterior.typical.sum() <= 1 + 1e-9
    low, high = posterior.share((cells().country == 0).astype(float)).interval()
    assert 0 <= low <= high <= 1


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 0.99), st.floats(1e-6, 1e-2)), min_size=1, max_size=6))
def test_an_interval_of_a_mixture_holds_its_value_and_the_chance_it_says(
    parts: list[tuple[float, float, float]],
) -> None:
    import numpy as np

    weight, mean, variance = (np.array(column) for column in zip(*parts, strict=True))
    variance = np.minimum(variance, 0.2 * np.minimum(mean, 1 - mean) ** 2)
    mixture = Mixture.of_moments(weight / weight.sum(), mean, variance)
    low, high = mixture.interval()
    assert 0 <= low <= mixture.value <= high <= 1
    assert mixture.above(low) - mixture.above(high) >= 0.949
