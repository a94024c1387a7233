"""WooCommerce's REST interface (wc/v3): a shop's orders, page by page, oldest first, later only those that changed.

A shop's owner makes a key that may only read (WooCommerce > Settings > Advanced > REST API). Its two halves go along as
basic authentication over https, to that shop and no other. Pages are counted in X-WP-TotalPages. While a run goes on an
order that changes can push others to a later page, where they come again; none is passed over, unless an order is
deleted in that minute.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys, read_key
from kring.sources.core.judging import judged
from kring.sources.core.kind import Kind
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows
from kring.sources.core.step import Answer, Call, RawPage, Step
from kring.sources.core.verdict import Gone, Refused, Skipped, Taken, Verdict
from kring.sources.orders.policy import policy_of_shop
from kring.sources.orders.rows import row_of
from kring.sources.woocommerce.decode import is_a_test, order_of
from kring.sources.woocommerce.scrubbing import NUMBER_KEY, scrubbed_order

NAME = "woocommerce_rest"
ON_A_PAGE = 100
OVERLAP = timedelta(minutes=10)
"""How much earlier than the last run is asked again: the shop's clock may be behind ours."""

_NO_SHOP = Said("there is no WooCommerce at this address", "op dit adres is geen WooCommerce")
_MAY_NOT = Said(
    "the key may not read orders, or something in front of the shop stops us",
    "de sleutel mag geen bestellingen lezen, of iets vóór de winkel houdt ons tegen",
)
_NO_LIST = Said("its answer is no list of orders", "het antwoord is geen lijst met bestellingen")
_ADDRESS = re.compile(r"(?:https://)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[\w.~-]+)*)/?")
_POLICY = policy_of_shop("https://woocommerce.com/document/woocommerce-rest-api/")
_LABEL = Said("WooCommerce", "WooCommerce")


def shop_address(written: str) -> str:
    """A shop's address as host and path, without https:// and the last /. Raises BadInput for what is none."""
    found = _ADDRESS.fullmatch(written.strip().lower())
    if found is None:
        raise BadInput(
            "this is no address of a shop.", "Write it as winkel.example, or winkel.example/shop.",
            nl="dit is geen adres van een winkel.", nl_advice="Schrijf het als winkel.example of winkel.example/shop.",
        )  # fmt: skip
    return found[1] + found[2]


@dataclass(frozen=True)
class WooCommerceRest:
    """The source, for these shops. A subject is a shop's address, and each has a key of its own."""

    shops: tuple[str, ...] = ()
    name: str = NAME
    label: Said = _LABEL
    platform: str = ""
    policy: Policy = _POLICY
    access: Access = Access.KEY_EACH
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset({Capability.SALES})
    buckets: tuple[Bucket, ...] = ()
    version: int = 1

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of the shops."""
        return tuple(dict.fromkeys(shop_address(shop).partition("/")[0] for shop in self.shops))

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        """The first page of all orders, or of those that changed since. Raises BadInput for what is no address."""
        shop_address(subject)
        changed = {} if since is None else {"modified_after": f"{(since - OVERLAP).astimezone(UTC):%Y-%m-%dT%H:%M:%S}"}
        return [Step("orders", subject, {"page": "1", **changed})]

    def call(self, step: Step) -> Call:
        """A page of orders. Moments are in UTC."""
        params = {"per_page": str(ON_A_PAGE), "orderby": "id", "order": "asc", "dates_are_gmt": "true", **step.params}
        return Call(f"https://{shop_address(step.subject)}/wp-json/wc/v3/orders", params)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Nothing is counted: how fast a shop may be asked, its host decides."""
        return {}

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        """As for every vendor; a site without WooCommerce answers 404, one whose key may not read orders 403."""
        verdict = Refused(_MAY_NOT) if answer.status == 403 else judged(answer, now)
        if isinstance(verdict, Gone):
            return Gone(_NO_SHOP)
        if isinstance(verdict, Taken) and _orders(answer.json()) is None:
            return Skipped(_NO_LIST)
        return verdict

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        """The orders without their buyers, and how many pages there are."""
        content = answer.json()
        orders = [scrubbed_order(order, shop_address(step.subject), keys) for order in _orders(content) or ()]
        return {"orders": orders, "pages": _pages(answer, content), "full": len(orders) >= ON_A_PAGE}

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        """The next page, while there is one; where the shop doesn't count them, while pages are full."""
        page, pages = int(step.params["page"]), content["pages"]
        goes_on = content["full"] if pages is None else page < pages
        return [Step(step.stream, step.subject, {**step.params, "page": str(page + 1)})] if goes_on else []

    def decode(self, page: RawPage) -> Rows:
        """The orders of a page. One that can't be read lacks its amount, so it is put aside with its key alone."""
        rows: list[dict[str, Any]] = []
        for answer in page.content["orders"]:
            if is_a_test(answer):
                continue
            keys = read_key(answer.get("number")), read_key(answer.get(NUMBER_KEY))
            try:
                rows.append(row_of(order_of(answer, page.fetched_at), *keys))
            except ValueError:
                rows.append({"order_key": keys[0]})
        return {"sales": rows}


def basic(secret: Mapping[str, str]) -> Mapping[str, str]:
    """The headers with both halves of the key (RFC 7617)."""
    halves = f"{secret['consumer_key']}:{secret['consumer_secret']}"
    return {"Authorization": f"Basic {b64encode(halves.encode()).decode()}"}


KIND = Kind(
    NAME,
    lambda chosen, subjects: WooCommerceRest(tuple(subjects)),
    asks=Said("the address of the shop", "het adres van de winkel"),
    example="winkel.example",
    checked=Said(
        "a server written by hand after WooCommerce's documentation; no recorded answers",
        "een zelfgeschreven server naar de documentatie van WooCommerce; geen opgenomen antwoorden",
    ),
    headers=basic,
    plain=shop_address,
    secrets={
        "consumer_key": Said("the key, which begins with ck_", "de sleutel, die begint met ck_"),
        "consumer_secret": Said("its secret, which begins with cs_", "het geheim erbij, dat begint met cs_"),
    },
)


def _orders(content: Any) -> list[Mapping[str, Any]] | None:
    """The orders in an answer, or in what was kept of one."""
    if isinstance(content, Mapping):
        content = content.get("orders")
    whole = isinstance(content, list) and all(isinstance(order, Mapping) for order in content)
    return content if whole else None


def _pages(answer: Answer, content: Any) -> int | None:
    if isinstance(content, Mapping):
        pages = content.get("pages")
        return pages if isinstance(pages, int) else None
    written = answer.headers.get("x-wp-totalpages", "").strip()
    return int(written) if written.isdecimal() else None
