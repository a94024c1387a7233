"""Trait: price. What one deliverable of an account may cost, in euros without VAT, always as an interval.

Method: the account's own rate card where it has one: what is asked is where talks begin, so the interval lies
`ROOM_TO_TALK` either way, an assumption. Else fees agreed before, as the next draw of a log-normal (geometric mean;
Student's t with the spread of one more draw, never below `LEAST_SPREAD`; one single fee with `SPREAD_OF_ONE`). Else the
labelled prior by platform and followers (`kring.vocabulary.priors`), whose interval is as wide as its sources disagree,
moved to what other accounts of about that size ask where enough of them said so (`kring.profile.usual_fee`).
Limits: exclusivity, rights of use and rush are priced on top. A rate in another currency is not converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.estimate import LEVEL, Basis, Estimate
from kring.profile.usual_fee import Flags, Floats, Ints, UsualFee, Z
from kring.vocabulary.platforms import platforms
from kring.vocabulary.priors import fee_prior

Prior = Callable[[str, str, int], Estimate]
ROOM_TO_TALK = 1.3
LEAST_SPREAD = 0.1
SPREAD_OF_ONE = 0.3
RATE_CARD, AGREED, OTHERS, PRIOR = "rate_card", "agreed_fees", "fees_of_others", "prior"
GUESSED = (OTHERS, PRIOR)
BASES = {str(basis): basis for basis in Basis}
PRICES = pa.schema(
    [
        ("account", pa.string()), ("deliverable", pa.string()), ("value", pa.float64()), ("low", pa.float64()),
        ("high", pa.float64()), ("n", pa.int64()), ("basis", pa.string()), ("rests_on", pa.string()),
        ("usual", pa.float64()),
    ]
)  # fmt: skip
"""`usual`: what accounts of that size usually ask, the account's own fee left out; null where nothing tells."""


def prices(
    accounts: pa.Table, rates: pa.Table | None = None, agreed: pa.Table | None = None, *, prior: Prior = fee_prior
) -> pa.Table:
    """The expected fee of every account and deliverable that anything is known of, rows of `PRICES`, each by itself.

    `accounts` needs account, platform, followers. `rates`: account, deliverable, fee, currency, perhaps observed_at;
    the newest counts. `agreed`: fees agreed before, account, deliverable, fee, currency.
    """
    cards = {name: declared_rates(rates, name) for name in _deliverables(rates)}
    paid = {name: _agreed(agreed, name) for name in _deliverables(agreed)}
    rows: list[dict[str, Any]] = []
    for account in accounts.select(["account", "platform", "followers"]).to_pylist():
        offered = [name for name in cards if account["account"] in cards[name]]
        offered += [name for name in paid if account["account"] in paid[name]]
        for name in sorted({*offered, *_offered_on(account["platform"])}):
            card, before = cards.get(name, {}), paid.get(name, {})
            rows += _row(account, name, card.get(account["account"]), before.get(account["account"], ()), prior)
    return pa.Table.from_pylist(rows, PRICES).sort_by([("account", "ascending"), ("deliverable", "ascending")])


def expected_prices(
    accounts: pa.Table, rates: pa.Table | None = None, agreed: pa.Table | None = None, *, prior: Prior = fee_prior
) -> pa.Table:
    """The expected fee of every account and deliverable, beside what the others of these accounts ask; see `prices`."""
    return prices_beside_others(prices(accounts, rates, agreed, prior=prior), accounts)


def expected_fees(prices: pa.Table | None, deliverable: str) -> dict[str, Estimate]:
    """By account the fee that rows of `PRICES` expect for a deliverable."""
    if prices is None:
        return {}
    rows = prices.filter(pc.equal(prices["deliverable"], deliverable))
    columns = (rows[name].to_pylist() for name in ("account", "value", "low", "high", "basis", "n"))
    return {
        account: Estimate(value, low, high, BASES[basis], n)
        for account, value, low, high, basis, n in zip(*columns, strict=True)
    }


def expected_fee(row: Mapping[str, Any]) -> Estimate:
    """The fee of one row of `PRICES`."""
    return Estimate.between(row["value"], row["low"], row["high"], Basis(row["basis"]), row["n"])


def _offered_on(platform: str | None) -> tuple[str, ...]:
    known = platforms().get(platform) if platform else None
    return known.deliverables if known else ()


def declared_rates(rates: pa.Table | None, deliverable: str) -> dict[str, Estimate]:
    """What each account says it asks for a deliverable, exactly as declared; unknown in another currency than euros.

    The newest rate of an account counts, without moments the last row.
    """
    if rates is None:
        return {}
    rows = rates.filter(pc.equal(rates["deliverable"], deliverable))
    if "observed_at" in rows.column_names:
        rows = rows.sort_by("observed_at")
    return {account: _rate(fee, currency) for account, fee, currency in _fees(rows)}


def expected_from_prior(platform: str | None, followers: int | None, deliverable: str, prior: Prior) -> Estimate:
    """The prior for an account; unknown where its platform or followers are."""
    if followers is None or platform is None:
        return Estimate.unknown("no rate is known and the number of followers is not known", Basis.PRIOR)
    return prior(platform, deliverable, followers)


def _fees(rows: pa.Table) -> Iterable[tuple[str, float, str]]:
    known = rows.filter(pc.is_valid(rows["fee"]))
    currencies = known["currency"].to_pylist() if "currency" in known.column_names else [None] * known.num_rows
    euros = [currency or "EUR" for currency in currencies]
    return list(zip(known["account"].to_pylist(), known["fee"].to_pylist(), euros, strict=True))


