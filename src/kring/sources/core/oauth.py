"""How a creator signs in at a platform and says yes: OAuth 2.0 with state and PKCE, by Authlib over our own transport.

RFC 6749 (the exchange), RFC 7636 (PKCE), RFC 9700 (what to watch for). What differs by platform is data of `SignIn`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kring.errors import KringError
from kring.sources.core.tokens import Token

if TYPE_CHECKING:
    import httpx


@dataclass(frozen=True)
class SignIn:
    """Where and how a platform asks a creator for consent.

    `authorize`: where the creator goes. `token`: where a code becomes a token. `lengthen` and `renew`: addresses that
    take the token itself and give one that lasts longer, with their grant types, where a platform has its own way;
    without `renew` a refresh token is used. `client_name`: what the platform calls the client's id. `extra`: what the
    token call needs besides. `days`: how long a token lasts when the answer doesn't say.
    """

    authorize: str
    token: str
    scopes: tuple[str, ...]
    scope_mark: str = " "
    client_name: str = "client_id"
    lengthen: tuple[str, str] | None = None
    renew: tuple[str, str] | None = None
    pkce: bool = True
    days: int = 1
    hosts: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """A sign-in that was begun: where the creator goes, and what must be kept until the answer, in the session."""

    address: str
    state: str
    verifier: str


class SignInFailed(KringError):
    """The platform gave no token, or the answer is not one to our question."""


Secrets = Mapping[str, str]


def begin(sign_in: SignIn, app: Secrets, redirect_to: str) -> Begun:
    """The address to send a creator to. `app`: the id and secret under which we are known at the platform."""
    from authlib.common.security import generate_token

    verifier = generate_token(64)
    with _client(sign_in, app, redirect_to) as client:
        given: dict[str, Any] = {"code_verifier": verifier} if sign_in.pkce else {}
        address, state = client.create_authorization_url(sign_in.authorize, **given, **_named(sign_in, app))
    return Begun(address, state, verifier)


def finish(
    sign_in: SignIn, app: Secrets, redirect_to: str, begun: Begun, answered: Mapping[str, str], now: datetime
) -> tuple[Secrets, datetime]:
    """The secret of a creator who said yes, and when it ends. `answered`: the parameters the platform sent back with.

    Raises `SignInFailed` for a no, for an answer to another question, and when there is no token.
    """
    import hmac

    if not hmac.compare_digest(answered.get("state", ""), begun.state):
        raise _failed("the answer belongs to another sign-in", "het antwoord hoort bij een andere aanmelding")
    if "code" not in answered:
        raise _failed("the creator did not say yes", "de creator zei geen ja")
    given = {"code_verifier": begun.verifier} if sign_in.pkce else {}
    code = answered["code"].removesuffix("#_")
    with _client(sign_in, app, redirect_to) as client:
        told = _told(lambda: client.fetch_token(sign_in.token, code=code, **given, **_named(sign_in, app)))
    if sign_in.lengthen is not None:
        told = {**told, **_own_way(sign_in, sign_in.lengthen, told, app)}
    return _secret(sign_in, told, now)


def renewed(sign_in: SignIn, app: Secrets, token: Token, now: datetime) -> Token:
    """The token that takes the place of one that is about to end. Raises `SignInFailed`."""
    if sign_in.renew is not None:
        told = {**token.secret, **_own_way(sign_in, sign_in.renew, token.secret, app)}
    else:
        with _client(sign_in, app, "") as client:
            refresh = token.secret.get("refresh_token", "")
            told = _told(lambda: client.refresh_token(sign_in.token, refresh_token=refresh, **_named(sign_in, app)))
        told = {**token.secret, **told}
    secret, ends = _secret(sign_in, told, now)
    return Token(token.source, token.subject, secret, token.granted_at, now, ends)


def _client(sign_in: SignIn, app: Secrets, redirect_to: str) -> Any:
    from authlib.integrations.httpx_client import OAuth2Client

    return OAuth2Client(
        app["client_id"], app["client_secret"], scope=sign_in.scope_mark.join(sign_in.scopes),
        redirect_uri=redirect_to, token_endpoint_auth_method="client_secret_post", transport=_transport(sign_in),
        code_challenge_method="S256" if sign_in.pkce else None, trust_env=False, timeout=30,
    )  # fmt: skip


def _transport(sign_in: SignIn) -> httpx.BaseTransport:
    from kring.sources.http.transport import CheckedTransport

    return CheckedTransport(sign_in.hosts)


def _named(sign_in: SignIn, app: Secrets) -> dict[str, str]:
    """The client's id under the platform's own name for it, and what else it wants."""
    own = {} if sign_in.client_name == "client_id" else {sign_in.client_name: app["client_id"]}
    return {**own, **sign_in.extra}


def _own_way(sign_in: SignIn, way: tuple[str, str], told: Mapping[str, Any], app: Secrets) -> dict[str, Any]:
    """A longer or a newer token, at platforms that give it for the token itself."""
    import httpx

    address, grant = way
    asked = {"grant_type": grant, "access_token": str(told["access_token"]), "client_secret": app["client_secret"]}
    with httpx.Client(transport=_transport(sign_in), trust_env=False, timeout=30) as client:
        return _told(lambda: client.get(address, params=asked).raise_for_status().json())


def _told(ask: Callable[[], Any]) -> dict[str, Any]:
    import httpcore
    import httpx
    from authlib.common.errors import AuthlibBaseError

    from kring.sources.http.addresses import Refused

    try:
        told = ask()
    except (AuthlibBaseError, httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException,
            OSError, ValueError, Refused):  # fmt: skip
        raise _failed("the platform gave no token", "het platform gaf geen token") from None
    if not isinstance(told, dict) or not told.get("access_token"):
        raise _failed("the platform gave no token", "het platform gaf geen token")
    return dict(told)


def _secret(sign_in: SignIn, told: Mapping[str, Any], now: datetime) -> tuple[Secrets, datetime]:
    seconds = told.get("expires_in")
    lasts = timedelta(seconds=float(seconds)) if seconds else timedelta(days=sign_in.days)
    kept = {name: str(told[name]) for name in ("access_token", "refresh_token", "user_id", "open_id") if told.get(name)}
    return kept, now + lasts


def _failed(en: str, nl: str) -> SignInFailed:
    return SignInFailed(
        f"signing in did not work: {en}.", "Begin again from the link that was sent.",
        nl=f"aanmelden lukte niet: {nl}.", nl_advice="Begin opnieuw vanaf de link die gestuurd is.",
    )  # fmt: skip
