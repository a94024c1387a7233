"""What the terms of sources forbid to conclude, under what an organisation chose of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kring.sources.catalogue import KINDS
from kring.sources.core.asked import Asked
from kring.sources.core.policy import Derivation, withheld
from kring.sources.core.said import Said

ASKED = "asked.db"
"""The file in which what was chosen of sources is kept."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """By source the rule. `conclusions`: no score, figure or category at all. `audience`: not who the audience is."""

    conclusions: dict[str, Said] = field(default_factory=dict)
    audience: dict[str, Said] = field(default_factory=dict)


def withheld_of(folder: Path) -> Withheld:
    """What may not be concluded by the organisation whose sources are kept in `folder`."""
    chosen = Asked(folder / ASKED).chosen_of_all() if (folder / ASKED).is_file() else {}
    policies = {name: kind.source(chosen.get(name, {})).policy for name, kind in KINDS.items()}
    return Withheld(
        withheld(policies, (Derivation.SCORES, Derivation.CATEGORY)), withheld(policies, (Derivation.AUDIENCE,))
    )
