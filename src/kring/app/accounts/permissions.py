"""Which role a page asks for, said beside the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

from kring.app.accounts.models import Role

View = TypeVar("View", bound=Callable[..., Any])


def needs(role: Role) -> Callable[[View], View]:
    """Open the view to members with this role or a stronger one."""

    def marked(view: View) -> View:
        view.least_role = role  # type: ignore[attr-defined]
        return view

    return marked


def open_to_all(view: View) -> View:
    """Open the view to everybody, signed in or not."""
    view.least_role = None  # type: ignore[attr-defined]
    return login_not_required(view)


def open_to_signed_in(view: View) -> View:
    """Open the view to everybody who is signed in, member of an organisation or not."""
    view.least_role = None  # type: ignore[attr-defined]
    return view


def least_role_of(view: Callable[..., Any]) -> Role | None:
    """The weakest role a view is open to; None when membership does not matter.

    The pages of allauth are about the person, not the organisation; every other view asks at least for a viewer.
    """
    if view.__module__.startswith("allauth."):
        return None
    return getattr(view, "least_role", Role.VIEWER)
