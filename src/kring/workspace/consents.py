"""`Consents`: creators' tokens - how one is asked for, kept, and renewed before it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from kring.errors import BadInput
from kring.sources.core.asked import Asked
from kring.sources.core.kind import Kind
from kring.sources.core.oauth import Begun, SignIn, SignInFailed, begin, finish, renewed
from kring.sources.core.run import Client
from kring.sources.core.step import Call
from kring.sources.core.tokens import Token, Tokens

APP = ""
"""The subject under which a source's own key, or the app we are known by at a platform, is kept."""
RENEW_BEFORE = timedelta(days=7)


class Consents:
    """The tokens that creators gave for these kinds of sources. `tokens` keeps them, `asked` logs what was done."""

    def __init__(self, kinds: Mapping[str, Kind], tokens: Tokens, asked: Asked) -> None:
        self._kinds, self.tokens, self._asked = kinds, tokens, asked

    def subjects(self, name: str) -> list[str]:
        """The creators who gave their consent for a source."""
        return [subject for subject in self.tokens.subjects(name) if subject != APP]

    def begin(self, name: str, redirect_to: str) -> Begun:
        """Where to send a creator who is asked for consent. Raises `BadInput` where creators can't sign in."""
        sign_in, app = self._sign_in(name)
        return begin(sign_in, app.secret, redirect_to)

    def finish(
        self, name: str, redirect_to: str, begun: Begun, answered: Mapping[str, str], now: datetime,
        client: Client | None = None,
    ) -> str:  # fmt: skip
        """Keeps the token of a creator who said yes. Returns whose it is. Raises `SignInFailed`."""
        from kring.sources.http import GuardedClient

        sign_in, app = self._sign_in(name)
        secret, ends = finish(sign_in, app.secret, redirect_to, begun, answered, now)
        kind = self._kinds[name]
        asks = client or GuardedClient(kind.source().hosts)
        subject = kind.whose(lambda call: asks.send(with_headers(call, kind.headers(secret))), secret)
        self.tokens.keep(Token(name, subject, secret, now, now, ends))
        self._asked.note(name, subject, "consented", now)
        return subject

    def renew(self, token: Token, now: datetime) -> bool:
        """Renews a token; False when the platform gives none, so that the creator must be asked again."""
        try:
            sign_in, app = self._sign_in(token.source)
            self.tokens.keep(renewed(sign_in, app.secret, token, now))
        except (BadInput, SignInFailed):
            return False
        return True

    def renew_ending(self, now: datetime) -> dict[str, bool]:
        """Renews the tokens that end within a week. Returns by `source:subject` whether it worked."""
        ending = [token for token in self.tokens.ending(now + RENEW_BEFORE) if token.source in self._kinds]
        return {f"{token.source}:{token.subject}": self.renew(token, now) for token in ending if token.subject != APP}

    def _sign_in(self, name: str) -> tuple[SignIn, Token]:
        sign_in, app = self._kinds[name].sign_in, self.tokens.of(name, APP)
        if sign_in is None or app is None:
            raise BadInput(f"creators can't sign in to {name} yet.", "Keep the app they sign in to first.",
                           nl=f"creators kunnen zich nog niet aanmelden bij {name}.",
                           nl_advice="Bewaar eerst de app waarbij ze zich aanmelden.")  # fmt: skip
        return sign_in, app


def with_headers(call: Call, headers: Mapping[str, str]) -> Call:
    """The call with these headers besides its own."""
    return replace(call, headers={**call.headers, **headers})