def _rate(fee: float, currency: str) -> Estimate:
    if currency.upper() != "EUR":
        return Estimate.unknown(f"the rate is in {currency}, not in euros", Basis.DECLARED)
    return Estimate.exact(fee, 1, Basis.DECLARED)


def _deliverables(table: pa.Table | None) -> list[str]:
    return [] if table is None else [name for name in pc.unique(table["deliverable"]).to_pylist() if name]


def _agreed(agreed: pa.Table | None, deliverable: str) -> dict[str, list[float]]:
    """The fees in euros agreed with each account for a deliverable."""
    found: dict[str, list[float]] = {}
    if agreed is not None:
        for account, fee, currency in _fees(agreed.filter(pc.equal(agreed["deliverable"], deliverable))):
            if currency.upper() == "EUR" and fee > 0:
                found.setdefault(account, []).append(fee)
    return found


def _row(
    account: dict[str, Any], deliverable: str, rate: Estimate | None, before: Iterable[float], prior: Prior
) -> list[dict[str, Any]]:
    fees = sorted(before)
    usual = expected_from_prior(account["platform"], account["followers"], deliverable, prior)
    if rate is not None and rate.known:
        asked = rate.value
        found = Estimate.between(asked, asked / ROOM_TO_TALK, asked * ROOM_TO_TALK, Basis.DECLARED, 1)
        rests_on = RATE_CARD
    elif fees:
        found, rests_on = next_fee(fees), AGREED
    else:
        found, rests_on = usual, PRIOR
    if not found.known:
        return []
    return [{
        "account": account["account"], "deliverable": deliverable, "value": found.value, "low": found.low,
        "high": found.high, "n": found.n, "basis": str(found.basis), "rests_on": rests_on,
        "usual": usual.value if usual.known else None,
    }]  # fmt: skip


def prices_beside_others(own: pa.Table, accounts: pa.Table) -> pa.Table:
    """The rows of `prices`, with guessed fees and what is usual moved to what other accounts here ask.

    `accounts` needs account, platform, followers. Which accounts stand together changes nothing for named fees.
    """
    at = pc.index_in(own["account"], value_set=accounts["account"].combine_chunks())
    followers = np.asarray(pc.fill_null(accounts["followers"].take(at), 0).to_numpy(), dtype=np.int64)
    group = pc.binary_join_element_wise(pc.fill_null(accounts["platform"].take(at), ""), own["deliverable"], ":")
    codes = pa.chunked_array(group.chunks, group.type).combine_chunks().dictionary_encode()
    columns = {name: np.array(own[name].to_pylist(), dtype=float) for name in ("value", "low", "high", "n", "usual")}
    named = ~np.asarray(pc.is_in(own["rests_on"], pa.array(GUESSED)).to_numpy())
    fits, moved = (followers > 0) & np.isfinite(columns["usual"]), np.zeros(len(named), dtype=bool)
    for code, name in enumerate(codes.dictionary.to_pylist()):
        rows = np.flatnonzero(fits & (codes.indices.to_numpy() == code))
        moved[rows] = _move(name, rows, followers, named, columns)
    texts = {"basis": str(Basis.MODELLED), "rests_on": OTHERS}
    changed = {name: pc.if_else(pa.array(moved), texts[name], own[name]) for name in texts}
    numbers = {name: pa.array(column, from_pandas=True) for name, column in columns.items()}
    whole = {name: (changed | numbers).get(name, own[name]) for name in PRICES.names}
    return pa.table(whole).cast(PRICES)


def _move(name: str, rows: Ints, followers: Ints, named: Flags, columns: dict[str, Floats]) -> Flags:
    """Moves the rows of one platform and deliverable, in place; gives which of them were guessed and moved."""
    mine, others = rows[named[rows]], rows[~named[rows]]
    platform, _, deliverable = name.partition(":")
    usual = UsualFee.learn(platform, deliverable, followers[mine], columns["value"][mine])
    if usual is None:
        return np.zeros(len(rows), dtype=bool)
    own = np.log(columns["value"][mine] / columns["usual"][mine])
    columns["usual"][mine] *= np.exp(usual.without(followers[mine], own))
    shift, apart = usual.at(followers[others])
    columns["usual"][others] *= np.exp(shift)
    for part, step in (("value", 0.0), ("low", -Z), ("high", Z)):
        columns[part][others] = columns["usual"][others] * np.exp(step * apart)
    columns["n"][others] = usual.number
    return ~named[rows]


def next_fee(fees: list[float]) -> Estimate:
    """What the next fee may be after these, in the same currency; all above 0. Raises ValueError for none."""
    from scipy.special import stdtrit

    if not fees:
        raise ValueError("no fee was agreed before")
    logs = np.log(fees)
    if len(fees) == 1:
        reach = 1.96 * SPREAD_OF_ONE
    else:
        spread = max(float(logs.std(ddof=1)), LEAST_SPREAD)
        reach = float(stdtrit(len(fees) - 1, 0.5 + LEVEL / 2)) * spread * (1 + 1 / len(fees)) ** 0.5
    middle = float(logs.mean())
    low, value, high = (float(np.exp(middle + step)) for step in (-reach, 0.0, reach))
    return Estimate.between(value, low, high, Basis.MEASURED, len(fees))
