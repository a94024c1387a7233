"""A kind of source as people choose it: what it is asked about, what opens it, and how a `Source` of it is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kring.sources.core.oauth import SignIn, failed
from kring.sources.core.reading import at, text
from kring.sources.core.said import Said
from kring.sources.core.source import Source
from kring.sources.core.step import Answer, Call

Make = Callable[[Mapping[str, str], Sequence[str]], Source]
Send = Callable[[Call], Answer]
Whose = Callable[[Send, Mapping[str, str]], str]
Signed = Callable[[Mapping[str, str]], Mapping[str, str]]


def unsigned(secret: Mapping[str, str]) -> Mapping[str, str]:
    """An open source takes no headers."""
    return {}


def bearer(secret: Mapping[str, str]) -> Mapping[str, str]:
    """The headers with an access token (RFC 6750)."""
    return {"Authorization": f"Bearer {secret['access_token']}"}


def plain_name(subject: str) -> str:
    """The name of an account as all ways to write it have it in common."""
    return subject.strip().lstrip("@").lower()


def nobody(send: Send, secret: Mapping[str, str]) -> str:
    """For sources that nobody signs in to."""
    raise ValueError("nobody signs in to this source")


def handle_in(answer: Answer, *path: str) -> str:
    """The handle of whoever signed in, from an answer. Raises `SignInFailed` when it isn't there."""
    handle = text(at(answer.json(), *path))
    if handle is None:
        raise failed("the platform does not say whose account it is", "het platform zegt niet van wie het account is")
    return handle.lower()


@dataclass(frozen=True)
class Choice:
    """Something to choose of a source: its name, what it means, and what can be chosen, the default first."""

    name: str
    means: Said
    values: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind. `make`: the source with what was chosen, for these subjects. `asks`: what to write as a subject, with
    an `example`. `headers`: what a secret adds to a call. `plain`: the one form of a subject that people write in
    several. `secrets`: what a person types in to open it, by name; each subject's own where its access says so.
    `sign_in`: how a creator says yes; `whose` then asks the platform who that was, and gives the subject.
    `on`: whether it may be used without being switched on first. `checked`: what the reading of its answers was held
    against, so that people know how sure it is.
    """

    name: str
    make: Make
    asks: Said
    example: str
    checked: Said
    headers: Signed = unsigned
    plain: Callable[[str], str] = plain_name
    secrets: Mapping[str, Said] = field(default_factory=dict)
    sign_in: SignIn | None = None
    whose: Whose = nobody
    choices: tuple[Choice, ...] = ()
    on: bool = True

    def source(self, chosen: Mapping[str, str] | None = None, subjects: Sequence[str] = ()) -> Source:
        """A source of this kind."""
        return self.make(chosen or {}, subjects)
