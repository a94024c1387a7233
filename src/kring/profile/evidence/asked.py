"""`Asked`: for which figure of which account the evidence is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from kring.facts.facts import Facts
from kring.profile.embedder import Embedder
from kring.vocabulary.niches import Niche


@dataclass(frozen=True)
class Asked:
    """A figure or conclusion of an account; `own` are an organisation's own niches, `embedder` is what reads texts."""

    facts: Facts
    account: str
    figure: str
    embedder: Embedder
    own: tuple[Niche, ...] = ()

    @property
    def posts(self) -> nw.LazyFrame[Any]:
        """The account's posts, each as it was observed last."""
        return self.facts.newest("posts").filter(nw.col("account") == self.account)
