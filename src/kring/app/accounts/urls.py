"""Addresses of the pages about people, and those of allauth that are open here."""

from __future__ import annotations

from allauth.account import views as sign_in
from django.urls import include, path

from kring.app.accounts.views import joining, members

urlpatterns = [
    path("join/<str:secret>/", joining.join, name="join"),
    path("account/login/", sign_in.login, name="account_login"),
    path("account/logout/", sign_in.logout, name="account_logout"),
    path("account/inactive/", sign_in.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("account/password/", sign_in.password_change, name="account_change_password"),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("account/organisation/", members.work_for, name="work_for"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/invitations/<int:pk>/withdraw/", members.withdraw, name="withdraw"),
    path("members/<int:pk>/role/", members.change_role, name="change_role"),
    path("members/<int:pk>/renew/", members.renew, name="renew"),
    path("members/<int:pk>/remove/", members.remove, name="remove"),
    path("log/", members.log, name="log"),
]
