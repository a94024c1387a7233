"""Tagged links: the address a creator shares, and what is read back of it from visits and orders.

Our links carry utm_source=<platform>, utm_medium=influencer, utm_campaign=<campaign>, utm_content=<creator>, in lower
case: measuring tools tell `Anna` and `anna` apart. Links that somebody tagged by hand have other media; those of
adverts and newsletters are no creator's.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kring.errors import BadInput
from kring.sources.files.discount_codes import names_a_person
from kring.sources.orders.order import NO_TAG, Tag

MEDIUM = "influencer"
_NO_CREATORS = frozenset(
    [
        *("cpc", "ppc", "cpm", "cpv", "cpa", "paid", "paidsearch", "paid_search", "paid_social", "paidsocial"),
        *("paid-social", "paid social", "paid-search", "paid search", "retargeting", "shopping", "product_sync"),
        *("display", "banner", "email", "e-mail", "mail", "newsletter", "nieuwsbrief", "sms", "push", "organic"),
        *("referral", "(none)", "none", "offline"),
    ]
)
_UTM = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_LONGEST = 100
_NOTHING = frozenset(("", "(not set)", "(none)", "(direct)", "(organic)", "(referral)", "(data not available)"))


@dataclass(frozen=True, slots=True)
class TaggedLink:
    """What one of our links tells."""

    platform: str
    campaign: str
    creator: str


def slug(text: str) -> str:
    """Words as they stand in a link: lower case, without accents, joined with -."""
    spelled = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9_.]+", "-", letters).strip("-")


def tagged_link(url: str, platform: str, campaign: str, creator: str) -> str:
    """The address with our labels; what else is in its query stays. Raises BadInput for what is no web address.

    `campaign` becomes a slug; `creator` is an id and only set in lower case, so that it is found back.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(
            f"'{url}' is no web address.", "It begins with https://.",
            nl=f"'{url}' is geen webadres.", nl_advice="Het begint met https://.",
        )  # fmt: skip
    labels = (platform.strip().lower(), MEDIUM, slug(campaign), creator.strip().lower())
    if not all(labels):
        raise BadInput(
            "a link needs a platform, a campaign and a creator.", "Fill in all three.",
            nl="een link heeft een platform, een campagne en een creator nodig.", nl_advice="Vul ze alle drie in.",
        )  # fmt: skip
    if any(label(one) != one for one in labels):
        raise BadInput(
            "a label looks like an address or a telephone number, or is too long.", "Choose another name or id.",
            nl="een label lijkt op een adres of een telefoonnummer, of is te lang.", nl_advice="Kies een andere naam.",
        )  # fmt: skip
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if name.lower() not in _UTM]
    return urlunsplit(parts._replace(query=urlencode([*kept, *zip(_UTM, labels, strict=True)])))


def read_labels(source: str | None, medium: str | None, campaign: str | None, content: str | None) -> TaggedLink | None:
    """What the labels of a visit tell when they are those of one of our links."""
    if (medium or "").strip().lower() != MEDIUM:
        return None
    found = (label(source), label(campaign), label(content))
    platform, campaign, creator = found
    if platform is None or campaign is None or creator is None:
        return None
    return TaggedLink(platform, campaign, creator)


def read_link(url: str) -> TaggedLink | None:
    """What an address tells, such as that of the page where a visit began, when it is one of our links."""
    labels = labels_of_link(url)
    return read_labels(*(labels.get(name) for name in _UTM))


def labels_of_link(url: str) -> dict[str, str]:
    """The four labels in an address, by name, and nothing else of it."""
    try:
        query = parse_qsl(urlsplit(url.strip()).query)
    except ValueError:
        return {}
    return {name.lower(): value for name, value in query if name.lower() in _UTM}


def label(written: str | None) -> str | None:
    """A label as it is compared: lower case; None for blanks, what stands for nothing, people's addresses."""
    plain = " ".join((written or "").split()).lower()
    return plain if plain not in _NOTHING and len(plain) <= _LONGEST and not names_a_person(plain) else None


def tag_of(medium: str | None, campaign: str | None, content: str | None, scope: str) -> Tag:
    """The labels of an order's link, unless its medium says that it was no creator's."""
    if (medium or "").strip().lower() in _NO_CREATORS or (campaign is None and content is None):
        return NO_TAG
    return Tag(content, campaign, scope)
