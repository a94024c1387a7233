"""Management: own, agency or unknown; and that no third person is kept."""

from __future__ import annotations

import pytest

from kring.profile import profiles
from kring.profile.management import management_of
from tests.profile.observations import account, facts


@pytest.mark.parametrize(
    ("bio", "expected"),
    [
        ("Mgmt: info@bluetalent.nl", "agency"),
        ("Represented by @sometalents", "agency"),
        ("Vertegenwoordigd door Fabelbureau", "agency"),
        ("boekingen via mijn manager", "agency"),
        ("📩 lotte@fabelmgmt.example", "agency"),
        ("lotte@gmail.com", "own"),
        ("Samenwerken? DM!", "own"),
        ("self-managed | collabs welcome", "own"),
        ("hello@lottebakt.nl", "own"),
        ("Geen management, mail mij", "own"),
        ("Stress management coach", "unknown"),
        ("Student management in Utrecht", "unknown"),
        ("Ik zit in het managementteam", "unknown"),
        ("contact: info@fabelhuis.example", "unknown"),
        ("talent zonder podium", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_bio_tells_who_arranges_it(bio: str | None, expected: str) -> None:
    assert management_of(bio, handle="lotte.bakt").management == expected


def test_routes_are_kinds_and_of_an_address_only_an_agency_s_host_is_kept() -> None:
    told = management_of("Mgmt: piet.jansen@fabeltalent.example of @piet_jansen", "https://x.example", "lotte")
    assert told.routes == ("agency", "email", "link")
    assert told.agency == "fabeltalent.example"
    assert "piet" not in repr(told)
    assert management_of("mgmt: @piet_jansen").agency is None


def test_a_profile_says_unknown_without_a_bio() -> None:
    concluded = profiles(facts(accounts=[account(bio="dm for collabs"), account("instagram:bo")]))
    assert concluded.of("instagram:anna").management.management == "own"
    assert concluded.of("instagram:anna").management.routes == ("message",)
    assert concluded.of("instagram:bo").management.management == "unknown"
