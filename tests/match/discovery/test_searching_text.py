"""Searching the written corpus: stems of both languages, accents, spelling, phrases, signs and unwanted words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import BadInput
from kring.match.discovery import Query, TextIndex, TextSearch, text_index, updated_index
from tests.match.discovery.corpora import CORPUS, index, texts

GREEN, PAN, SAM, LOT = "instagram:groene.lepel", "instagram:pan_en_pollepel", "tiktok:sam.runs", "instagram:loopmetlot"
KITCHEN, CAFE, SILENT = "youtube:thegreenkitchen", "instagram:cafe_zonder_naam", "instagram:stil"
GOLDEN = {
    "vegan koken": [GREEN, KITCHEN, PAN],
    "recepten": [PAN, GREEN],
    "vegan cooking": [KITCHEN, GREEN],
    "hardlopen": [LOT],
    "hardgelopen": [LOT],
    "running shoes": [SAM],
    "schoen": [LOT],
    "cafe": [CAFE],
    "creme brulee": [CAFE],
    "CAFÉ": [CAFE],
    '"vegan curry"': [KITCHEN],
    '"curry vegan"': [],
    '"het hele gezin"': [PAN],
    "#hardlopen": [LOT],
    "#hardloop": [],
    "@sam.runs": [SAM],
    "@groene.lepel": [GREEN],
    "recept -stoofvlees": [GREEN],
    "recept -oven": [GREEN],
    "koken +gezin": [PAN],
    "koken +amersfoort": [GREEN],
    "de het een vegan": [KITCHEN, GREEN],
    "utrecht": [SAM],
    "fietsen": [],
}  # fmt: skip
MISSPELLED = {
    "recpet": ("recept", {GREEN, PAN}), "hardloppen": ("hardlopen", {LOT}), "viegan": ("vegan", {GREEN, KITCHEN}),
    "marathn": ("marathon", {SAM}), "trainigsschma": ("trainingsschema", {LOT}),
}  # fmt: skip


def found(text: str, of: TextIndex | None = None) -> list[str]:
    """The accounts that a text finds, the best first."""
    there = of or index()
    answer = TextSearch(there).find(Query.read(text))
    order = np.lexsort((answer.places, -answer.scores))
    return [there.accounts[place] for place in answer.places[order]]


@pytest.mark.parametrize("text", GOLDEN)
def test_the_written_corpus_is_found_as_a_reader_would(text: str) -> None:
    assert set(found(text)) == set(GOLDEN[text])


def test_who_has_both_words_stands_above_who_has_one() -> None:
    assert found("vegan koken")[:1] == [GREEN]
    assert found("vegan cooking")[:1] == [KITCHEN]


@pytest.mark.parametrize("wrong", MISSPELLED)
def test_a_word_nobody_writes_is_looked_for_in_other_spellings_and_the_answer_says_so(wrong: str) -> None:
    meant, accounts = MISSPELLED[wrong]
    answer = TextSearch(index()).find(Query.read(wrong))
    assert meant in answer.also[wrong]
    assert {index().accounts[place] for place in answer.places} == accounts


@pytest.mark.parametrize("text", ["vegan", "recepten", "#recpet", '"vegan recpet"', "oma", "zzzz", "2026"])
def test_words_that_are_there_short_ones_signs_and_phrases_are_not_respelled(text: str) -> None:
    assert not TextSearch(index()).find(Query.read(text)).also


def test_only_unwanted_words_leave_everybody_else_of_whom_texts_were_read() -> None:
    assert set(found("-vegan")) == {PAN, SAM, LOT, CAFE}


def test_one_search_leaves_nothing_behind_for_the_next_also_in_several_threads() -> None:
    search, asked = TextSearch(index()), [text for text in GOLDEN if GOLDEN[text]] * 3
    alone = [TextSearch(index()).find(Query.read(text)) for text in asked]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: search.find(Query.read(text)), asked))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.places, other.places)
        assert np.array_equal(one.scores, other.scores)


@pytest.mark.parametrize("text", ["!!!", "x" * 401, "- -"])
def test_a_text_that_asks_for_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="text"):
        Query.read(text)


def test_names_of_others_and_addresses_give_no_words() -> None:
    there = index(
        {"instagram:a": [("post", "Dank @jansen.piet! Mail jan@voorbeeld.nl of kijk op https://x.nl/jansen")]}
    )
    assert "@a" in there.words
    assert not [word for word in there.words if "jansen" in word or "voorbeeld" in word or word == "jan"]


def test_an_index_is_the_same_after_it_was_kept(tmp_path: Path) -> None:
    index().save(tmp_path)
    assert_same(TextIndex.open(tmp_path), index())


WORDS = st.sampled_from(["vegan", "koken", "kookt", "running", "#run", "café", "@iemand", "de"])
SAID = st.lists(
    st.tuples(st.sampled_from(["bio", "post", "name"]), st.lists(WORDS, max_size=4).map(" ".join)), max_size=3
)
CORPORA = st.dictionaries(st.sampled_from([f"instagram:a{number}" for number in range(5)]), SAID)


@given(CORPORA, CORPORA)
def test_an_index_brought_up_to_date_is_the_same_as_a_new_one(before: dict, after: dict) -> None:  # type: ignore[type-arg]
    whole = {**before, **after}
    updated = updated_index(index(before), list(after), texts(after))
    assert_same(updated, index(whole))


@settings(max_examples=25)
@given(st.permutations(range(texts().num_rows)))
def test_the_order_of_texts_changes_nothing_but_which_words_stand_beside_each_other(order: list[int]) -> None:
    assert_same(text_index(CORPUS, texts().take(order)), index())


def test_a_word_that_nobody_uses_any_more_is_gone() -> None:
    left = updated_index(index(), [LOT], texts({LOT: []}))
    assert not [word for word in left.words if "duin" in word or "hardlopen" in word]
    assert found("hardlopen", left) == []


def assert_same(one: TextIndex, other: TextIndex) -> None:
    assert one.accounts == other.accounts
    assert one.words == other.words
    assert one.dutch.stems == other.dutch.stems
    assert one.english.stems == other.english.stems
    for name in ("pairs", "lengths", "read"):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    for postings in ("postings", "beside"):
        for part in ("starts", "places", "weights"):
            assert np.array_equal(getattr(getattr(one, postings), part), getattr(getattr(other, postings), part)), part
