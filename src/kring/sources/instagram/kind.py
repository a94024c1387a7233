"""Instagram with consent as people choose it, and where a creator says yes."""

from __future__ import annotations

from collections.abc import Mapping

from kring.sources.core.kind import Kind, Send, bearer, handle_in
from kring.sources.core.oauth import SignIn
from kring.sources.core.said import Said
from kring.sources.core.step import Step
from kring.sources.instagram import steps
from kring.sources.instagram.policy import CONSENT
from kring.sources.instagram.source import Instagram

SIGN_IN = SignIn(
    authorize="https://www.instagram.com/oauth/authorize",
    token="https://api.instagram.com/oauth/access_token",
    scopes=CONSENT.scopes,
    scope_mark=",",
    lengthen=("https://graph.instagram.com/access_token", "ig_exchange_token"),
    renew=("https://graph.instagram.com/refresh_access_token", "ig_refresh_token"),
    pkce=False,
    days=CONSENT.days,
    hosts=("api.instagram.com", "graph.instagram.com"),
)


def whose(send: Send, secret: Mapping[str, str]) -> str:
    """The handle of the creator whose token it is. Raises `SignInFailed` when the platform doesn't say."""
    return handle_in(send(steps.call(Step(steps.PROFILE, "", {"fields": "username"}))), "username")


KIND = Kind(
    "instagram",
    lambda chosen, subjects: Instagram(),
    Said("a creator who signs in at Instagram", "een creator die zich aanmeldt bij Instagram"),
    "handle",
    Said(
        "27 recorded answers of these kinds and the fields of Meta's own client; "
        "how followers divide against our own imitation only",
        "27 opgenomen antwoorden van deze soorten en de velden van Meta's eigen client; "
        "hoe volgers verdeeld zijn alleen tegen onze eigen nabootsing",
    ),
    headers=bearer,
    secrets={
        "client_id": Said("the id of your app at Meta", "het id van jullie app bij Meta"),
        "client_secret": Said("the secret of that app", "het geheim van die app"),
    },
    sign_in=SIGN_IN,
    whose=whose,
)
