"""The one way out of this machine: a client that asks only hosts it may, only at public addresses, within limits."""

from __future__ import annotations

from kring.sources.http.client import GuardedClient

__all__ = ["GuardedClient"]
