"""Nothing that leads to a third person stays in a text, and masking twice changes nothing more."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.facts.person_keys import PersonKeys
from kring.sources.core.third_persons import key_for, key_in, of_creator, of_third_person
from kring.sources.files.names import without_contacts, without_people

KEYS = PersonKeys(b"a secret of the tests only")
SPOKEN = st.text(st.sampled_from(list("ab9._-@ ²éß·/:06+x…")), max_size=24) | st.text(max_size=24)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("@user-ab1cd2 leuk!", "@… leuk!"),
        ("kijk bij instagram.com/kanarie.piet", "kijk bij instagram.com/@…"),
        ("https://www.tiktok.com/@kanarie/video/1", "https://www.tiktok.com/@…/video/1"),
        ("youtube.com/channel/UCkanarie en youtube.com/watch?v=x", "youtube.com/@… en youtube.com/watch?v=x"),
        ("instagram.com/p/Cx1 is mooi", "instagram.com/p/Cx1 is mooi"),
        ("mail kanarie@piet.nl of bel 06-12345678", "mail [e-mail] of bel [telephone]"),
        ("zonder iemand erin, 3 van de 10", "zonder iemand erin, 3 van de 10"),
    ],
)
def test_names_profiles_and_contacts_are_masked(written: str, kept: str) -> None:
    assert of_third_person(written) == kept
    assert of_third_person(kept) == kept


@given(SPOKEN)
def test_no_less_is_masked_than_when_a_file_is_imported(written: str) -> None:
    kept = of_third_person(written)
    assert kept is not None
    assert without_people(pa.array([kept], pa.string()))[0].as_py() == kept
    assert of_third_person(kept) == kept


@given(SPOKEN)
def test_texts_of_creators_are_masked_as_when_a_file_is_imported(written: str) -> None:
    assert of_creator(written) == without_contacts(pa.array([written], pa.string()))[0].as_py()


def test_a_key_is_read_back_and_stays_itself() -> None:
    written = key_for("UCkanarie", "youtube", KEYS)
    assert key_for(written, "youtube", KEYS) == written
    assert key_in(written) == int(KEYS.of(["UCkanarie"], "youtube")[0])
    assert (key_for(None, "youtube", KEYS), key_for(" ", "youtube", KEYS), key_in("noor")) == (None, None, None)
