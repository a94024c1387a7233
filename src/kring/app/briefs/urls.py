"""Addresses of the pages about briefs and plans."""

from __future__ import annotations

from django.urls import path

from kring.app.briefs.views import briefs, comparing, described, plans

urlpatterns = [
    path("", briefs.briefs, name="briefs"),
    path("possibilities/", plans.possibilities, name="possibilities"),
    path("possibilities/pictures/", plans.possibilities_pictures, name="possibilities_pictures"),
    path("possibilities/estimated/", plans.possibilities_estimated, name="possibilities_estimated"),
    path("keep/", briefs.keep, name="brief_keep"),
    path("new/", briefs.new, name="brief_new"),
    path("new/described/", described.described, name="brief_described"),
    path("new/yaml/", briefs.new_text, name="brief_new_text"),
    path("<int:pk>/", plans.plan, name="plan"),
    path("<int:pk>/scenarios/", comparing.scenarios, name="scenarios"),
    path("<int:pk>/pictures/", plans.plan_pictures, name="plan_pictures"),
    path("<int:pk>/estimated/", plans.plan_estimated, name="plan_estimated"),
    path("<int:pk>/choose/", plans.choose, name="plan_choose"),
    path("<int:pk>/edit/", briefs.edit, name="brief_edit"),
    path("<int:pk>/edit/yaml/", briefs.edit_text, name="brief_edit_text"),
    path("<int:pk>/delete/", briefs.delete, name="brief_delete"),
    path("<int:pk>/brief.yaml", briefs.download, name="brief_download"),
    path("<int:pk>/plans/<int:plan_pk>/", plans.chosen_plan, name="chosen_plan"),
    path("<int:pk>/plans/<int:plan_pk>/delete/", plans.delete_plan, name="plan_delete"),
]
