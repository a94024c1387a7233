"""Addresses of feeds, and the account that a feed belongs to."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kring.errors import BadInput


def address_of(subject: str) -> str:
    """The address of a feed, over https whatever was written. Raises BadInput when it is none."""
    plain = subject.strip()
    whole = plain if "://" in plain else f"https://{plain}"
    try:
        parts = urlsplit(whole)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if "." not in host or parts.scheme not in ("http", "https") or parts.username or " " in plain:
        raise BadInput(
            f"'{subject}' is no address of a feed.", "Write it whole, such as https://blog.example/feed.",
            nl=f"'{subject}' is geen adres van een feed.", nl_advice="Schrijf het voluit, zoals https://blog.example/feed.",
        )  # fmt: skip
    return parts._replace(scheme="https", fragment="").geturl()


def hosts_of(subject: str) -> tuple[str, str]:
    """The host of a feed, with www. and without: sites lead from one to the other."""
    host = _bare(urlsplit(address_of(subject)).hostname or "")
    return host, f"www.{host}"


def account_of(platform: str, subject: str, site: Any) -> str:
    """platform:address in lower case: of the site, when it has the same host as its feed, else of the feed."""
    feed = urlsplit(address_of(subject))
    try:
        own = urlsplit(site) if isinstance(site, str) else None
        same = own is not None and _bare(own.hostname or "") == _bare(feed.hostname or "")
    except ValueError:
        same = False
    parts = own if same and own is not None else feed
    query = "" if same or not feed.query else f"?{feed.query}"
    return f"{platform}:{_bare(parts.hostname or '')}{parts.path.rstrip('/')}{query}".lower()


def _bare(host: str) -> str:
    return host.removeprefix("www.")
