"""What is read from the surroundings, and what is kept in the workspace."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kring.app.environment import Environment
from kring.errors import WorkspaceProblem


def test_the_secret_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    environment = Environment.read({"KRING_WORKSPACE": str(tmp_path)})
    key = environment.secret_key
    assert len(key) > 60
    assert Environment.read({"KRING_WORKSPACE": str(tmp_path)}).secret_key == key
    assert stat.S_IMODE((tmp_path / "web-secret-key").stat().st_mode) == 0o600


def test_a_key_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    assert Environment.read({"KRING_WORKSPACE": str(tmp_path), "KRING_SECRET_KEY": "given"}).secret_key == "given"
    assert list(tmp_path.iterdir()) == []


def test_without_a_workspace_it_says_what_to_set() -> None:
    with pytest.raises(WorkspaceProblem, match="KRING_WORKSPACE"):
        Environment.read({})


def test_hosts_are_those_of_this_machine_and_those_named(tmp_path: Path) -> None:
    hosts = Environment.read({"KRING_WORKSPACE": str(tmp_path), "KRING_HOSTS": "a.example, b.example"}).hosts
    assert {"localhost", "127.0.0.1", "a.example", "b.example"} <= set(hosts)
    assert "*" not in hosts


def test_the_database_is_a_file_of_the_workspace_or_the_postgresql_that_is_named(tmp_path: Path) -> None:
    there = {"KRING_WORKSPACE": str(tmp_path)}
    assert Environment.read(there).database["NAME"] == tmp_path / "kring.db"
    named = Environment.read({**there, "KRING_DATABASE": "postgresql://me:p%40ss@db.example:5433/kring"}).database
    assert {named[part] for part in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "kring", "me", "p@ss", "db.example", 5433,
    }  # fmt: skip
    with pytest.raises(WorkspaceProblem, match="PostgreSQL"):
        _ = Environment.read({**there, "KRING_DATABASE": "mysql://x/y"}).database


def test_https_makes_cookies_travel_by_https_only(tmp_path: Path) -> None:
    assert Environment.read({"KRING_WORKSPACE": str(tmp_path), "KRING_HTTPS": "1"}).https
    assert not Environment.read({"KRING_WORKSPACE": str(tmp_path)}).https
