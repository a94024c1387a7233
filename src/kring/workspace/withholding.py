"""What the terms of sources forbid to conclude, under what an organisation chose of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kring.sources.catalogue import KINDS
from kring.sources.core.asked import Asked
from kring.sources.core.policy import Derivation, withheld
from kring.sources.core.raw_log import RAW, RawLog
from kring.sources.core.said import Said

ASKED = "asked.db"
"""The file in which what was chosen of sources is kept."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """By source the rule. `conclusions`: no score, figure or category at all. `audience`: not who the audience is."""

    conclusions: dict[str, Said] = field(default_factory=dict)
    audience: dict[str, Said] = field(default_factory=dict)


def withheld_of(folder: Path) -> Withheld:
    """What may not be concluded, of the sources ever asked, by the organisation whose sources lie in `folder`."""
    if not (folder / RAW).is_file():
        return Withheld()
    chosen = Asked(folder / ASKED).chosen_of_all()
    asked = [name for name in RawLog(folder).sources() if name in KINDS]
    policies = {name: KINDS[name].source(chosen.get(name, {})).policy for name in asked}
    return Withheld(
        withheld(policies, (Derivation.SCORES, Derivation.CATEGORY)), withheld(policies, (Derivation.AUDIENCE,))
    )
