"""`Sources`: an organisation's sources of pages - whom they are asked about, what opens them, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from kring.errors import BadInput, UnknownName
from kring.sources.catalogue import KINDS
from kring.sources.core.asked import Asked
from kring.sources.core.holding import leave
from kring.sources.core.kind import Kind
from kring.sources.core.source import Access, Source
from kring.sources.core.tokens import Tokens
from kring.workspace.consents import APP, Consents
from kring.workspace.opening import Opening, SystemClock
from kring.workspace.replaying import Replayed, replay
from kring.workspace.source_keys import Keys
from kring.workspace.source_standing import Standing, next_run, quotas_left
from kring.workspace.subject_names import subjects_called
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
        self.keys = Keys(self.kinds, self.tokens, self.asked)

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

    def known_as(self, name: str, written: str) -> str | None:
        """The subject that is asked about under this name, or another way to write it."""
        subjects, plain = self.subjects(name), self.kind(name).plain
        if written in subjects:
            return written
        return next((subject for subject in subjects if plain(subject) == plain(written)), None)

    def add(self, name: str, subject: str, now: datetime, secret: Mapping[str, str] | None = None) -> bool:
        """Asks about one more subject from now on; False when it was already. `secret`: its own key, where it has one.

        Raises `BadInput`, `UnknownName`.
        """
        kind = self.kind(name)
        if kind.source().access is Access.CONSENT:
            raise BadInput(
                f"{name} tells of a creator only after that creator's own yes.", "Send the link to sign in.",
                nl=f"{name} vertelt pas iets na het ja van de creator zelf.",
                nl_advice="Stuur de link om aan te melden.",
            )  # fmt: skip
        kind.source(self.asked.chosen(name), [subject]).start(subject, None)
        if secret is not None:
            self.keys.whole(name, secret)
        known = self.known_as(name, subject)
        if known is None:
            self.asked.add(name, subject, now)
        if secret is not None:
            self.keep_secret(name, secret, now, known or subject)
        self.keys.hand_over(name)
        return known is None

    def remove(self, name: str, written: str, now: datetime) -> str:
        """Stops asking about a subject and deletes its own key; what is known stays. Returns it as it was kept.

        Raises `BadInput` when it was not asked about.
        """
        subject = self.known_as(name, written)
        if subject is None or not self.asked.remove(name, subject):
            told = ", ".join(self.subjects(name))
            raise BadInput(
                f"{name} is not asked about '{written}'.", f"It is asked about: {told or 'nobody'}.",
                nl=f"naar '{written}' wordt bij {name} niet gevraagd.", nl_advice=f"Wel naar: {told or 'niemand'}.",
            )  # fmt: skip
        leave(raw_log(self._workspace), name, subject)
        if self.keys.are_for_each(name):
            self.keys.throw_away(name, subject, now)
        return subject

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

    def keep_secret(self, name: str, secret: Mapping[str, str], now: datetime, subject: str | None = None) -> None:
        """Keeps, encrypted, the key of a source or of one subject, or the app we are known by.

        Raises `BadInput` when part is missing, and when it is unclear or unknown of which subject it is.
        """
        self.keys.keep(name, secret, now, self._opened_by_it(name, subject))

    def opens(self, name: str) -> bool:
        """Whether what it needs is there: nothing, a key, or the app that creators sign in to."""
        return self.keys.open(name, self.subjects(name))

    def standing(self, name: str, now: datetime) -> Standing:
        """How a source stands."""
        source, log = self.source(name), raw_log(self._workspace)
        on, opened, subjects = self.is_on(name), self.opens(name), tuple(self.subjects(name))
        last, left = log.newest_run(name), quotas_left(source, log, now)
        following = next_run(last, self.asked.every(name), now) if on and opened and subjects else None
        keyed = self.keys.subjects(name) if self.keys.are_for_each(name) else None
        return Standing(self.kind(name), source, on, opened, subjects, keyed, last, left, following)

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
        report = sync(self._workspace, source, about, given, every, self.asked.every(name))
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

    def withdraw(self, name: str, written: str, now: datetime) -> dict[str, int]:
        """Deletes all that a source gave of a subject, with its consent, asks about it no more, and logs that without
        the name. `written`: its name, however it is written, or that of its account.

        Returns rows that went, by table. Raises `BadInput` when there is nothing of that name.
        """
        kind, source = self.kind(name), self.source(name, [])
        if not source.platform:
            raise BadInput(
                f"what {name} gave holds nobody's name, and its rows can't be told apart.",
                f"Stop asking about it: kring sources remove {name} {written}",
                nl=f"wat {name} gaf bevat niemands naam, en de rijen zijn niet uit elkaar te houden.",
                nl_advice="Stop met ernaar te vragen.",
            )  # fmt: skip
        deed = "consent withdrawn" if source.access is Access.CONSENT else "deleted with all it gave"
        log = raw_log(self._workspace)
        called = subjects_called(written, kind, source, self.subjects(name), self.tokens, log)
        gone: Counter[str] = Counter()
        for subject in called or [written]:
            gone.update(withdraw(self._workspace, source, subject, deed))
        if not called and not gone:
            raise BadInput(
                f"{name} keeps nothing under the name '{written}'.",
                f"See whom it asks about: kring sources list {name}",
                nl=f"{name} bewaart niets onder de naam '{written}'.",
                nl_advice=f"Kijk naar wie het vraagt: kring sources list {name}",
            )  # fmt: skip
        for subject in called or [written]:
            self._forget(name, subject, deed, now)
        return dict(gone)

    def outside(self, name: str, source: Source) -> Outside:
        """The real outside: the guarded client, what opens the source, and the clock."""
        from kring.sources.http import GuardedClient

        clock = SystemClock()
        return Outside(GuardedClient(source.hosts), Opening(self.kind(name), self.consents, clock), clock)

    def _opened_by_it(self, name: str, written: str | None) -> str:
        """Of which subject a key is. With one subject it need not be said."""
        if not self.keys.are_for_each(name):
            if written is None:
                return APP
            raise BadInput(f"{name} has one key for all it is asked about.", "Leave the name out.",
                           nl=f"{name} heeft één sleutel voor alles waar naar gevraagd wordt.",
                           nl_advice="Laat de naam weg.")  # fmt: skip
        subjects = self.subjects(name)
        if written is None and len(subjects) == 1:
            return subjects[0]
        subject = None if written is None else self.known_as(name, written)
        if subject is None:
            told = ", ".join(subjects)
            raise BadInput(
                f"{name} has a key for each it is asked about; this one is of none of them.",
                f"Say of which: {told}." if told else f"Add it first: kring sources add {name} NAME",
                nl=f"{name} heeft voor elk een eigen sleutel; deze is van geen daarvan.",
                nl_advice=f"Zeg van welke: {told}." if told else "Voeg het eerst toe.",
            )  # fmt: skip
        return subject

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
