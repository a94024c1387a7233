"""`Sources`: an organisation's sources of pages - whom they are asked about, what opens them, and how they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kring.errors import BadInput, UnknownName
from kring.sources.catalogue import KINDS
from kring.sources.core.asked import Asked
from kring.sources.core.kind import Kind
from kring.sources.core.oauth import Begun, SignIn, SignInFailed, begin, finish, renewed
from kring.sources.core.run import Client, ConsentOver
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.source import Access, Source
from kring.sources.core.step import Call
from kring.sources.core.tokens import Token, Tokens
from kring.workspace.syncing import Outside, SyncReport, expire, raw_log, sync, withdraw
from kring.workspace.withholding import ASKED

if TYPE_CHECKING:
    from kring.workspace.known import Known

APP = ""
"""The subject under which a source's own key, or the app we are known by at a platform, is kept."""
RENEW_BEFORE = timedelta(days=7)
OFF, ON = "off", "on"


@dataclass(frozen=True)
class Left:
    """What is left of a quota, and when it is full again."""

    bucket: str
    label_en: str
    label_nl: str
    units: int
    of: int
    full_again: datetime


@dataclass(frozen=True)
class Standing:
    """How one source stands: whether it can be used, whom it asks, its last run, its quota, and when it runs next."""

    kind: Kind
    source: Source
    on: bool
    opened: bool
    subjects: tuple[str, ...]
    last: StoredRun | None
    left: tuple[Left, ...]
    next_at: datetime | None


class Sources:
    """The sources of one workspace. What reaches outside comes in as `Outside`, or is the guarded client."""

    def __init__(self, workspace: Known, kinds: Mapping[str, Kind] | None = None) -> None:
        self._workspace = workspace
        self.kinds: Mapping[str, Kind] = KINDS if kinds is None else kinds
        folder = workspace.folder.sources(workspace.organisation)
        self.asked = Asked(folder / ASKED)
        self.tokens = Tokens(folder / "tokens.db", workspace.folder.token_key(workspace.organisation))

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
            return [subject for subject in self.tokens.subjects(name) if subject != APP]
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
        kind, source = self.kind(name), self.source(name)
        log = raw_log(self._workspace)
        last, left = log.newest_run(name), []
        for bucket in source.buckets:
            spent, oldest = log.spent(name, bucket.name, bucket.counts_since(now))
            label = bucket.label
            full = bucket.full_again(now, oldest)
            left.append(Left(bucket.name, label.en, label.nl, max(bucket.limit - spent, 0), bucket.limit, full))
        on, opened, subjects = self.is_on(name), self.opens(name), tuple(self.subjects(name))
        following = self._next(name, last, now) if on and opened and subjects else None
        return Standing(kind, source, on, opened, subjects, last, tuple(left), following)

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
        self.expire(given.clock.now())
        report = sync(self._workspace, source, about, given)
        for subject in report.run.withdrawn:
            self._forget(name, subject, "consent ended at the platform", given.clock.now())
        self.asked.note(name, "", f"asked: {report.run.state}", given.clock.now())
        return report

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

        return Outside(GuardedClient(source.hosts), Opening(self, name), SystemClock())

    def renew_ending(self, now: datetime) -> dict[str, bool]:
        """Renews the tokens that end within a week. Returns by `source:subject` whether it worked."""
        found = {}
        for token in self.tokens.ending(now + RENEW_BEFORE):
            if token.source in self.kinds and token.subject != APP:
                found[f"{token.source}:{token.subject}"] = self.renew(token, now)
        return found

    def renew(self, token: Token, now: datetime) -> bool:
        """Renews a token; False when the platform gives none, so that the creator must be asked again."""
        sign_in, app = self.kind(token.source).sign_in, self.tokens.of(token.source, APP)
        if sign_in is None or app is None:
            return False
        try:
            self.tokens.keep(renewed(sign_in, app.secret, token, now))
        except SignInFailed:
            return False
        return True

    def begin_consent(self, name: str, redirect_to: str) -> Begun:
        """Where to send a creator who is asked for consent. Raises `BadInput` where creators can't sign in."""
        sign_in, app = self._sign_in(name)
        return begin(sign_in, app.secret, redirect_to)

    def finish_consent(
        self, name: str, redirect_to: str, begun: Begun, answered: Mapping[str, str], now: datetime,
        client: Client | None = None,
    ) -> str:  # fmt: skip
        """Keeps the token of a creator who said yes, and asks about the creator from now on. Returns whose it is.

        Raises `SignInFailed`.
        """
        from kring.sources.http import GuardedClient

        sign_in, app = self._sign_in(name)
        secret, ends = finish(sign_in, app.secret, redirect_to, begun, answered, now)
        kind, source = self.kind(name), self.source(name, [])
        asks = client or GuardedClient(source.hosts)
        subject = kind.whose(lambda call: asks.send(_with_headers(call, kind.headers(secret))), secret)
        self.tokens.keep(Token(name, subject, secret, now, now, ends))
        self.asked.note(name, subject, "consented", now)
        return subject

    def _sign_in(self, name: str) -> tuple[SignIn, Token]:
        sign_in, app = self.kind(name).sign_in, self.tokens.of(name, APP)
        if sign_in is None or app is None:
            raise BadInput(f"creators can't sign in to {name} yet.", "Keep the app they sign in to first.",
                           nl=f"creators kunnen zich nog niet aanmelden bij {name}.",
                           nl_advice="Bewaar eerst de app waarbij ze zich aanmelden.")  # fmt: skip
        return sign_in, app

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

    def _next(self, name: str, last: StoredRun | None, now: datetime) -> datetime:
        if last is None:
            return now
        if last.state is RunState.WAITING and last.until is not None:
            return last.until
        if last.state in (RunState.RUNNING, RunState.STOPPED):
            return now
        return last.began_at + self.asked.every(name)

    def _forget(self, name: str, subject: str, deed: str, now: datetime) -> None:
        self.tokens.forget(name, subject)
        self.asked.forget_name(name, subject)
        self.asked.note(name, "", deed, now)


