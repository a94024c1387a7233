"""`Delivered`: the answer to whom the content of a set of accounts reaches, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kring.errors import BadInput
from kring.estimate import Estimate, Language, in_words
from kring.reach.delivered.contacts import Contacts
from kring.reach.figures import MOST_TIMES
from kring.reach.segment import Segment


@dataclass(frozen=True)
class Delivered:
    """Whom the content reaches; every figure counts people of the segment, as is to be expected.

    `at_least`: different people with 1, 2, ... 10 contacts or more. `impressions`: all contacts together.
    `frequency`: contacts per person reached. `each` and `exclusive`: per account, the people its content reaches and
    those whom no other account's content reaches. `unknown_accounts`: nobody around them is known. `unknown_rates`:
    pieces of which it is not known whom they reach. `incomplete_accounts`: only a part of the list is known. With any
    of these the figures are lower bounds.
    """

    contacts: Contacts
    segment: Segment
    synthetic: bool
    unknown_accounts: tuple[str, ...]
    unknown_rates: tuple[tuple[str, str], ...]
    incomplete_accounts: tuple[str, ...]
    at_least: tuple[Estimate, ...]
    impressions: Estimate
    frequency: Estimate
    each: dict[str, Estimate]
    exclusive: dict[str, Estimate]

    @classmethod
    def of_nobody(cls, contacts: Contacts, segment: Segment, synthetic: bool) -> Delivered:
        """The delivered reach of accounts of which nothing is known: unknown, not zero."""
        unknown = Estimate.unknown("of none of these accounts is it known who follows it and whom its content reaches")
        return cls(
            contacts, segment, synthetic, contacts.accounts, (), (), (unknown,) * MOST_TIMES, unknown, unknown, {}, {}
        )

    @property
    def reached(self) -> Estimate:
        """Different people with at least one contact."""
        return self.at_least[0]

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts whose content is counted, in the order they were given."""
        return tuple(account for account in self.contacts.accounts if account in self.each)

    @property
    def is_lower_bound(self) -> bool:
        """Whether more people than these may be reached, because some lists or rates are missing."""
        return bool(self.unknown_accounts or self.unknown_rates or self.incomplete_accounts)

    def effective(self, times: int) -> Estimate:
        """Different people with that many contacts or more (effective frequency). Raises BadInput outside 1 to 10."""
        if not 1 <= times <= MOST_TIMES:
            raise BadInput(
                f"reach is counted for 1 to {MOST_TIMES} contacts or more, not for {times}.", "Choose one of these.",
                nl=f"bereik is te tellen vanaf 1 tot en met {MOST_TIMES} contacten, niet vanaf {times}.",
                nl_advice="Kies een van deze.",
            )  # fmt: skip
        return self.at_least[times - 1]

    def in_words(self, language: Language = "en") -> str:
        """The answer in a few sentences."""
        from kring.reach.delivered.wording import delivered_in_words

        return delivered_in_words(self, language)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "accounts": list(self.accounts),
            "pieces": {account: dict(pieces) for account, pieces in self.contacts.pieces.items()},
            "rates": [
                {"account": account, "deliverable": name, **self.contacts.share(account, name).to_dict()}
                for account in self.accounts
                for name, count in self.contacts.pieces[account].items()
                if count
            ],
            "unknown_accounts": list(self.unknown_accounts),
            "unknown_rates": [{"account": account, "deliverable": name} for account, name in self.unknown_rates],
            "incomplete_accounts": list(self.incomplete_accounts),
            "lower_bound": self.is_lower_bound,
            "segment": self.segment.to_dict(),
            "synthetic": self.synthetic,
            "at_least": [people.to_dict() for people in self.at_least],
            "impressions": self.impressions.to_dict(),
            "frequency": self.frequency.to_dict(),
            "each": {account: self.each[account].to_dict() for account in self.accounts},
            "exclusive": {account: self.exclusive[account].to_dict() for account in self.accounts},
        }

    def _repr_html_(self) -> str:
        from kring.reach.notebook import html_table

        rows = [
            [name, in_words(self.each[name], "count"), in_words(self.exclusive[name], "count")]
            for name in self.accounts
        ]
        return html_table(self.in_words("en"), ["account", "people reached", "only by this account"], rows)
