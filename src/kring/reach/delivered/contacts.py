"""`Contacts`: what each account makes, and the share of the people around it that each piece reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kring.errors import BadInput
from kring.estimate import Estimate
from kring.reach.delivered.pieces import main_deliverable
from kring.vocabulary.platforms import deliverable as deliverable_named
from kring.vocabulary.platforms import platforms

MOST_PIECES = 1_000
Rates = Mapping[tuple[str, str], Estimate]


@dataclass(frozen=True)
class Contacts:
    """What accounts make, and how much of it is seen.

    `pieces`: by account, by deliverable, how many. `rates`: by account and deliverable the share of the people around
    the account that one piece reaches (`kring.reach.view_rates`); what is not in it is unknown.

    Raises UnknownName for a deliverable that doesn't exist and BadInput for pieces that can't be made.
    """

    pieces: Mapping[str, Mapping[str, int]]
    rates: Rates

    def __post_init__(self) -> None:
        for account, made in self.pieces.items():
            for name, count in made.items():
                deliverable_named(name)
                if isinstance(count, bool) or not isinstance(count, int) or not 0 <= count <= MOST_PIECES:
                    raise BadInput(
                        f"{account} can't make '{count}' of the deliverable {name}.",
                        f"Use a whole number from 0 to {MOST_PIECES}.",
                        nl=f"{account} kan van de uiting {name} geen '{count}' maken.",
                        nl_advice=f"Gebruik een geheel getal van 0 tot en met {MOST_PIECES}.",
                    )

    @classmethod
    def one_each(cls, accounts: Sequence[str], rates: Rates) -> Contacts:
        """One piece an account of what its platform is for: a post, on TikTok and YouTube a video."""
        return cls.alike(accounts, {"post": 1}, rates)

    @classmethod
    def alike(cls, accounts: Sequence[str], pieces: Mapping[str, int], rates: Rates) -> Contacts:
        """The same of every account, as far as its platform has it.

        `post` stands for what the platform is for (on TikTok and YouTube a video). Platforms are read from the names
        (platform:handle). Raises BadInput for an account that would make nothing.
        """
        made = {account: _fitting(account, pieces) for account in dict.fromkeys(accounts)}
        for account, own in made.items():
            if not any(own.values()):
                asked = ", ".join(pieces) or "nothing"
                raise BadInput(
                    f"{account} would make nothing: its platform has no {asked}.", "Ask for at least one post.",
                    nl=f"{account} zou niets maken: op dat platform bestaat geen {asked}.",
                    nl_advice="Vraag minstens één bericht.",
                )  # fmt: skip
        return cls(made, rates)

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts, as they were given."""
        return tuple(self.pieces)

    def share(self, account: str, deliverable: str) -> Estimate:
        """The share of the people around an account that one piece reaches; unknown where nothing says so."""
        known = self.rates.get((account, deliverable))
        return Estimate.unknown("no view rate is known for it") if known is None else known

    def with_pieces(self, account: str, **pieces: int) -> Contacts:
        """The same, with this made by the account instead."""
        return Contacts({**self.pieces, account: pieces}, self.rates)


def _fitting(account: str, pieces: Mapping[str, int]) -> dict[str, int]:
    platform = account.partition(":")[0] if ":" in account else None
    offered = platforms().get(platform or "other", platforms()["other"]).deliverables
    made: dict[str, int] = {}
    for name, count in pieces.items():
        own = main_deliverable(platform) if name == "post" else name
        if own in offered:
            made[own] = made.get(own, 0) + count
    return made
