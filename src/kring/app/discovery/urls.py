"""Addresses of the pages of discovery."""

from __future__ import annotations

from django.urls import path

from kring.app.discovery.views import finding, lists

urlpatterns = [
    path("", finding.find, name="find"),
    path("creators.<slug:ending>", finding.download, name="find_download"),
    path("map/", finding.homes, name="find_map"),
    path("searches/keep/", finding.keep, name="find_keep"),
    path("searches/<int:pk>/", finding.saved, name="find_saved"),
    path("searches/<int:pk>/delete/", finding.forget, name="find_forget"),
    path("lists/", lists.lists, name="find_lists"),
    path("lists/add/", lists.add, name="find_list_add"),
    path("lists/<int:pk>/", lists.one_list, name="find_list"),
    path("lists/<int:pk>/change/", lists.change, name="find_list_change"),
    path("lists/<int:pk>/delete/", lists.delete, name="find_list_delete"),
    path("lists/<int:pk>/list.<slug:ending>", lists.download, name="find_list_download"),
    path("lists/<int:pk>/<int:creator_pk>/note/", lists.annotate, name="find_list_note"),
    path("lists/<int:pk>/<int:creator_pk>/remove/", lists.remove, name="find_list_remove"),
]
