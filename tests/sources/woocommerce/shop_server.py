"""A shop's REST interface written by hand after WooCommerce's documentation: pages, filters, errors, and trouble."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from kring.sources.core.run import ConsentOver
from kring.sources.core.step import Answer, Call
from kring.sources.woocommerce.rest import basic

KEY = {"consumer_key": "ck_kanariesleutel", "consumer_secret": "cs_kanariegeheim"}
_KNOWN = {"page", "per_page", "orderby", "order", "dates_are_gmt", "modified_after"}


@dataclass
class Shop:
    """A shop with these orders at `host`, opened by `key`. `trouble` sees each call first, and may answer in the shop's
    place.
    """

    orders: list[dict[str, Any]]
    asked: list[Call] = field(default_factory=list)
    trouble: Callable[[int], Answer | None] = lambda number: None
    counts_pages: bool = True
    host: str = "winkel.example"
    key: Mapping[str, str] = field(default_factory=lambda: KEY)

    def send(self, call: Call) -> Answer:
        self.asked.append(call)
        if (other := self.trouble(len(self.asked))) is not None:
            return other
        halves = b64encode(f"{self.key['consumer_key']}:{self.key['consumer_secret']}".encode()).decode()
        if call.headers.get("Authorization") != f"Basic {halves}":
            return refusal(401, "woocommerce_rest_cannot_view")
        if call.url != f"https://{self.host}/wp-json/wc/v3/orders":
            return refusal(404, "rest_no_route")
        if set(call.params) - _KNOWN or not 1 <= int(call.params["per_page"]) <= 100:
            return refusal(400, "rest_invalid_param")
        return self._page(call.params)

    def _page(self, params: Mapping[str, str]) -> Answer:
        assert (params["orderby"], params["order"], params["dates_are_gmt"]) == ("id", "asc", "true")
        found = sorted(self.orders, key=lambda order: order["id"])
        if "modified_after" in params:
            after = datetime.fromisoformat(params["modified_after"])
            found = [one for one in found if datetime.fromisoformat(one["date_modified_gmt"]) > after]
        size, page = int(params["per_page"]), int(params["page"])
        headers = {"x-wp-total": str(len(found)), "x-wp-totalpages": str(-(-len(found) // size))}
        body = json.dumps(found[(page - 1) * size : page * size]).encode()
        return Answer(200, headers if self.counts_pages else {}, body)


def key_of(shop: str) -> dict[str, str]:
    """The key of one of several shops."""
    return {"consumer_key": f"ck_{shop}", "consumer_secret": f"cs_{shop}"}


class Street:
    """Several shops, each at its own host with its own key."""

    def __init__(self, *shops: Shop) -> None:
        self.shops = {shop.host: shop for shop in shops}

    def send(self, call: Call) -> Answer:
        return self.shops[urlsplit(call.url).netloc].send(call)

    def sent_to(self, host: str) -> set[str]:
        """The keys that a shop was shown."""
        return {call.headers.get("Authorization", "") for call in self.shops[host].asked}


def refusal(status: int, code: str) -> Answer:
    return Answer(status, {}, json.dumps({"code": code, "message": "", "data": {"status": status}}).encode())


@dataclass
class ShopKeys:
    """The key of the shop, or another one."""

    secret: Mapping[str, str] = field(default_factory=lambda: KEY)

    def signed(self, call: Call, subject: str) -> Call:
        return Call(call.url, call.params, {**call.headers, **basic(self.secret)}, call.method, call.form)

    def renew(self, subject: str) -> bool:
        if not self.secret:
            raise ConsentOver
        return False
