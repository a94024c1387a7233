"""An order of the REST interface without its buyer: what is kept of an answer in the raw log, from the first moment on.

It keeps the form of the answer, so that the decoder of answers reads it: figures, states and moments as they are,
numbers as keyed hashes, codes and labels in the form they are stored in, the postcode as its area. All else is dropped,
and so is what does not look like what its field should hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys, written_key
from kring.sources.files.discount_codes import plain_code
from kring.sources.orders.rows import keys_of_order
from kring.sources.woocommerce.decode import (
    ATTRIBUTION,
    LABELS,
    SOURCE,
    TEST_MODES,
    Answer,
    home_in,
    labels_in,
    number_in,
)

NUMBER_KEY = "number_key"
_AMOUNT = r"-?(?:0|[1-9]\d{0,7})?(?:\.\d{0,12})?"
"""Less than a hundred million: a telephone number is no amount."""

_MOMENT = r"\d{4}-\d{2}-\d{2}T[\d:.]{5,15}(?:Z|[+-]\d{2}:\d{2})?"
_KEPT = {
    "status": r"[a-z0-9-]{1,40}",
    "currency": r"[A-Za-z]{3}",
    "date_created_gmt": _MOMENT,
    "date_modified_gmt": _MOMENT,
    **dict.fromkeys(("total", "total_tax", "shipping_total", "shipping_tax"), _AMOUNT),
}
_OF_LINES = {
    "line_items": ("quantity", "total", "total_tax"),
    "fee_lines": ("total",),
    "refunds": ("total",),
}


def scrubbed_order(answer: Answer, shop: str, keys: PersonKeys) -> dict[str, Any]:
    """The order as it is kept. One that was scrubbed before stays as it is."""
    number = number_in(answer)
    order_key, number_key = keys_of_order(number, str(answer.get(NUMBER_KEY) or number or ""), shop, keys, SOURCE)
    kept: dict[str, Any] = {name: _matching(form, answer[name]) for name, form in _KEPT.items() if name in answer}
    for name, fields in _OF_LINES.items():
        if isinstance(answer.get(name), list):
            lines = [line for line in answer[name] if isinstance(line, Mapping)]
            kept[name] = [{one: _matching(_AMOUNT, line[one]) for one in fields if one in line} for line in lines]
    if isinstance(answer.get("coupon_lines"), list):
        written = [str(line.get("code") or "") for line in answer["coupon_lines"] if isinstance(line, Mapping)]
        kept["coupon_lines"] = [{"code": code} for one in written if (code := plain_code(one))]
    home = home_in(answer)
    return {
        **kept,
        "number": written_key(order_key) if number else None,
        NUMBER_KEY: written_key(number_key) if number else None,
        "meta_data": _meta(answer),
        "shipping": {"postcode": home.area, "country": home.country},
    }


def _matching(form: str, value: Any) -> Any:
    """A value that has the form of its field, else nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return value if re.fullmatch(form, str(value)) else None


def _meta(answer: Answer) -> list[dict[str, str]]:
    labels = labels_in(answer)
    kept = [{"key": f"{ATTRIBUTION}utm_{name}", "value": value} for name in LABELS if (value := labels[name])]
    return kept + [{"key": key, "value": mode} for key, mode in TEST_MODES.items() if _says(answer, key, mode)]


def _says(answer: Answer, key: str, mode: str) -> bool:
    entries = answer.get("meta_data")
    return any(
        isinstance(entry, Mapping) and entry.get("key") == key and str(entry.get("value")).casefold() == mode
        for entry in (entries if isinstance(entries, list) else [])
    )
