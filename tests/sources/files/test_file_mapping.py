"""A mapping is kept as YAML and found again by the headings it was confirmed for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kring.errors import BadInput
from kring.sources.files import Mapping, RememberedMappings, TableMapping

ACCOUNTS = Mapping(
    (TableMapping("accounts", {"account": "username", "followers": "followers", "country": "country"}),), "instagram"
)


def test_a_mapping_is_the_same_after_yaml() -> None:
    mapping = ACCOUNTS.with_constants(language="nl", country="NO")
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping


@pytest.mark.parametrize(
    "text", ["", "tables: []", "tables: 5", "- a", "tables: [{table: nonsense, columns: {}}]", "a: [", "x: 1"]
)
def test_a_mapping_that_is_none_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput):
        Mapping.from_yaml(text)


def test_a_confirmed_mapping_is_found_by_its_headings(tmp_path: Path) -> None:
    kept = RememberedMappings(tmp_path / "mappings")
    headings = ["username", "followers", "country"]
    assert kept.find(headings) is None
    kept.keep(headings, ACCOUNTS)
    assert kept.find(headings) == ACCOUNTS
    assert kept.find([*headings, "quarantine_row", "quarantine_reason"]) == ACCOUNTS
    assert kept.find(["username", "followers"]) is None
