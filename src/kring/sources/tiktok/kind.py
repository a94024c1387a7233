"""TikTok with consent as people choose it, and where a creator says yes."""

from __future__ import annotations

from collections.abc import Mapping

from kring.sources.core.kind import Kind, Send, bearer, handle_in
from kring.sources.core.oauth import SignIn
from kring.sources.core.said import Said
from kring.sources.core.step import Step
from kring.sources.tiktok import steps
from kring.sources.tiktok.policy import CONSENT, HOST
from kring.sources.tiktok.source import TikTok

SIGN_IN = SignIn(
    authorize="https://www.tiktok.com/v2/auth/authorize/",
    token=f"https://{HOST}/v2/oauth/token/",
    scopes=CONSENT.scopes,
    scope_mark=",",
    client_name="client_key",
    pkce=False,
    hosts=(HOST,),
)


def whose(send: Send, secret: Mapping[str, str]) -> str:
    """The handle of the creator whose token it is. Raises `SignInFailed` when the platform doesn't say."""
    return handle_in(send(steps.call(Step(steps.PROFILE, "", {}))), "data", "user", "username")


KIND = Kind(
    "tiktok",
    lambda chosen, subjects: TikTok(),
    Said("a creator who signs in at TikTok", "een creator die zich aanmeldt bij TikTok"),
    "handle",
    Said("our own imitation of its documentation only", "alleen onze eigen nabootsing van de documentatie"),
    headers=bearer,
    secrets={
        "client_id": Said("the key of your app at TikTok", "de sleutel van jullie app bij TikTok"),
        "client_secret": Said("the secret of that app", "het geheim van die app"),
    },
    sign_in=SIGN_IN,
    whose=whose,
)
