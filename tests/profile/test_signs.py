"""Commercial signs: what is found, what isn't, and that the engine's pattern lets nothing slip."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.normalised import normalised
from kring.profile.signs import network_of, signs_of_post
from kring.profile.suspects import caption_pattern, suspects
from kring.vocabulary.disclosure import disclosure_words
from tests.profile.observations import facts, posts


def found(caption: str) -> set[tuple[str, str]]:
    return {(sign.rule, sign.quote) for sign in signs_of_post(caption, None, None, None, None)}


@pytest.mark.parametrize(
    ("caption", "rule", "quote"),
    [
        ("Heerlijk ontbijt #ad", "word:ad", "#ad"),
        ("Niet normaal lekker #ad", "word:ad", "#ad"),
        ("#Gesponsord Wat een fijne jas", "word:sponsored", "#Gesponsord"),
        ("Advertentie | nieuwe schoenen", "word:advertentie", "Advertentie"),
        ("Zo blij (adv) met deze fiets", "word:advertentie", "(adv)"),
        ("Gemaakt in samenwerking\nmet de bakker", "word:collaboration", "in samenwerking met"),
        ("Betaald partnerschap met een winkel", "word:paid_partnership", "Betaald partnerschap"),
        ("#paid_partnership new shoes", "word:paid_partnership", "#paid_partnership"),
        ("Gekregen van @winkel, wat lief", "word:gifted", "Gekregen van @"),
        ("Koop je via deze link, dan krijg ik commissie", "word:affiliate", "krijg ik commissie"),
        ("#\uff21\uff24 verstopt", "word:ad", "#\uff21\uff24"),
        ("#a\u200bd onzichtbaar", "word:ad", "#a\u200bd"),
        ("\U0001d5ee\U0001d5f1\U0001d603: nieuwe jas", "word:advertentie", "\U0001d5ee\U0001d5f1\U0001d603"),
        ("Met code LISA15 krijg je 15% korting", "code:token", "code LISA15"),
        ("use my code: SUNNY for 10% off", "code:token", "code: SUNNY"),
        ("Mijn kortingscode staat in de bio", "code:named", "kortingscode staat in de bio"),
        ("shop https://www.awin1.com/cread.php?awinmid=1", "network:awin", "https://www.awin1.com/cread.php?awinmid=1"),
    ],
)  # fmt: skip
def test_a_sign_is_found_with_its_rule_and_the_words_as_they_were_written(caption: str, rule: str, quote: str) -> None:
    assert (rule, quote) in found(caption)


@pytest.mark.parametrize(
    "caption",
    [
        "Ik zag gisteren een advertentie in de krant",
        "Wat een schade! #adventure #adem #salad",
        "Thanks to @friend for the lovely day",
        "The dress code is BLACK tie",
        "Postcode 1234AB en zip code 90210",
        "Scan de QR code HIER",
        "I wrote some code TODAY and it works",
        "Foto bij www.amazon.nl/dp/123 gevonden",
        "Zo'n mooie samenwerking tussen de buren",
        "bol.com had het nog op voorraad",
        "Dit is geen #ad, gewoon een tip",
        "This video is NOT sponsored by them",
        "I was not paid/sponsored by anyone",
        "",
    ],
)
def test_ordinary_captions_carry_no_sign(caption: str) -> None:
    assert found(caption) == set()


@pytest.mark.parametrize(
    ("link", "network"),
    [
        ("https://tc.tradetracker.net/?c=1&m=2&a=3", "tradetracker"),
        ("https://partner.bol.com/click/click?p=1&s=2", "bol"),
        ("https://partner.bol.com/sdd/orders", None),
        ("https://www.amazon.nl/dp/B0?tag=naam-21", "amazon"),
        ("https://www.amazon.nl/dp/B0?ref=tag", None),
        ("https://notamazon.nl/dp/B0?tag=naam-21", None),
        ("https://jf79.net/c/?si=1&li=2&wi=3", "daisycon"),
        ("https://shop.example/x?utm_medium=affiliate", "any_host"),
        ("https://shop.example/x?utm_medium=email", None),
        ("http://[broken", None),
    ],
)
def test_a_link_is_affiliate_by_host_path_and_parameter_together(link: str, network: str | None) -> None:
    assert network_of(link) == network


def test_label_link_and_listed_hashtags_count_beside_the_caption() -> None:
    signs = signs_of_post("Mooie dag", "https://prf.hn/click/x", ["zomer", "advertentie"], True, "Een merk")
    assert {(sign.kind, sign.quote) for sign in signs} == {
        ("paid_label", "Een merk"),
        ("disclosure_word", "#advertentie"),
        ("affiliate_link", "https://prf.hn/click/x"),
    }


def test_what_is_not_known_gives_no_sign() -> None:
    assert signs_of_post(None, None, None, None, None) == ()


SPELLINGS = [
    *(f"#{tag}" for word in disclosure_words().values() for tag in word.hashtags),
    *(phrase.removeprefix("^") for word in disclosure_words().values() for phrase in word.phrases),
    "code ABC10", "kortingscode", "https://prf.hn/x", "amazon.nl/x?tag=a", "x.nl/?aff_id=1",
]  # fmt: skip
FILLING = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)


def disguised(text: str, how: str) -> str:
    """A spelling as somebody who hides it would write it."""
    if how == "wide":
        return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)
    if how == "invisible":
        return "\u200b".join(text)
    return text.upper() if how == "upper" else text


@given(FILLING, st.sampled_from(SPELLINGS), st.sampled_from(["plain", "upper", "wide", "invisible"]), FILLING)
def test_no_caption_with_a_sign_slips_through_the_engine(left: str, spelled: str, how: str, right: str) -> None:
    caption = f"{left}{disguised(spelled, how)}{right}"
    if signs_of_post(caption, None, None, None, None):
        seen = facts(posts=posts(1, caption=caption))
        assert seen.collect(suspects(seen.table("posts"))).num_rows == 1


@given(FILLING)
def test_every_normalised_letter_knows_where_it_came_from(text: str) -> None:
    seen = normalised(text)
    places = list(range(len(text))) if seen.places is None else list(seen.places)
    assert len(places) == len(seen.plain) == len(seen.folded)
    assert places == sorted(places)
    for letter, place in zip(seen.plain, places, strict=True):
        assert letter in unicodedata.normalize("NFKC", text[place])


def test_the_pattern_is_one_that_both_engines_read() -> None:
    portable = re.sub(r"\\x\{([0-9A-F]+)\}", lambda code: re.escape(chr(int(code[1], 16))), caption_pattern())
    assert re.search(portable, "mooi #ad")
    assert "(?<" not in caption_pattern()
