"""People are known by a keyed hash: steady, one organisation's own, and never made anew by accident."""

from __future__ import annotations

import hashlib
import hmac
import stat
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import WorkspaceProblem
from kring.facts.person_keys import NOBODY, PersonKeys, written_key

KEYS = PersonKeys(b"0123456789abcdef0123456789abcdef")


def test_a_key_is_the_first_eight_bytes_of_hmac_sha256() -> None:
    digest = hmac.new(b"0123456789abcdef0123456789abcdef", b"instagram:anna", hashlib.sha256).digest()
    assert KEYS.of(["anna"], "instagram")[0] == int.from_bytes(digest[:8], "big", signed=True)


def test_case_blanks_and_the_at_sign_do_not_make_another_person() -> None:
    assert len(set(KEYS.of(["anna", " Anna ", "@ANNA"]).tolist())) == 1


def test_platforms_and_organisations_are_kept_apart() -> None:
    other = PersonKeys(b"another secret of 32 bytes......")
    keys = {int(KEYS.of(["anna"], p)[0]) for p in ("", "instagram", "tiktok")} | {int(other.of(["anna"])[0])}
    assert len(keys) == 4


def test_missing_names_have_no_person() -> None:
    assert KEYS.of([None, "", "  ", "@"]).tolist() == [NOBODY] * 4
    assert KEYS.column(pa.array(["anna", None, ""])).null_count == 2


def test_the_column_agrees_with_the_list() -> None:
    names = ["a", "b", "a", "c", "b"]
    assert KEYS.column(pa.chunked_array([names[:2], names[2:]])).to_pylist() == KEYS.of(names).tolist()


def test_a_written_key_is_read_back_as_itself() -> None:
    keys = KEYS.of([f"person {n}" for n in range(1000)])
    assert np.array_equal(KEYS.of([written_key(int(key)) for key in keys], "tiktok"), keys)


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "people.key"
    first = PersonKeys.kept_in(path).of(["anna"])
    assert np.array_equal(PersonKeys.kept_in(path).of(["anna"]), first)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["people.key"]


@pytest.mark.parametrize("content", ["", "not hexadecimal", "abcd", "é"])
def test_a_damaged_key_file_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / "people.key"
    path.write_text(content)
    with pytest.raises(WorkspaceProblem, match=r"people\.key"):
        PersonKeys.kept_in(path)
    assert path.read_text() == content


def test_the_secret_is_not_shown_and_a_short_one_refused() -> None:
    assert "0123456789" not in repr(KEYS)
    with pytest.raises(WorkspaceProblem):
        PersonKeys(b"short")
