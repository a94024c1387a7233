"""Addresses of the pages of sources."""

from __future__ import annotations

from django.urls import path

from kring.app.sources.views import adding, consenting, quarantine, standing

urlpatterns = [
    path("add/", adding.add, name="add_creators"),
    path("add/<int:pk>/", adding.upload, name="upload"),
    path("add/<int:pk>/progress/", adding.progress, name="upload_progress"),
    path("add/<int:pk>/drop/", adding.drop, name="upload_drop"),
    path("sources/", standing.sources, name="sources"),
    path("sources/<slug:name>/add/", standing.add_subject, name="source_add"),
    path("sources/<slug:name>/remove/", standing.remove_subject, name="source_remove"),
    path("sources/<slug:name>/key/", standing.keep_key, name="source_key"),
    path("sources/<slug:name>/choose/", standing.choose, name="source_choose"),
    path("sources/<slug:name>/ask/", standing.ask_now, name="source_ask"),
    path("sources/<slug:name>/link/", consenting.link, name="consent_link"),
    path("consent/done/", consenting.done, name="consent_done"),
    path("consent/own/<str:secret>/", consenting.own, name="consent_own"),
    path("consent/<str:secret>/go/", consenting.go, name="consent_go"),
    path("consent/<str:secret>/", consenting.consent, name="consent"),
    path("quarantine/", quarantine.quarantine, name="quarantine"),
    path("quarantine/<str:batch>/rows.csv", quarantine.download, name="quarantine_download"),
    path("quarantine/<str:batch>/give-up/", quarantine.give_up, name="quarantine_give_up"),
]
