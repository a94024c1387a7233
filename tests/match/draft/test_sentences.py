"""Sentences as people write them, each with what a careful reader takes from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kring.match.draft import drafted

TODAY = date(2026, 11, 29)
SAID: tuple[tuple[str, str, Any], ...] = (
    ("Wij vierden vorig jaar in mei ons jubileum. Plaatsen in maart.", "period", ("2027-03-01", "2027-03-31")),
    ("Met Kerst willen we knallen; alles moet voor 10 december online", "period", (None, "2026-12-09")),
    ("vóór de opening op 5 april 2027", "period", (None, "2027-04-04")),
    ("before our launch on 3 May", "period", (None, "2027-05-02")),
    ("in de week van 8 februari", "period", ("2027-02-08", "2027-02-14")),
    ("start 01-03-2027, eind 30-04-2027", "period", ("2027-03-01", "2027-04-30")),
    ("from 05.02.2027 to 07.03.2027", "period", ("2027-02-05", "2027-03-07")),
    ("from 1 June 2027 up to and including 30 June 2027", "period", ("2027-06-01", "2027-06-30")),
    ("het voorjaar van 2028", "period", ("2028-03-01", "2028-05-31")),
    ("In de zomer zit het altijd vol, dus liever in oktober", "period", ("2027-10-01", "2027-10-31")),
    ("Posts in juni of juli", "period", ("2027-06-01", "2027-07-31")),
    ("Onze winkel opent 1 maart", "period", None),
    ("since March 2020 we sell tea; posts in January please", "period", ("2027-01-01", "2027-01-31")),
    ("Publiek boven de 45.", "ages", ["45-54", "55-64", "65+"]),
    ("volgers jonger dan 18. Budget 500 euro", "ages", ["13-17"]),
    ("Who: cat owners, 25-44", "ages", ["25-34", "35-44"]),
    ("doelgroep wandelaars 45-64", "ages", ["45-54", "55-64"]),
    ("vijftigplussers in Zeist", "ages", ["45-54", "55-64", "65+"]),
    ("Budget 50-75", "ages", None),
    ("posts 20-30", "ages", None),
    ("van 15-25 maart", "ages", None),
    ("kinderen van 6-12", "ages", None),
    ("no fewer than 4 and no more than 9 creators", "creators", {"least": 4, "most": 9}),
    ("minstens 3 en hoogstens 8 influencers", "creators", {"least": 3, "most": 8}),
    ("half a dozen accounts", "creators", {"most": 6}),
    ("macro, three at most", "creators", {"most": 3}),
    ("een tiental instagrammers", "creators", {"most": 10}),
    ("Wij zijn een kaarsenmaker uit Zwolle en zoeken 4 creators", "creators", {"most": 4}),
    ("Voertaal: Engels", "languages", ["en"]),
    ("met hooguit 10.000 volgers", "tiers", ["nano", "micro"]),
    ("Reacties zijn het belangrijkst", "goal", "engagements"),
    ("Accounts with gambling ads are excluded", "exclusions", {"topics": ["gokken"]}),
    ("Creators die reclame maken voor bier komen niet in aanmerking", "exclusions", {"topics": ["bier_en_wijn"]}),
    ("loodgieter. wij zitten in zeist", "area", {"municipalities": ["Zeist"]}),
    ("moeders in huizen met een tuin", "area", None),
    ("binnen twintig kilometer van Zwolle", "area", {"near": ["20 km around Zwolle"]}),
    ("op tien minuten fietsen van Delft", "area", {"near": ["10 km around Delft"]}),
    ("twee tiktoks", "deliverables", [{"video": 2}]),
    ("Apotheek zoekt creators", "category", "pharmacy"),
    ("We run a bike rental", "category", "bicycle_rental"),
    ("Driving school", "category", "driving_school"),
)


@pytest.mark.parametrize(("text", "field", "expected"), SAID)
def test_a_sentence_is_read_as_a_careful_reader_does(text: str, field: str, expected: Any) -> None:
    guess = drafted(text, TODAY)[field]
    said = guess.value if guess else None
    if field == "period" and expected:
        assert said == {name: day for name, day in zip(("from", "until"), expected, strict=True) if day}
    else:
        assert said == expected


def test_eighteen_plus_is_doubtful_for_it_may_be_a_legal_limit() -> None:
    guess = drafted("Festival, 18+ uiteraard", TODAY)["ages"]
    assert guess is not None
    assert guess.is_doubtful
