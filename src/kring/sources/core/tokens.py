"""Tokens of creators and keys of sources, encrypted at rest (Fernet: AES-128-CBC with HMAC-SHA-256).

The key to them lies in a file of its own outside this database, readable by its owner only. A token is never shown,
logged or exported.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kring.errors import WorkspaceProblem
from kring.sources.core.database import Database, moment, written

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_TABLE = """
CREATE TABLE IF NOT EXISTS tokens (
    source TEXT NOT NULL,
    subject TEXT NOT NULL,
    secret BLOB NOT NULL,
    granted_at TEXT NOT NULL,
    renewed_at TEXT NOT NULL,
    ends_at TEXT,
    PRIMARY KEY (source, subject)
)
"""


@dataclass(frozen=True, slots=True)
class Token:
    """What opens a source for one subject. `secret`: access and refresh token, or a key; never shown."""

    source: str
    subject: str
    secret: Mapping[str, str] = field(repr=False)
    granted_at: datetime
    renewed_at: datetime
    ends_at: datetime | None


class Tokens(Database):
    """The tokens of one organisation."""

    def __init__(self, path: Path, key_file: Path) -> None:
        super().__init__(path, _TABLE)
        self._key_file = key_file

    def keep(self, token: Token) -> None:
        """Keeps a token in place of the one before."""
        secret = self._lock().encrypt(json.dumps(dict(token.secret)).encode())
        ends = token.ends_at and written(token.ends_at)
        row = (token.source, token.subject, secret, written(token.granted_at), written(token.renewed_at), ends)
        with self.opened() as database:
            database.execute("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?, ?, ?, ?)", row)

    def of(self, source: str, subject: str) -> Token | None:
        """The token of a subject. Raises `WorkspaceProblem` when the key to it is another one."""
        with self.reading() as database:
            row = database.execute(
                "SELECT * FROM tokens WHERE source = ? AND subject = ?", (source, subject)
            ).fetchone()
        return None if row is None else self._read(row)

    def subjects(self, source: str) -> list[str]:
        """Who gave a token for a source."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT subject FROM tokens WHERE source = ? ORDER BY subject", (source,)
            ).fetchall()
        return [str(subject) for (subject,) in rows]

    def ending(self, before: datetime) -> list[Token]:
        """The tokens that end before a moment, the first one first."""
        with self.reading() as database:
            rows = database.execute(
                "SELECT * FROM tokens WHERE ends_at < ? ORDER BY ends_at", (written(before),)
            ).fetchall()
        return [self._read(row) for row in rows]

    def forget(self, source: str, subject: str) -> None:
        """Deletes a token, with its bytes."""
        with self.opened() as database:
            database.execute("DELETE FROM tokens WHERE source = ? AND subject = ?", (source, subject))
        self.give_back()

    def _read(self, row: tuple[str, str, bytes, str, str, str | None]) -> Token:
        from cryptography.fernet import InvalidToken

        source, subject, secret, granted, renewed, ends = row
        try:
            plain = json.loads(self._lock().decrypt(secret))
        except InvalidToken:
            raise WorkspaceProblem(
                "the key to the tokens is another one than they were kept with.",
                f"Put {self._key_file.name} back from a backup, or ask the creators again.",
                nl="de sleutel van de tokens is een andere dan waarmee ze bewaard zijn.",
                nl_advice=f"Zet {self._key_file.name} terug uit een back-up, of vraag de creators opnieuw.",
            ) from None
        return Token(source, subject, plain, moment(granted), moment(renewed), moment(ends) if ends else None)

    def _lock(self) -> Fernet:
        from cryptography.fernet import Fernet

        if not self._key_file.exists():
            _make_key(self._key_file, Fernet.generate_key())
        return Fernet(self._key_file.read_bytes().strip())


def _make_key(path: Path, key: bytes) -> None:
    """Puts a key in place whole; when another process was first, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key + b"\n")
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink(missing_ok=True)