class Opening:
    """Adds to each call what opens a source: nothing, the organisation's key, or the creator's token."""

    def __init__(self, sources: Sources, name: str) -> None:
        self._sources, self._kind = sources, sources.kind(name)
        self._by_creator = self._kind.source().access is Access.CONSENT

    def signed(self, call: Call, subject: str) -> Call:
        """The call with the headers of what opens it. Raises `ConsentOver` where a creator's token is gone."""
        secret: Mapping[str, str] = {}
        if self._kind.secrets or self._by_creator:
            token = self._sources.tokens.of(self._kind.name, subject if self._by_creator else APP)
            if token is None:
                raise ConsentOver
            secret = token.secret
        return _with_headers(call, self._kind.headers(secret))

    def renew(self, subject: str) -> bool:
        """A new token of a creator. Raises `ConsentOver` when the platform gives none."""
        token = self._sources.tokens.of(self._kind.name, subject) if self._by_creator else None
        if token is None:
            return False
        if not self._sources.renew(token, datetime.now(UTC)):
            raise ConsentOver
        return True


def _with_headers(call: Call, headers: Mapping[str, str]) -> Call:
    return replace(call, headers={**call.headers, **headers})


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The moment it is."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Waits."""
        import time

        time.sleep(seconds)


def plain(standing: Standing) -> dict[str, Any]:
    """A standing as plain values for JSON."""
    run = standing.last
    return {
        "source": standing.kind.name,
        "on": standing.on,
        "opened": standing.opened,
        "subjects": list(standing.subjects),
        "last": run and {"state": run.state, "began_at": run.began_at.isoformat(), "pages": run.pages,
                         "left": run.left, "why": run.why.en},
        "quota": [{"bucket": left.bucket, "left": left.units, "of": left.of} for left in standing.left],
        "next_at": standing.next_at and standing.next_at.isoformat(),
    }  # fmt: skip
