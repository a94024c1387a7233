"""Programs with keys of an organisation, in either role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kring.app.accounts.models import Membership, Organisation, Role
from kring.app.api import services
from kring.workspace import Workspace


class Program:
    """What calls the interface with a key, without cookies, in a language."""

    def __init__(self, key: str, language: str = "en") -> None:
        self.key = key
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = {"accept-language": language, "authorization": f"Bearer {key}"}

    def get(self, path: str, **asked: Any) -> Any:
        return self.client.get(f"/api/v1{path}", asked, headers=self.headers)

    def post(self, path: str, body: Any = None, **more: Any) -> Any:
        content = body if body is not None else more
        return self.client.post(f"/api/v1{path}", content, content_type="application/json", headers=self.headers)


@pytest.fixture
def key_of(member_of: Callable[..., Membership]) -> Callable[..., str]:
    """Makes a key of an organisation in a role."""

    def make(organisation: Organisation, role: Role = Role.PLANNER) -> str:
        return services.make(member_of(organisation, Role.OWNER), "test", role)

    return make


@pytest.fixture
def program(organisation: Organisation, key_of: Callable[..., str]) -> Program:
    """A program with a planner's key."""
    return Program(key_of(organisation))


@pytest.fixture
def looking(organisation: Organisation, key_of: Callable[..., str]) -> Program:
    """A program with a viewer's key."""
    return Program(key_of(organisation, Role.VIEWER))


@pytest.fixture
def elsewhere(other_organisation: Organisation, key_of: Callable[..., str]) -> Program:
    """A program of another organisation, with a planner's key."""
    return Program(key_of(other_organisation))


@pytest.fixture
def account(workspace: Workspace) -> str:
    """An account of the workspace."""
    return str(workspace.profiles().accounts["account"][0].as_py())
