"""Addresses of the application."""

from __future__ import annotations

from django.urls import include, path

from kring.app.briefs.views.comparing import calendar

urlpatterns = [
    path("", include("kring.app.web.urls")),
    path("", include("kring.app.accounts.urls")),
    path("find/", include("kring.app.discovery.urls")),
    path("calendar/", calendar, name="calendar"),
    path("briefs/", include("kring.app.briefs.urls")),
    path("", include("kring.app.api.urls")),
    path("", include("kring.app.matching.urls")),
    path("", include("kring.app.sources.urls")),
]

handler403 = "kring.app.web.views.errors.forbidden"
handler404 = "kring.app.web.views.errors.not_found"
handler500 = "kring.app.web.views.errors.failure"
