"""Wording of answers: standard text though names and emoji differ, personal answers by what they take up."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile import Profile, profiles
from kring.profile.contact.standard_text import times_repeated
from kring.profile.contact.wording import judged
from kring.profile.contact.words_used import comparable
from kring.profile.figure_rows import coded
from tests.profile.observations import Row, account, comment, facts, posts

ANNA = "instagram:anna"


def answered(pairs: list[tuple[str, str]]) -> list[Row]:
    """A comment and the creator's answer for each pair of texts, three a post."""
    rows = []
    for place, (asked, answer) in enumerate(pairs):
        post = f"{ANNA}/{place // 3}"
        rows.append(comment(f"c{place}", post, 0, text=asked))
        rows.append(comment(f"a{place}", post, 1, parent=f"c{place}", by_creator=True, text=answer))
    return rows


def of_anna(pairs: list[tuple[str, str]]) -> Profile:
    return profiles(facts(accounts=[account()], posts=posts(9), comments=answered(pairs))).of(ANNA)


def personal(asked: str, answer: str) -> bool:
    row = {"account": ANNA, "post": "p", "comment": "a", "text": answer, "asked": asked, "published_at": None}
    return bool(judged(pa.Table.from_pylist([row]))[1][0])


STANDARD = [
    "@*** Wat fijn dat je hier meeleest! ❤️", "wat fijn dat je hier meeleest", "Wat fijn dat je hier meeleest 🙏🙏",
    "Wat fijn Saar dat je hier meeleest!!", "@*** Wat fijn dat je hier meeleest, liefs",
    "WAT FIJN DAT JE HIER MEELEEST",
]  # fmt: skip
OWN = [
    "Die trui is van de kringloop in Assen", "Nee joh, ik ben net zo bang in het donker", "Morgen eerst slapen",
    "In de oven op honderd graden, half uur", "Vraag het anders eens aan de bakker hier", "Goed idee voor zaterdag",
]  # fmt: skip


def test_the_same_text_with_other_names_and_emoji_is_standard() -> None:
    found = of_anna([("Mooi!", text) for text in STANDARD + OWN]).estimate("standard_answers")
    assert found.value == pytest.approx(0.5)
    assert found.n == 12
    assert found.low > 0.1


def test_answers_in_words_of_the_moment_are_not() -> None:
    found = of_anna([("Mooi!", text) for text in OWN * 2]).estimate("standard_answers")
    assert found.value == 0
    assert found.high > 0.5, "what stands there twice may be a standard text"


def test_everybody_thanks_in_the_same_few_words() -> None:
    profile = of_anna([("Mooi!", "Dank je wel! ❤️")] * 15)
    assert profile.estimate("standard_answers").value == 0
    assert profile.estimate("personal_answers").value == 0


def test_fewer_than_ten_answers_say_nothing() -> None:
    profile = of_anna([("Mooi!", STANDARD[0])] * 9)
    assert not profile.estimate("standard_answers").known
    assert not profile.estimate("personal_answers").known


def test_the_same_text_of_two_accounts_is_not_repeated() -> None:
    texts = comparable(pa.chunked_array([["Wat fijn dat je hier meeleest"] * 4]))
    groups = coded(pa.chunked_array([["a", "a", "b", "c"]]))[1]
    assert times_repeated(groups, texts).tolist() == [2, 2, 1, 1]


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("Waar komt die lamp vandaan?", "De lamp is nog van oma geweest", True),
        ("Mooi!", "Hoe gaat het nu met haar?", True),
        ("Wij hadden dat ook", "Dat moet voor jullie zwaar zijn geweest", True),
        ("Which oven is that?", "That oven came with the house", True),
        ("Mooi!", "Dank je wel voor je lieve woorden! ❤️", False),
        ("Beautiful!", "@*** thank you so much 🙏", False),
        ("Mooi!", "❤️", False),
        ("Waar is dit?", "In Assen", False),
        (None, "Gewoon doorgaan op deze weg", False),
    ],
)
def test_a_personal_answer_takes_up_asks_or_addresses(asked: str, answer: str, expected: bool) -> None:
    assert personal(asked, answer) is expected


def test_a_standard_text_is_never_personal() -> None:
    profile = of_anna([("Waar is dat?", "Wat leuk dat je het vraagt, zie mijn bio!")] * 12)
    assert profile.estimate("standard_answers").value == 1
    assert profile.estimate("personal_answers").value == 0


WORDS = st.lists(st.sampled_from(["een", "twee", "drie", "vier", "vijf", "zes", "zeven"]), max_size=7).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from("ab"), WORDS), min_size=1, max_size=25))
def test_times_are_those_of_comparing_every_pair(pairs: list[tuple[str, str]]) -> None:
    groups = coded(pa.chunked_array([[group for group, _ in pairs]]))[1]
    found = times_repeated(groups, pa.array([text for _, text in pairs]))

    def alike(one: str, other: str) -> bool:
        first, second = set(one.split()), set(other.split())
        return len(other.split()) >= 4 and len(first & second) >= 0.7 * len(first | second)

    for place, (group, text) in enumerate(pairs):
        same = sum(alike(text, other) for of, other in pairs if of == group)
        assert found[place] == (same if len(text.split()) >= 4 else 0)
