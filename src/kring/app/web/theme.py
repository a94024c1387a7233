"""Light, dark, or as the device says: kept in a cookie, so that it works without JavaScript and without a flash."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

COOKIE = "kring_theme"
THEMES = ("system", "light", "dark")
KEPT_SECONDS = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme the visitor chose; as the device says when nothing was chosen."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


def keep_theme(response: HttpResponse, theme: str) -> None:
    """Remember the choice; raises ValueError for a theme there is none of."""
    if theme not in THEMES:
        raise ValueError(theme)
    response.set_cookie(COOKIE, theme, max_age=KEPT_SECONDS, samesite="Lax", httponly=True)
