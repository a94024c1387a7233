"""An optional language model behind an OpenAI-compatible address. Off until a person names one; nothing is sent before.

KRING_MODEL_URL names it, such as https://models.example.org/v1; KRING_MODEL_NAME the model, KRING_MODEL_KEY its key.
Only that host is asked, by https or on this machine itself, through the guarded client.
"""

from __future__ import annotations

import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kring.errors import BadInput
from kring.match.draft.draft import Draft
from kring.match.draft.model_answer import messages, with_answer
from kring.sources.http import GuardedClient
from kring.sources.http.addresses import LOCAL, Refused, is_public

MOST_BYTES = 200_000
SECONDS = 30


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Where a language model is asked, and which. The key is never shown."""

    url: str
    name: str
    key: str = field(default="", repr=False)

    @classmethod
    def named(cls, variables: Mapping[str, str] | None = None) -> LanguageModel | None:
        """The one that the surroundings name; None when they name none. Raises BadInput for an unsafe address."""
        given = os.environ if variables is None else variables
        url = given.get("KRING_MODEL_URL", "").rstrip("/")
        if not url:
            return None
        _check(url)
        return cls(url, given.get("KRING_MODEL_NAME", "default"), given.get("KRING_MODEL_KEY", ""))

    @property
    def host(self) -> str:
        """The host that is asked, for people to read."""
        return urlsplit(self.url).hostname or ""

    def read(self, draft: Draft) -> Draft:
        """The draft with what the model adds, each guess checked and marked. Raises BadInput without an answer."""
        return with_answer(draft, self.said_of(draft))

    def said_of(self, draft: Draft) -> str:
        """What the model says of the draft's text, as it says it. Raises BadInput without an answer."""
        asked = {"model": self.name, "messages": messages(draft), "temperature": 0}
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            client = GuardedClient([self.host], seconds=SECONDS, most_bytes=MOST_BYTES)
            answer = client.post(f"{self.url}/chat/completions", json.dumps(asked).encode(), headers)
        except Refused as why:
            raise _silent(str(why)) from None
        try:
            return str(json.loads(answer)["choices"][0]["message"]["content"])
        except (ValueError, KeyError, IndexError, TypeError, RecursionError):
            raise _silent("its answer has another form") from None


def _check(url: str) -> None:
    """Raises BadInput unless the address is https, or http on this machine, and names no inner address."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _unsafe() from None
    local = host in LOCAL
    safe = parts.scheme == "https" or (parts.scheme == "http" and local)
    if not host or not safe or parts.username or parts.query or parts.fragment or (not local and _is_inner(host)):
        raise _unsafe()


def _is_inner(host: str) -> bool:
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return False


def _unsafe() -> BadInput:
    return BadInput(
        "KRING_MODEL_URL is not an address that may be asked.",
        "Write https://host/v1, or http://localhost:port/v1 for a model on this machine.",
        nl="KRING_MODEL_URL is geen adres dat gevraagd mag worden.",
        nl_advice="Schrijf https://host/v1, of http://localhost:poort/v1 voor een model op deze machine.",
    )  # fmt: skip


def _silent(why: str) -> BadInput:
    return BadInput(
        f"the language model gives no answer: {why}.", "Look at KRING_MODEL_URL, or go on without it.",
        nl="het taalmodel geeft geen antwoord.", nl_advice="Kijk naar KRING_MODEL_URL, of ga zonder verder.",
    )  # fmt: skip
