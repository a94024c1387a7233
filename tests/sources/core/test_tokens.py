"""Tokens are kept encrypted, shown nowhere, and gone when they are forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kring.errors import WorkspaceProblem
from kring.sources.core.asked import Asked
from kring.sources.core.tokens import Token, Tokens
from tests.sources.core.toy import BEGIN

SECRET = {"access_token": "canary-access", "refresh_token": "canary-refresh"}


def token(subject: str = "anna", days: int = 60) -> Token:
    return Token("instagram", subject, SECRET, BEGIN, BEGIN, BEGIN + timedelta(days=days))


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "sources" / "tokens.db", tmp_path / "keys" / "own.tokens")


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_token_comes_back_as_it_was(tokens: Tokens) -> None:
    tokens.keep(token())
    assert tokens.of("instagram", "anna") == token()
    assert tokens.of("instagram", "bram") is None
    assert tokens.subjects("instagram") == ["anna"]


def test_it_is_encrypted_on_disk_and_not_shown(tokens: Tokens, tmp_path: Path) -> None:
    tokens.keep(token())
    assert b"canary" not in bytes_of(tmp_path)
    assert "canary" not in repr(tokens.of("instagram", "anna"))
    assert (tmp_path / "keys" / "own.tokens").stat().st_mode & 0o077 == 0


def test_with_another_key_it_says_so_instead_of_giving_nonsense(tokens: Tokens, tmp_path: Path) -> None:
    tokens.keep(token())
    (tmp_path / "keys" / "own.tokens").unlink()
    with pytest.raises(WorkspaceProblem, match="another one"):
        tokens.of("instagram", "anna")


def test_those_that_are_about_to_end_are_found_first_one_first(tokens: Tokens) -> None:
    for subject, days in (("late", 50), ("soon", 5), ("sooner", 2)):
        tokens.keep(token(subject, days))
    assert [one.subject for one in tokens.ending(BEGIN + timedelta(days=7))] == ["sooner", "soon"]


def test_a_forgotten_one_is_gone(tokens: Tokens, tmp_path: Path) -> None:
    tokens.keep(token())
    tokens.forget("instagram", "anna")
    assert tokens.of("instagram", "anna") is None
    assert b"anna" not in bytes_of(tmp_path / "sources")


def test_who_withdrew_is_not_named_in_the_log_but_that_it_happened_is(tmp_path: Path) -> None:
    asked = Asked(tmp_path / "asked.db")
    asked.note("instagram", "canary_anna", "consented", BEGIN)
    asked.add("instagram", "canary_anna", BEGIN)
    asked.forget_name("instagram", "canary_anna")
    asked.note("instagram", "", "consent withdrawn", BEGIN + timedelta(days=1))
    assert [(deed.deed, deed.subject) for deed in asked.deeds()] == [("consent withdrawn", ""), ("consented", "")]
    assert asked.subjects("instagram") == []
    assert b"canary" not in bytes_of(tmp_path)
