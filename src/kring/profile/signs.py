"""Commercial signs in one post: the platform's label, disclosure words, discount codes, affiliate links.

Method: the spellings, hosts and parameters of `kring.vocabulary` (disclosure, commerce), compared with the normalised
text. Every sign carries the words it was found by and the rule that found it. Limits: an undisclosed advertisement
without code or link carries no sign (96 % of sponsored tweets were undisclosed: Ershov, He and Seiler 2025); a sign can
also stand in a post that is not paid (an artist's #partner).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlsplit

from kring.profile.normalised import Normalised, normalised
from kring.vocabulary.commerce import AffiliateNetwork, affiliate_networks, code_words
from kring.vocabulary.disclosure import disclosure_words, negations

PAID_LABEL, DISCLOSURE_WORD, DISCOUNT_CODE, AFFILIATE_LINK = SIGN_KINDS = (
    "paid_label", "disclosure_word", "discount_code", "affiliate_link",
)  # fmt: skip
NEAR_A_CODE = 60
_HASHTAG = re.compile(r"#(\w+)")
_LINK = re.compile(r"(?:https?://|www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?][^\s\"'<>]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its kind (`SIGN_KINDS`), the rule that found it, and the words it was found by."""

    kind: str
    rule: str
    quote: str


def signs_of_post(
    caption: str | None, link: str | None, hashtags: Sequence[str] | None, paid_label: bool | None, sponsor: str | None
) -> tuple[Sign, ...]:
    """The signs in one post, the first for every rule; what is None is not known and gives none."""
    found = [Sign(PAID_LABEL, "label:platform", sponsor or "")] if paid_label else []
    text = normalised(caption or "")
    found += _words(text)
    found += _listed_hashtags(hashtags or (), text)
    found += _codes(text)
    found += _links(text)
    if link:
        found += _links(normalised(link))
    return tuple({sign.rule: sign for sign in reversed(found)}.values())[::-1]


@cache
def hashtags_of_payment() -> dict[str, str]:
    """Hashtags that point to payment, without # and underscores, each with its disclosure word."""
    return {tag: word.name for word in disclosure_words().values() if word.payment for tag in word.hashtags}


@cache
def _phrases() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """The phrases' patterns with their disclosure words, by each phrase's longest word, which is sought first."""
    by_stem: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for word in disclosure_words().values():
        for phrase in word.phrases if word.payment else ():
            stem = max(phrase.removeprefix("^").split(), key=len)
            by_stem.setdefault(stem, []).append((re.compile(phrase_pattern(phrase)), word.name))
    return by_stem


def phrase_pattern(phrase: str) -> str:
    """A phrase as a regular expression over folded text: whole words, any white space between them."""
    start = r"^\s*" if phrase.startswith("^") else ""
    words = phrase.removeprefix("^")
    body = r"\s+".join(re.escape(word) for word in words.split())
    left = r"\b" if not start and words[0].isalnum() else ""
    return start + left + body + (r"\b" if words[-1].isalnum() else "")


def _words(text: Normalised) -> Iterator[Sign]:
    for found in _HASHTAG.finditer(text.folded):
        word = hashtags_of_payment().get(found[1].replace("_", ""))
        if word and not _taken_back(text, found.start()):
            yield Sign(DISCLOSURE_WORD, f"word:{word}", text.quote(*found.span()))
    for stem, patterns in _phrases().items():
        if stem in text.folded:
            for pattern, name in patterns:
                for found in pattern.finditer(text.folded):
                    if not _taken_back(text, found.start()):
                        yield Sign(DISCLOSURE_WORD, f"word:{name}", text.quote(*found.span()))


@cache
def _negation() -> re.Pattern[str]:
    words = "|".join(map(re.escape, negations()))
    return re.compile(rf"(?:^|[\s(])(?:{words})\s(?:(?:an?|een|paid|betaald|being)[\s/,]+){{0,2}}$")


def _taken_back(text: Normalised, start: int) -> bool:
    """Whether the words just before say the opposite: not sponsored, geen #ad."""
    return _negation().search(text.folded[max(start - 32, 0) : start]) is not None


def _listed_hashtags(hashtags: Sequence[str], text: Normalised) -> Iterator[Sign]:
    """Signs among hashtags a source lists apart; a caption with hashtags of its own already holds them."""
    if "#" in text.original:
        return
    for tag in hashtags:
        plain = normalised(tag).folded.lstrip("#")
        word = hashtags_of_payment().get(plain.replace("_", ""))
        if word:
            yield Sign(DISCLOSURE_WORD, f"word:{word}", f"#{plain}")


@cache
def _code_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns for a named code, for a plain "code X" with X in capitals, and for a discount near it."""
    words = code_words()
    names = "|".join(r"\s*".join(map(re.escape, name.split())) for name in words.names)
    plain = "|".join(words.plain)
    discounts = "|".join(rf"\b{word}" if word.isalpha() else re.escape(word) for word in words.discounts)
    return (
        re.compile(rf"\b(?:{names})s?\b"),
        re.compile(rf"\b(?i:{plain})\b(?:\s+(?i:is))?[\s:=\"'“”‘’«»*>-]{{1,6}}([A-Z0-9]{{3,20}})\b"),
        re.compile(discounts),
    )


def _codes(text: Normalised) -> Iterator[Sign]:
    if not any(word in text.folded for word in code_words().plain):
        return
    named, plain, discount = _code_patterns()
    for found in named.finditer(text.folded):
        yield Sign(DISCOUNT_CODE, "code:named", text.quote(found.start(), min(found.end() + 24, len(text.folded))))
    for found in plain.finditer(text.plain):
        token = found[1]
        before = text.folded[max(found.start() - NEAR_A_CODE, 0) : found.start()]
        near = f"{before} {text.folded[found.end() : found.end() + NEAR_A_CODE]}"
        if before.rstrip(" -").endswith(code_words().not_codes):
            continue
        if not token.isdigit() and (discount.search(near) or any(letter.isdigit() for letter in token)):
            yield Sign(DISCOUNT_CODE, "code:token", text.quote(*found.span()))


def _links(text: Normalised) -> Iterator[Sign]:
    for found in _LINK.finditer(text.plain):
        network = network_of(found[0])
        if network:
            yield Sign(AFFILIATE_LINK, f"network:{network}", text.quote(*found.span()))


@cache
def _networks_by_host() -> dict[str, AffiliateNetwork]:
    return {host: network for network in affiliate_networks().values() for host in network.hosts}


def network_of(link: str) -> str | None:
    """The affiliate network a link belongs to, or None."""
    try:
        parts = urlsplit(link if "://" in link else f"//{link}")
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    parameters = {name.lower(): value.lower() for name, value in parse_qsl(parts.query)}
    labels = host.split(".")
    for start in range(len(labels) - 1):
        network = _networks_by_host().get(".".join(labels[start:]))
        if network and _fits(network, parts.path, parameters):
            return network.name
    hostless = (network for network in affiliate_networks().values() if not network.hosts)
    return next((network.name for network in hostless if _fits(network, parts.path, parameters)), None)


def _fits(network: AffiliateNetwork, path: str, parameters: dict[str, str]) -> bool:
    if network.paths and not path.lower().startswith(network.paths):
        return False
    wanted = (entry.split("=", 1) for entry in network.parameters)
    asked = [parameters.get(name, "") == value[0] if value else name in parameters for name, *value in wanted]
    return any(asked) if network.parameters else True
