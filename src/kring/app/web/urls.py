"""Addresses of the pages about creators and the words of the field."""

from __future__ import annotations

from django.urls import path, register_converter
from django.views.i18n import set_language

from kring.app.accounts.permissions import open_to_all
from kring.app.matching.views import creator_side
from kring.app.web.converters import AccountConverter
from kring.app.web.views import brands, creator, creators, glossary, overview, preferences

register_converter(AccountConverter, "account")

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("account/", overview.account, name="account"),
    path("creators/", creators.creators, name="creators"),
    path("creators/download.csv", creators.download, name="creators_download"),
    path("creators/compare/", creator.compare, name="creators_compare"),
    path("creators/<account:account>/evidence/<slug:figure>/", creator.evidence, name="creator_evidence"),
    path("creators/<account:account>/arrivals/", creator.arrivals, name="creator_arrivals"),
    path("creators/<account:account>/places/", creator.places, name="creator_places"),
    path("creators/<account:account>/brand/", brands.posts, name="creator_brand"),
    path("creators/<account:account>/briefs/", creator_side.fits, name="creator_openings"),
    path("creators/<account:account>/", creator.creator, name="creator"),
    path("fans/", brands.fans, name="fans"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("language/", open_to_all(set_language), name="set_language"),
    path("theme/", preferences.theme, name="theme"),
    path("healthz", preferences.health, name="health"),
]
