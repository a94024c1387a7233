"""`Keys`: what opens sources that nobody signs in to - one key for all of a source, or one for each of its subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from kring.errors import BadInput, WorkspaceProblem
from kring.sources.core.asked import Asked
from kring.sources.core.kind import Kind
from kring.sources.core.source import Access
from kring.sources.core.tokens import Token, Tokens
from kring.workspace.consents import APP


class Keys:
    """The keys of these kinds of sources. `tokens` keeps them, encrypted; `asked` logs that one came or went."""

    def __init__(self, kinds: Mapping[str, Kind], tokens: Tokens, asked: Asked) -> None:
        self._kinds, self._tokens, self._asked = kinds, tokens, asked
        for name in self._kinds:
            self.hand_over(name)

    def are_for_each(self, name: str) -> bool:
        """Whether each subject of a source has a key of its own."""
        return self._kinds[name].source().access is Access.KEY_EACH

    def whole(self, name: str, secret: Mapping[str, str]) -> dict[str, str]:
        """The parts of a secret as they are kept. Raises `BadInput` when one is missing."""
        for part, said in self._kinds[name].secrets.items():
            if not secret.get(part, "").strip():
                raise BadInput(f"{said.en} is missing.", nl=f"{said.nl} ontbreekt.")
        return {part: secret[part].strip() for part in self._kinds[name].secrets}

    def keep(self, name: str, secret: Mapping[str, str], now: datetime, subject: str = APP) -> None:
        """Keeps the key of a source, or of one subject, in place of the one before. Raises `BadInput`."""
        self._tokens.keep(Token(name, subject, self.whole(name, secret), now, now, None))
        self._asked.note(name, subject, "key kept", now)

    def throw_away(self, name: str, subject: str, now: datetime) -> None:
        """Deletes the key of one subject, with its bytes."""
        if subject != APP and subject in self._tokens.subjects(name):
            self._tokens.forget(name, subject)
            self._asked.note(name, subject, "key deleted", now)

    def open(self, name: str, subjects: Sequence[str]) -> bool:
        """Whether a source can be asked: it needs no key, has its one key, or one of these subjects has its own."""
        if not self.are_for_each(name):
            return not self._kinds[name].secrets or self._tokens.of(name, APP) is not None
        return not subjects or any(subject in subjects for subject in self._tokens.subjects(name))

    def subjects(self, name: str) -> frozenset[str]:
        """The subjects that have a key of their own."""
        return frozenset(self._tokens.subjects(name)) - {APP} if self.are_for_each(name) else frozenset()

    def hand_over(self, name: str) -> None:
        """Gives a key that was kept before each subject had its own to the one that it opened: the first. It is never
        sent to another.
        """
        if not self.are_for_each(name) or APP not in self._tokens.subjects(name):
            return
        subjects = self._asked.subjects(name)
        try:
            key = self._tokens.of(name, APP)
        except WorkspaceProblem:
            return
        if not subjects or key is None:
            return
        if subjects[0] not in self._tokens.subjects(name):
            self._tokens.keep(Token(name, subjects[0], key.secret, key.granted_at, key.renewed_at, key.ends_at))
        self._tokens.forget(name, APP)
