"""Addresses of the pages of matching; those of a creator's openings stand among the creators' own."""

from __future__ import annotations

from django.urls import path

from kring.app.matching.views import creator_side, explaining, lists, shortlists

urlpatterns = [
    path("briefs/contests/", creator_side.contests, name="contests"),
    path("briefs/contests/<int:contest_pk>/answer/", creator_side.answer, name="contest_answer"),
    path("briefs/explanations/<int:shared_pk>/revoke/", explaining.revoke, name="explanation_revoke"),
    path("briefs/<int:pk>/explanations/", explaining.share, name="explanation_share"),
    path("briefs/<int:pk>/matches/", lists.matches, name="matches"),
    path("briefs/<int:pk>/matches/compare/", lists.compare, name="matches_compare"),
    path("briefs/<int:pk>/matches/<account:account>/", explaining.match, name="match"),
    path("briefs/<int:pk>/shortlist/", shortlists.shortlist, name="shortlist"),
    path("briefs/<int:pk>/shortlist/add/", shortlists.add, name="shortlist_add"),
    path("briefs/<int:pk>/shortlist/download.csv", shortlists.download, name="shortlist_download"),
    path("briefs/<int:pk>/shortlist/<int:entry_pk>/", shortlists.change, name="shortlist_change"),
    path("briefs/<int:pk>/shortlist/<int:entry_pk>/remove/", shortlists.remove, name="shortlist_remove"),
    path("explained/<str:secret>/", creator_side.explained, name="explained"),
    path("how-ranking-works/", explaining.how_ranking_works, name="how_ranking_works"),
]
