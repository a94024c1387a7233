"""Trait: management. Whether a creator arranges collaborations alone or through an agency, and how to get in touch.

Method: phrases of the bio (`kring.vocabulary.management`), an e-mail address or handle with the name of an agency; for
own: phrases, an address at a free mail host, or one that holds the creator's own handle. Where both speak the agency
counts, since creators with one often answer mail too; where nothing speaks it is unknown, never own.
Limits: a bio says what it says today; many with an agency don't say so. Of an address only its host is kept, and of a
handle only one that is an agency's by its name: whoever sits behind "mgmt: @jan" is a third person and not stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from kring.profile.normalised import normalised
from kring.vocabulary.brands import squeezed
from kring.vocabulary.management import AGENCY, OWN, UNKNOWN, management_words

MANAGEMENT = pa.schema(
    [
        ("account", pa.string()), ("management", pa.string()), ("agency", pa.string()),
        ("routes", pa.list_(pa.string())), ("rules", pa.list_(pa.string())),
    ]
)  # fmt: skip
LEAST_OF_HANDLE = 4
_MAIL = re.compile(r"([\w.+-]+)(?:@|\s?[\[(]at[\])]\s?)((?:[\w-]+\.)+[a-z]{2,})")
_HANDLE = re.compile(r"(?<![\w.])@([\w.]*\w)")


@dataclass(frozen=True, slots=True)
class Management:
    """Who arranges it (own, agency, unknown), the agency's host or handle, the routes, and the rules that told.

    `routes`: names of `kring.vocabulary.management.contact_routes`. `rules`: such as `phrase:represented by`.
    """

    management: str
    agency: str | None = None
    routes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def management(accounts: pa.Table) -> pa.Table:
    """The management of every account that has a bio or a link, rows of `MANAGEMENT` by account.

    `accounts` needs account, handle, bio, link.
    """
    columns = [accounts[name].to_pylist() for name in ("account", "handle", "bio", "link")]
    rows: list[dict[str, Any]] = []
    for account, handle, bio, link in zip(*columns, strict=True):
        if bio or link:
            told = management_of(bio, link, handle)
            rows.append({
                "account": account, "management": told.management, "agency": told.agency,
                "routes": list(told.routes), "rules": list(told.rules),
            })  # fmt: skip
    return pa.Table.from_pylist(rows, MANAGEMENT).sort_by("account")


def management_of(bio: str | None, link: str | None = None, handle: str | None = None) -> Management:
    """What one bio tells."""
    text = " ".join(normalised(bio or "").folded.split())
    mails = _MAIL.findall(text)
    without_mails = _MAIL.sub(" ", text)
    agencies = [f"@{name}" for name in _HANDLE.findall(without_mails) if _is_agency(name)]
    agencies += [host for local, host in mails if _is_agency(local) or _is_agency(host)]
    plain = without_mails
    for phrase in management_words().not_agency:
        plain = plain.replace(phrase, " ")
    by_agency = [f"phrase:{phrase}" for phrase in _found(plain, management_words().agency)]
    by_agency += ["name:agency"] * bool(agencies)
    by_own = [f"phrase:{phrase}" for phrase in _found(without_mails, management_words().own)]
    by_own += [rule for local, host in mails if (rule := _own_mail(local, host, handle))]
    decided = AGENCY if by_agency else OWN if by_own else UNKNOWN
    routes = _routes(without_mails, bool(mails), link, decided)
    named = agencies[0] if agencies else None
    return Management(decided, named, routes, tuple(dict.fromkeys(by_agency or by_own)))


def _is_agency(name: str) -> bool:
    """Whether a handle, or an address before or after the @, has a part that agencies have in their names."""
    if name in management_words().free_mail:
        return False
    parts = re.split(r"[\W_]+", name)
    return any(part.endswith(word) for part in parts for word in management_words().agency_names)


def _own_mail(local: str, host: str, handle: str | None) -> str | None:
    if _is_agency(local) or _is_agency(host):
        return None
    if host in management_words().free_mail:
        return "mail:free"
    own = squeezed(handle or "")
    return "mail:own name" if len(own) >= LEAST_OF_HANDLE and own in squeezed(host) else None


def _routes(text: str, mail: bool, link: str | None, decided: str) -> tuple[str, ...]:
    """The ways to get in touch, the most direct first."""
    message = bool(_found(text, management_words().message))
    there = {"agency": decided == AGENCY, "email": mail, "message": message, "link": bool(link)}
    return tuple(name for name, given in there.items() if given)


def _found(text: str, phrases: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(found[0] for found in _any_of(tuple(phrases)).finditer(text)))


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
