"""Addresses in the fediverse: user@server, without an @ before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kring.errors import BadInput

PLATFORM = "mastodon"
_ADDRESS = re.compile(r"(?P<user>[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)@(?P<server>[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?)")


class Address(NamedTuple):
    """An account and the server it lives on."""

    user: str
    server: str

    @property
    def account(self) -> str:
        """platform:handle."""
        return f"{PLATFORM}:{self.user}@{self.server}"


def address_of(subject: str) -> Address:
    """The address that a subject is. Raises BadInput when it is none.

    Nothing but its case may differ from the account's name, so that all of it is found when it must go.
    """
    found = _ADDRESS.fullmatch(subject.lower())
    if found is None:
        raise BadInput(
            f"'{subject}' is no address in Mastodon.", "Write it as user@server, such as anna@mastodon.social.",
            nl=f"'{subject}' is geen adres in Mastodon.", nl_advice="Schrijf naam@server, zoals anna@mastodon.social.",
        )  # fmt: skip
    return Address(found["user"], found["server"])


def whole_name(acct: object, server: str) -> str | None:
    """user@server of an account as a server names it: those of the server itself go without its name."""
    if not isinstance(acct, str) or not acct.strip("@ "):
        return None
    name = acct.strip().lstrip("@").lower()
    return name if "@" in name or name.startswith("person:") else f"{name}@{server}"
