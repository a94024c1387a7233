"""Addresses of the page of access keys, and of the interface for programs."""

from __future__ import annotations

from django.urls import include, path

from kring.app.api import views
from kring.app.api.door import addresses

urlpatterns = [
    path("account/keys/", views.keys, name="keys"),
    path("account/keys/<int:pk>/revoke/", views.revoke, name="key_revoke"),
    path("api/v1/", include(addresses())),
]
