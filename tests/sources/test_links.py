"""A tagged link is found back as it was made, whatever the address had in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.sources.links import TaggedLink, label, read_labels, read_link, slug, tagged_link

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,7}(?:[_.:-][a-z0-9]{1,8})?", fullmatch=True)


def test_a_link_carries_platform_medium_campaign_and_creator() -> None:
    made = tagged_link(
        "https://winkel.example/kaars?kleur=rood&utm_source=oud#boven", "Instagram", "Herfst & Co", "Anna-12"
    )
    assert made == (
        "https://winkel.example/kaars?kleur=rood&utm_source=instagram&utm_medium=influencer"
        "&utm_campaign=herfst-co&utm_content=anna-12#boven"
    )
    assert read_link(made) == TaggedLink("instagram", "herfst-co", "anna-12")


@given(IDS, IDS, st.dictionaries(WORDS.filter(lambda word: not word.lower().startswith("utm")), WORDS, max_size=4))
def test_every_link_is_found_back_and_made_again_is_the_same(
    campaign: str, creator: str, query: dict[str, str]
) -> None:
    from urllib.parse import parse_qsl, urlencode, urlsplit

    made = tagged_link(f"https://winkel.example/p?{urlencode(query)}", "tiktok", campaign, creator)
    found = read_link(made)
    assert found is not None or not slug(campaign)
    assert found == TaggedLink("tiktok", slug(campaign), creator)
    assert tagged_link(made, "tiktok", campaign, creator) == made
    assert dict(parse_qsl(urlsplit(made).query)).items() >= query.items()


@pytest.mark.parametrize("url", ["winkel.example", "javascript:alert(1)", "ftp://winkel.example", "https://", ""])
def test_what_is_no_web_address_gets_no_labels(url: str) -> None:
    with pytest.raises(BadInput):
        tagged_link(url, "instagram", "herfst", "anna")


@pytest.mark.parametrize(
    ("campaign", "creator"),
    [("", "a"), ("!!", "a"), ("h", " "), ("h", "a@b.nl"), ("h", "0612345678"), ("x" * 101, "a")],
)
def test_a_label_that_would_not_be_found_back_is_refused(campaign: str, creator: str) -> None:
    with pytest.raises(BadInput):
        tagged_link("https://winkel.example", "instagram", campaign, creator)


def test_other_links_are_not_taken_for_ours() -> None:
    assert read_labels("google", "cpc", "merk", "adgroup") is None
    assert read_labels("instagram", "Influencer", "Herfst", "ANNA-12") == TaggedLink("instagram", "herfst", "anna-12")
    assert read_labels("instagram", "influencer", "herfst", None) is None
    assert read_link("https://winkel.example/?utm_medium=influencer") is None
    assert read_link("https://[winkel/?utm_medium=influencer") is None


@pytest.mark.parametrize(
    "written",
    [None, "", " ", "(not set)", "(direct)", "anna@voorbeeld.example", "0612345678", "+31 6 1234 5678", "x" * 101],
)
def test_labels_that_say_nothing_or_name_a_person_are_none(written: str | None) -> None:
    assert label(written) is None
