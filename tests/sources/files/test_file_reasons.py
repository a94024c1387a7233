"""A reason is kept in English, and its Dutch is found again from the template it was made with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.facts.schema import TABLES, Kind
from kring.sources.files import reasons
from kring.sources.files.quarantine import _KEY_WORDS
from kring.sources.files.reasons import REASONS, Reason
from kring.sources.files.reasons_in_dutch import in_dutch

HEADINGS = st.text(st.characters(codec="utf-8", exclude_characters=";:"), min_size=1, max_size=12).map(str.strip)


def both(reason: Reason, value: str) -> tuple[str, str]:
    """A reason with a value for each of its fields, in English and Dutch."""
    names = re.findall(r"\{(\w+)\}", reason.en)
    english = {name: next(iter(reason.words)) if name == "what" else value for name in names}
    return reason.of(**english), reason.nl.format(**{n: reason.words.get(v, v) for n, v in english.items()})


@given(reason=st.sampled_from(REASONS), value=st.sampled_from(("7", "2026-11-29", "follower, liker", "a b")))
def test_every_reason_has_its_dutch(reason: Reason, value: str) -> None:
    english, dutch = both(reason, value)
    assert in_dutch(english) == dutch
    assert dutch != english


@given(parts=st.lists(st.tuples(HEADINGS.filter(bool), st.sampled_from(REASONS)), min_size=1, max_size=4))
def test_reasons_behind_one_another_are_told_apart(parts: list[tuple[str, Reason]]) -> None:
    said = [(heading, *both(reason, "7")) for heading, reason in parts]
    (_, english, dutch), *others = said
    kept = "; ".join([english, *(f"{heading}: {en}" for heading, en, _ in others)])
    assert in_dutch(kept) == "; ".join([dutch, *(f"{heading}: {nl}" for heading, _, nl in others)])


def test_where_to_mend_it_is_said_in_dutch_too() -> None:
    assert in_dutch(f"{reasons.NO_JSON.en}{reasons.MEND_IN_FILE.en}") == (
        "de regel is geen JSON; verbeter het in het bestand zelf"
    )
    assert in_dutch(f"orders.csv: {reasons.NO_DATE.en}{reasons.NOTHING_KEPT.en}") == (
        "orders.csv: dit is geen datum; verbeter het in het bestand zelf: geen van de cellen is bewaard"
    )


@pytest.mark.parametrize("reason", ["", "a reason of an older Kring", "it is no such thing; really: not"])
def test_a_reason_nobody_made_stays_as_it_is(reason: str) -> None:
    assert in_dutch(reason) == reason


def test_every_word_that_a_reason_can_name_has_its_dutch() -> None:
    required = {
        column.name.replace("_", " ") for table in TABLES.values() for column in table.columns if column.required
    }
    assert required <= set(reasons.MISSING.words)
    assert set(_KEY_WORDS.values()) == set(reasons.OTHER_VALUES.words)
    assert {str(kind) for kind in Kind} <= set(reasons.WRONG_KIND.words)


def test_no_two_reasons_are_the_same() -> None:
    assert len({reason.en for reason in REASONS}) == len(REASONS)
