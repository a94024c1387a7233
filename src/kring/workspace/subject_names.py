"""Under which names a subject can be found: as a source asks about it, by its account, by the platform's number."""

from __future__ import annotations

from collections.abc import Iterable

from kring.errors import BadInput, WorkspaceProblem
from kring.sources.core.kind import Kind, plain_name
from kring.sources.core.raw_log import RawLog
from kring.sources.core.source import Access, Source
from kring.sources.core.step import RawPage
from kring.sources.core.tokens import Tokens

_NUMBERS = ("user_id", "open_id")
"""What platforms call the number of the account that gave a token, as it came with that token."""


def subjects_called(
    written: str, kind: Kind, source: Source, asked_about: Iterable[str], tokens: Tokens, log: RawLog
) -> list[str]:
    """Whom a name means, of those who are asked about and those of whom pages are kept.

    A name is the subject's own, however it is written, or the account it leads to, where it leads to no other. Only
    what is nobody's name is taken for a number, such as came with a token: a handle may be digits too.
    """
    accounts = _only_accounts(source, log.newest_pages(source.name))
    own = _plain(kind, written)
    account = plain_name(written).removeprefix(f"{source.platform}:")
    found, known = [], list(dict.fromkeys([*asked_about, *log.subjects(source.name)]))
    for subject in known:
        led_to = accounts.get(subject, "").removeprefix(f"{source.platform}:")
        same = subject == written or (own is not None and _plain(kind, subject) == own)
        if same or (led_to and led_to == account):
            found.append(subject)
    return found or [subject for subject in known if written.strip() in _numbers(source, subject, tokens)]


def accounts_in(source: Source, pages: Iterable[RawPage]) -> set[str]:
    """The accounts of which pages tell anything."""
    rows = (row for page in pages for told in source.decode(page).values() for row in told)
    return {str(row["account"]) for row in rows if row.get("account")}


def _only_accounts(source: Source, pages: Iterable[RawPage]) -> dict[str, str]:
    """By subject the account it leads to, of those that lead to just one."""
    told: dict[str, set[str]] = {}
    for page in pages:
        told.setdefault(page.step.subject, set()).update(accounts_in(source, [page]))
    return {subject: next(iter(accounts)) for subject, accounts in told.items() if len(accounts) == 1}


def _plain(kind: Kind, written: str) -> str | None:
    try:
        return kind.plain(written)
    except BadInput:
        return None


def _numbers(source: Source, subject: str, tokens: Tokens) -> set[str]:
    try:
        token = tokens.of(source.name, subject) if source.access is Access.CONSENT else None
    except WorkspaceProblem:
        return set()
    return set() if token is None else {token.secret[name] for name in _NUMBERS if name in token.secret}
