"""How a figure stands on a page: value, interval, and what it rests on; or that it is unknown, and why."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kring.app.web.language import page_language
from kring.app.web.presenters.creators import niche_or_category
from kring.app.web.presenters.reasons import reason_in_words
from kring.estimate import Estimate, Kind, euros, number, percent
from kring.estimate.wording import BASIS_WORDS, UNKNOWN, value_in_words
from kring.reach.segment_words import LANGUAGE_WORDS
from kring.vocabulary.brand_categories import category_in_words

register = template.Library()
register.filter(niche_or_category)


@register.filter
def brand_category(name: str) -> str:
    """What a brand sells, in the language of the page."""
    return category_in_words(name, page_language())


@register.filter
def language_word(code: str | None) -> str:
    """A language by its name in the language of the page; by its code where no name is known."""
    return LANGUAGE_WORDS[page_language()].get(code or "", code or "")


@register.filter
def figure(estimate: Estimate, how: str = "number") -> SafeString:
    """An estimate as HTML. `how` is its kind (count, share, money, number), with `brief` behind it in tables.

    In full it also says its basis and n; brief leaves those out for who sees the page, and keeps them for who hears it.
    """
    kind, _blank, manner = how.partition(" ")
    if not estimate.known:
        return _unknown(estimate, manner == "brief")
    value = value_in_words(estimate.value, kind, page_language())  # type: ignore[arg-type]
    return format_html(
        '<span class="figure"><span class="figure-value">{}</span>{}{}</span>',
        value,
        _interval(estimate, kind, value),  # type: ignore[arg-type]
        _basis(estimate, manner == "brief"),
    )


@register.filter
def basis(estimate: Estimate) -> SafeString:
    """What a figure rests on, as a tag: measured, n = 18."""
    return _basis(estimate, False)


@register.filter
def count(value: float | None) -> str:
    """A whole number with the language's separators; a dash for what is unknown."""
    return "–" if value is None else number(value, page_language())


@register.filter
def share(value: float | None, decimals: int = 1) -> str:
    """A share from 0 to 1 as a percentage."""
    return "–" if value is None else percent(value, page_language(), decimals)


@register.filter
def chance(value: float) -> str:
    """A probability as a whole percentage; next to 0 and 1 it says so: nothing here is certain."""
    language = page_language()
    if value < 0.005:
        return f"< {percent(0.01, language, 0)}"
    return f"> {percent(0.99, language, 0)}" if value > 0.995 else percent(value, language, 0)


@register.filter
def gap(value: float) -> str:
    """How far a plan may be below the best: with enough decimals that a gap never reads as none."""
    return percent(value, page_language(), 1 if value >= 0.001 or value <= 1e-9 else 3)


@register.filter
def money(value: float | None) -> str:
    """An amount in euros, with cents below a hundred."""
    return "–" if value is None else euros(value, page_language(), 0 if abs(value) >= 100 else 2)


@register.filter
def said(words: Any) -> str:
    """A text of the vocabulary in the language of the page."""
    return words.said_in(page_language()) if words else ""


def _unknown(estimate: Estimate, brief: bool) -> SafeString:
    word, why = UNKNOWN[page_language()], reason_in_words(estimate.reason)
    css = "only-read" if brief else "figure-why"
    return format_html(
        '<span class="figure figure-unknown"><span class="figure-value">{}</span> <span class="{}">{}</span></span>',
        word, css, why,
    )  # fmt: skip


def _interval(estimate: Estimate, kind: Kind, value: str) -> SafeString:
    low, high = (value_in_words(end, kind, page_language()) for end in (estimate.low, estimate.high))
    if low == high == value:
        return SafeString("")
    start = low.removesuffix("%").rstrip() if kind == "share" else low
    return format_html(
        ' <span class="figure-range"><span class="only-read">{} </span>{}<span aria-hidden="true">–</span>'
        '<span class="only-read"> {} </span>{}</span>',
        _("between"), start, _("and"), high.removeprefix("EUR "),
    )  # fmt: skip


def _basis(estimate: Estimate, hidden: bool) -> SafeString:
    language = page_language()
    words = BASIS_WORDS[language][estimate.basis]
    if estimate.n is not None:
        words = f"{words}, n = {number(estimate.n, language)}"
    return format_html(' <span class="{}">{}</span>', "only-read" if hidden else "tag", words)


@register.filter
def basis_word(estimate: Estimate) -> str:
    """What a figure rests on, as a word."""
    return BASIS_WORDS[page_language()][estimate.basis]


@register.filter
def signed(value: float | None, kind: Kind = "count") -> str:
    """A change with its sign; in people, unless another kind of figure is named."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−' if value < 0 else '±'}{value_in_words(abs(value), kind, page_language())}"


@register.filter
def written(value: float | None, kind: Kind) -> str:
    """A plain value as a figure of this kind (count, share, money, number)."""
    return "–" if value is None else value_in_words(value, kind, page_language())


@register.filter
def plain_amount(value: float | None) -> str:
    """An amount as it is typed in a field: no separators, cents only when there are."""
    if value is None:
        return ""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.2f}"


@register.filter
def group(segment: Any) -> str:
    """A target group as a person would say it."""
    return segment.in_words(page_language())


@register.filter
def handle(account: str) -> str:
    """The account without its platform."""
    return account.partition(":")[2] or account
