"""Third persons are known by a keyed hash only: 64 bits of HMAC-SHA-256 (RFC 2104) under the organisation's secret.

The secret lies in a file outside the warehouse, so the warehouse alone leads back to nobody, and the keys of two
organisations can't be joined. A key is written in text as `person:` and 16 hexadecimal digits; such a text is taken
as the key itself, so that a repaired quarantine can be loaded again.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import WorkspaceProblem

NOBODY = 0
"""The value `PersonKeys.of` gives for a missing name; no person ever has it."""

SECRET_BYTES = 32

_KEY_BYTES = 8
_NO_KEY = NOBODY.to_bytes(_KEY_BYTES, "big")
_WRITTEN = "person:"
_WRITTEN_KEY = re.compile(rf"{_WRITTEN}([0-9a-f]{{16}})")


class PersonKeys:
    """Turns names of people into keys under one organisation's secret."""

    def __init__(self, secret: bytes) -> None:
        """`secret`: at least 16 random bytes; raises WorkspaceProblem when it is shorter."""
        if len(secret) < 16:
            raise WorkspaceProblem("the key for people's names is too short.", "It takes at least 16 random bytes.")
        self._secret = bytes(secret)

    def __repr__(self) -> str:
        return "PersonKeys(secret hidden)"

    @classmethod
    def kept_in(cls, path: Path | str) -> PersonKeys:
        """The keys of the secret in the file `path`, which is made, readable by its owner only, when absent.

        Raises WorkspaceProblem when the file is no key file: guessing a new secret would lose all people known so far.
        """
        path = Path(path)
        if not path.exists():
            _make_key_file(path)
        try:
            secret = bytes.fromhex(path.read_text("ascii").strip())
        except (ValueError, OSError) as problem:
            raise _unreadable(path) from problem
        if len(secret) != SECRET_BYTES:
            raise _unreadable(path)
        return cls(secret)

    def of(self, names: Sequence[str | None], platform: str = "") -> npt.NDArray[np.int64]:
        """A key for each name, `NOBODY` for None and for blanks.

        A name counts without the @ before it and in lower case, as platforms do. `platform` keeps equal names on two
        platforms apart.
        """
        keys = b"".join([self._key(name, platform) if name else _NO_KEY for name in names])
        return np.frombuffer(keys, ">i8").astype(np.int64)

    def column(self, names: pa.Array | pa.ChunkedArray, platform: str = "") -> pa.Array:
        """The keys of a text column as an int64 array; null where the name is missing. Each name is hashed once."""
        if isinstance(names, pa.ChunkedArray):
            names = names.combine_chunks()
        coded = names if pa.types.is_dictionary(names.type) else names.dictionary_encode()
        keys = self.of(coded.dictionary.to_pylist(), platform)
        distinct = pa.array(keys, mask=keys == NOBODY)
        return pc.take(distinct, coded.indices)

    def _key(self, name: str, platform: str) -> bytes:
        plain = name.strip().lstrip("@").casefold()
        if not plain:
            return _NO_KEY
        if plain.startswith(_WRITTEN) and (written := _WRITTEN_KEY.fullmatch(plain)):
            return bytes.fromhex(written.group(1))
        told = f"{platform}:{plain}".encode("utf-8", "surrogatepass")
        key = hmac.digest(self._secret, told, "sha256")[:_KEY_BYTES]
        return key if key != _NO_KEY else (1).to_bytes(_KEY_BYTES, "big")


@lru_cache(maxsize=4096)
def written_key(key: int) -> str:
    """A key as text: `person:` and 16 hexadecimal digits."""
    return f"person:{key & 0xFFFFFFFFFFFFFFFF:016x}"


def read_key(text: str | None) -> int | None:
    """The key that `written_key` wrote; None for any other text."""
    written = _WRITTEN_KEY.fullmatch(text or "")
    return int.from_bytes(bytes.fromhex(written.group(1)), "big", signed=True) if written else None


def _make_key_file(path: Path) -> None:
    """Puts a new secret in place whole; when another process was first, its secret stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        Path(path).hardlink_to(draft)
    except FileExistsError:
        return
    finally:
        Path(draft).unlink(missing_ok=True)


def _unreadable(path: Path) -> WorkspaceProblem:
    return WorkspaceProblem(
        f"{path} doesn't hold a key for people's names.",
        "Put back the key file of this workspace from a backup; with another key, people known so far count twice.",
    )
