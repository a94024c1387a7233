"""The sheets of orders in an archive, and what is said of them before they are loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kring.errors import BadInput
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Part
from kring.sources.files.opening import open_sources
from kring.sources.files.order_states import State
from kring.sources.files.sheet import SourceSheet
from kring.sources.orders.heads import begins_with_any
from kring.sources.orders.lines import Asked, Columns
from kring.sources.orders.order import Decoded

TABLES_OF_TEXT = (".csv", ".tsv", ".txt", ".xlsx")
CODES, REFUNDS = Said("discount codes", "kortingscodes"), Said("refunds", "terugbetalingen")
CURRENCY, POSTCODES = Said("the currency", "de valuta"), Said("postcodes", "postcodes")
"""What people expect of a file of orders, and are told when it is absent."""

TEST_ORDERS = "test orders"
SAID_AGAIN = "orders told more than once"
_UNUSED: dict[str, Callable[[int], Said]] = {
    TEST_ORDERS: lambda count: Said(f"{count:,} test orders left out", f"{count} testbestellingen overgeslagen"),
    SAID_AGAIN: lambda count: Said(f"{count:,} told more than once", f"{count} keer een bestelling nog eens"),
}
_NO_SALES = {
    State.REFUNDED: Said("wholly refunded", "helemaal terugbetaald"),
    State.CANCELLED: Said("cancelled", "geannuleerd"),
    State.UNPAID: Said("unpaid", "onbetaald"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a file: the fields asked of it, when its columns fit, and words of which its beginning holds one."""

    asked: Mapping[str, Asked]
    fits: Callable[[Columns], bool]
    marks: tuple[str, ...]
    endings: tuple[str, ...] = TABLES_OF_TEXT


def sheets_with(archive: Archive, form: Form) -> Iterator[tuple[str, SourceSheet, Columns]]:
    """The sheets of a form, each with its member and what its headings are. Others are passed over."""
    for member in archive.ending(*form.endings):
        if not begins_with_any(archive.members[member], form.marks):
            continue
        try:
            sheets = open_sources([archive.members[member]])
        except BadInput:
            continue
        for sheet in sheets:
            columns = Columns.of(sheet, form.asked)
            if form.fits(columns):
                yield member, sheet, columns


def absent_of(expected: Mapping[Said, tuple[str, ...]], there: Collection[str]) -> tuple[Said, ...]:
    """What people expect of files of orders and none of these has, by the fields of which one would tell it."""
    return tuple(said for said, fields in expected.items() if not set(fields) & set(there))


def part_of(member: str, decoded: Decoded) -> Part:
    """What a file tells: how many orders, and how many of them are no sales."""
    stood = Counter(order.state for order in decoded.orders)
    words = [Said(f"{len(decoded.orders):,} orders", f"{len(decoded.orders)} bestellingen")]
    words += [_not_counted(stood[state], said) for state, said in _NO_SALES.items() if stood[state]]
    if decoded.unreadable:
        count = len(decoded.unreadable)
        words.append(Said(f"{count:,} that can't be read", f"{count} onleesbaar"))
    words += [_UNUSED[what](count) for what, count in decoded.unused.items() if what in _UNUSED]
    return Part(member, _joined(words), decoded.entries)


def _not_counted(count: int, state: Said) -> Said:
    return Said(f"{count:,} {state.en}, not counted as sales", f"{count} {state.nl}, geen verkoop")


def _joined(words: Iterable[Said]) -> Said:
    listed = list(words)
    return Said("; ".join(one.en for one in listed), "; ".join(one.nl for one in listed))
