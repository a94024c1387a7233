"""What the goods of an order brought, without VAT and shipping, and what a refund takes off it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.sources.files.discount_codes import codes_in, plain_code
from kring.sources.files.order_states import State, state_of
from kring.sources.orders.goods import Goods, goods_in_subtotal, goods_of

CENTS = st.integers(1, 1_000_000).map(lambda cents: cents / 100)


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ((121.0, 0.0, 21.0, 121.0), 100.0),
        ((100.0, 0.0, 21.0, 121.0), 100.0),
        ((121.0, 12.1, 23.1, 133.1), 100.0),
        ((100.0, 10.0, 23.1, 133.1), 100.0),
        ((50.0, 5.0, 0.0, 55.0), 50.0),
        ((0.0, 5.0, 0.87, 5.0), 0.0),
    ],
)
def test_vat_is_found_within_prices_and_beside_them(parts: tuple[float, float, float, float], value: float) -> None:
    assert goods_in_subtotal(*parts, 0.0) == Goods(value, 0.0, False, False)


def test_duties_are_no_goods_and_sums_that_fit_in_no_way_leave_vat_unknown() -> None:
    assert goods_in_subtotal(100.0, 0.0, 21.0, 130.0, 0.0, 9.0).value == 100.0
    assert goods_in_subtotal(100.0, 0.0, 21.0, 99.0, 30.0) == Goods(100.0, 30.0, None, False)


@given(CENTS, st.floats(0, 0.3), st.floats(0, 2.0))
def test_a_refund_takes_off_goods_first_and_never_more_than_there_is(value: float, rate: float, share: float) -> None:
    goods = goods_of(value, value * rate, value * (1 + rate) * share)
    assert 0 <= goods.refunded <= goods.value
    assert goods.kept >= 0
    assert abs(goods.refunded - min(1.0, share) * value) <= 0.011


@given(CENTS, CENTS, st.sampled_from([0.0, 0.06, 0.09, 0.21]))
def test_the_same_order_brings_the_same_with_prices_of_either_kind(goods: float, shipping: float, rate: float) -> None:
    taxes = (goods + shipping) * rate
    apart = goods_in_subtotal(goods, shipping, taxes, goods + shipping + taxes, 0.0)
    with_vat = goods * (1 + rate)
    within = goods_in_subtotal(with_vat, shipping * (1 + rate), taxes, with_vat + shipping * (1 + rate), 0.0)
    assert abs(apart.value - within.value) <= 0.011


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (" anna15 ", "ANNA15"),
        ("Anna\u00a0 15", "ANNA 15"),
        ("\u200banna15", "ANNA15"),
        ("ａｎｎａ15", "ANNA15"),
        ("", None),
        ("anna@voorbeeld.example", None),
        ("06 1234 5678", None),
        ("x" * 81, None),
    ],
)
def test_codes_have_one_form(written: str, code: str | None) -> None:
    assert plain_code(written) == code


@given(
    st.lists(st.from_regex(r"[A-Z]{2,8}[0-9]{0,3}", fullmatch=True), max_size=5), st.sampled_from([",", ", ", ";", "|"])
)
def test_codes_in_one_cell_are_told_apart_each_once(codes: list[str], mark: str) -> None:
    assert codes_in(mark.join(code.lower() for code in codes)) == tuple(dict.fromkeys(codes))


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Partially_Refunded", State.SOLD),
        ("wc-processing", State.SOLD),
        ("Afgerond", State.SOLD),
        ("terugbetaald", State.REFUNDED),
        ("Rückerstattet", State.REFUNDED),
        ("Annulée", State.CANCELLED),
        ("On hold", State.UNPAID),
        ("krokodil", None),
    ],
)
def test_words_of_shops_say_how_an_order_stood(word: str, state: State | None) -> None:
    assert state_of(word) is state
