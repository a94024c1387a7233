"""How an account stands in an address: platform:handle, slashes of a blog's address included."""

from __future__ import annotations


class AccountConverter:
    """Matches `instagram:name`; reversing quotes what an address can't hold."""

    regex = r"[a-z]+:.+?"

    def to_python(self, value: str) -> str:
        """The account as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The account as it stands; Django quotes it."""
        return value
