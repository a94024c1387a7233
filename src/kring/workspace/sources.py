"""`Sources`: an organisation's sources of pages - whom they are asked about, what opens them, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kring.errors import BadInput, UnknownName
from kring.sources.catalogue import KINDS
from kring.sources.core.asked import Asked
from kring.sources.core.kind import Kind
from kring.sources.core.source import Access, Source
from kring.sources.core.tokens import Token, Tokens
from kring.workspace.consents import APP, Consents
from kring.workspace.opening import Opening, SystemClock
from kring.workspace.replaying import Replayed, replay
from kring.workspace.source_standing import Standing, next_run, quotas_left
from kring.workspace.syncing import Outside, SyncReport, expire, raw_log, sync, withdraw
from kring.workspace.withholding import ASKED

if TYPE_CHECKING:
    from kring.workspace.known import Known

ON, OFF = "on", "off"


class Sources:
    """The sources of one workspace. What reaches outside comes in as `Outside`, or is the guarded client."""

    def __init__(self, workspace: Known, kinds: Mapping[str, Kind] | None = None) -> None:
        self._workspace = workspace
        self.kinds: Mapping[str, Kind] = KINDS if kinds is None else kinds
        folder = workspace.folder.sources(workspace.organisation)
        self.asked = Asked(folder / ASKED)
        self.tokens = Tokens(folder / "tokens.db", workspace.folder.token_key(workspace.organisation))
        self.consents = Consents(self.kinds, self.tokens, self.asked)

    def kind(self, name: str) -> Kind:
        """The kind of that name. Raises `UnknownName`."""
        if name not in self.kinds:
            raise UnknownName("source", name, sorted(self.kinds))
        return self.kinds[name]

    def source(self, name: str, subjects: Sequence[str] | None = None) -> Source:
        """The source with what was chosen of it."""
        about = self.subjects(name) if subjects is None else subjects
        return self.kind(name).source(self.asked.chosen(name), about)

    def is_on(self, name: str) -> bool:
        """Whether it may be used."""
        return self.asked.chosen(name).get("switched", ON if self.kind(name).on else OFF) == ON

    def subjects(self, name: str) -> list[str]:
        """Whom it is asked about: those who gave their consent, or those somebody added."""
        if self.kind(name).source().access is Access.CONSENT:
            return self.consents.subjects(name)
        return self.asked.subjects(name)

    def add(self, name: str, subject: str, now: datetime) -> bool:
        """Asks about one more subject from now on; False when it was already. Raises `BadInput`, `UnknownName`."""
        kind = self.kind(name)
        if kind.source().access is Access.CONSENT:
            raise BadInput(
                f"{name} tells of a creator only after that creator's own yes.", "Send the link to sign in.",
                nl=f"{name} vertelt pas iets na het ja van de creator zelf.",
                nl_advice="Stuur de link om aan te melden.",
            )  # fmt: skip
        kind.source(self.asked.chosen(name), [subject]).start(subject, None)
        return self.asked.add(name, subject, now)

    def choose(self, name: str, choice: str, value: str) -> None:
        """Chooses something of a source: `switched` on or off, `every_hours`, or one of its own choices.

        Raises `UnknownName` or `BadInput`.
        """
        own = {one.name: one.values for one in self.kind(name).choices}
        known = {"switched": (ON, OFF), **own}
        if choice == "every_hours":
            if not value.isdecimal() or not 1 <= int(value) <= 24 * 30:
                raise BadInput(f"'{value}' is not a number of hours from 1 to 720.",
                               nl=f"'{value}' is geen aantal uren van 1 tot 720.")  # fmt: skip
        elif choice not in known:
            raise UnknownName("choice of a source", choice, ["every_hours", *known])
        elif value not in known[choice]:
            raise UnknownName(f"value of {choice}", value, list(known[choice]))
        before = self._workspace.withheld()
        self.asked.choose(name, choice, value)
        if self._workspace.withheld() != before:
            self._workspace.forget_conclusions()

    def keep_secret(self, name: str, secret: Mapping[str, str], now: datetime) -> None:
        """Keeps, encrypted, the key of a source or the app we are known by. Raises `BadInput` when part is missing."""
        for part, said in self.kind(name).secrets.items():
            if not secret.get(part, "").strip():
                raise BadInput(f"{said.en} is missing.", nl=f"{said.nl} ontbreekt.")
        kept = {part: secret[part].strip() for part in self.kind(name).secrets}
        self.tokens.keep(Token(name, APP, kept, now, now, None))
        self.asked.note(name, "", "key kept", now)

    def opens(self, name: str) -> bool:
        """Whether what it needs is there: nothing, a key, or the app that creators sign in to."""
        return not self.kind(name).secrets or self.tokens.of(name, APP) is not None

    def standing(self, name: str, now: datetime) -> Standing:
        """How a source stands."""
        source, log = self.source(name), raw_log(self._workspace)
        on, opened, subjects = self.is_on(name), self.opens(name), tuple(self.subjects(name))
        last, left = log.newest_run(name), quotas_left(source, log, now)
        following = next_run(last, self.asked.every(name), now) if on and opened and subjects else None
        return Standing(self.kind(name), source, on, opened, subjects, last, left, following)

    def standings(self, now: datetime) -> list[Standing]:
        """How all sources stand."""
        return [self.standing(name, now) for name in self.kinds]

    def due(self, now: datetime) -> list[str]:
        """The sources whose time it is."""
        found = (self.standing(name, now) for name in self.kinds)
        return [one.kind.name for one in found if one.next_at is not None and one.next_at <= now]

    def sync(self, name: str, outside: Outside | None = None, subjects: Sequence[str] | None = None) -> SyncReport:
        """Asks a source about its subjects, or these. Raises `BadInput` where it is off, closed or asks nobody."""
        about = self.subjects(name) if subjects is None else list(subjects)
        self._check(name, about)
        source = self.source(name, about)
        given = outside or self.outside(name, source)
        every = [self.source(kept) for kept in self.kinds]
        report = sync(self._workspace, source, about, given, every)
        for subject in report.run.withdrawn:
            self._forget(name, subject, "consent ended at the platform", given.clock.now())
        self.asked.note(name, "", f"asked: {report.run.state}", given.clock.now())
        return report

    def replay(self, names: Sequence[str] | None = None, *, take: bool = False) -> list[Replayed]:
        """Decodes every page that is still kept again, of these sources or of all; see `kring.workspace.replaying`."""
        return replay(self._workspace, [self.source(name) for name in names or self.kinds], take=take)

    def expire(self, now: datetime) -> dict[str, int]:
        """Deletes what is past its time, of all sources, also those that are no longer used."""
        return expire(self._workspace, [self.source(name) for name in self.kinds], now)

    def withdraw(self, name: str, subject: str, now: datetime) -> dict[str, int]:
        """Deletes a creator's token and all it gave, and logs that. Returns rows that went, by table."""
        gone = withdraw(self._workspace, self.source(name, [subject]), subject, "consent withdrawn")
        self._forget(name, subject, "consent withdrawn", now)
        return gone

    def outside(self, name: str, source: Source) -> Outside:
        """The real outside: the guarded client, what opens the source, and the clock."""
        from kring.sources.http import GuardedClient

        clock = SystemClock()
        return Outside(GuardedClient(source.hosts), Opening(self.kind(name), self.consents, clock), clock)

    def _check(self, name: str, about: Sequence[str]) -> None:
        if not self.is_on(name):
            raise BadInput(f"{name} is switched off.", f"Switch it on: kring sources set {name} switched=on",
                           nl=f"{name} staat uit.", nl_advice="Zet het eerst aan.")  # fmt: skip
        if not self.opens(name):
            raise BadInput(f"{name} has no key yet.", f"Give it one: kring sources key {name}",
                           nl=f"{name} heeft nog geen sleutel.", nl_advice="Vul die eerst in.")  # fmt: skip
        if not about:
            raise BadInput(f"{name} has nobody to ask about.", f"Add somebody: kring sources add {name} NAME",
                           nl=f"{name} heeft niemand om naar te vragen.",
                           nl_advice="Voeg eerst iemand toe.")  # fmt: skip

    def _forget(self, name: str, subject: str, deed: str, now: datetime) -> None:
        self.tokens.forget(name, subject)
        self.asked.forget_name(name, subject)
        self.asked.note(name, "", deed, now)
