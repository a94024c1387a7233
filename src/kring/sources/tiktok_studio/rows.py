"""From TikTok Studio's files to rows of our tables. Pure: the same lines and answers give the same rows."""

from __future__ import annotations

import re

from kring.sources.exports.delimited_text import Sheet
from kring.sources.exports.export import Answered
from kring.sources.exports.figures_in_cells import COUNTRIES, count_in, is_missing, shares_by_sum
from kring.sources.exports.gathered import Gathered, ShareOf, counts_in
from kring.sources.exports.moments import moments_in
from kring.sources.exports.posts import post_row
from kring.sources.exports.rows import account_row
from kring.sources.files import reasons

_VIDEO = re.compile(r"https?://(?:www\.|m\.)?tiktok\.com/@(?P<handle>[^/?#\s]+)/(?P<kind>video|photo)/(?P<post>\d+)")
FIGURES = ("likes", "comments", "shares", "views", "saves")


def handles_in(links: list[str]) -> set[str]:
    """Whose posts these links lead to, in lower case."""
    return {found["handle"].lower() for link in links if (found := _VIDEO.match(link.strip()))}


def take_history(got: Gathered, sheet: Sheet, places: dict[str, int], answered: Answered) -> None:
    """How many followed, day by day: counts that TikTok measured, so they make a history."""
    moments = moments_in(sheet.column(places["date"]), answered.observed_at)
    for row, moment in zip(sheet.rows, moments, strict=True):
        cell, day = row.cells[places["followers"]], row.cells[places["date"]]
        count = count_in(cell)
        if is_missing(cell):
            got.leave("days without a number of followers")
        elif count is None or count < 0:
            got.put_aside("accounts", row.number, sheet.headings[places["followers"]], cell, reasons.NO_COUNT.en)
        elif moment is None:
            got.put_aside("accounts", row.number, sheet.headings[places["date"]], day, reasons.WHICH_DAY.en)
        else:
            moment = min(moment, answered.observed_at)
            got.take("accounts", account_row(answered, followers=count, observed_at=moment))


def take_shares(got: Gathered, sheet: Sheet, places: dict[str, int], answered: Answered, dimension: str) -> None:
    """Genders, which are everybody, or the largest territories, which need not be; percent or fraction by their sum."""
    cells = sheet.column(places["share"])
    shares = shares_by_sum(cells, whole=dimension == "gender", most=COUNTRIES)
    for place, row in enumerate(sheet.rows):
        cell = cells[place]
        if not is_missing(cell) and (shares is None or shares[place] is None):
            reason = reasons.NEITHER_BY_SUM.en if shares is None else reasons.NO_SHARE.en
            got.put_aside("audience_shares", row.number, sheet.headings[places["share"]], cell, reason)
            continue
        share = None if is_missing(cell) or shares is None else shares[place]
        got.take_share(answered.account, row.number, ShareOf(dimension, row.cells[places["name"]], share))


def take_content(got: Gathered, sheet: Sheet, places: dict[str, int], answered: Answered) -> None:
    """Posts with their figures."""
    times = sheet.column(places["published_at"]) if "published_at" in places else [""] * len(sheet.rows)
    moments = moments_in(times, answered.observed_at)
    seen: set[str] = set()
    for row, moment in zip(sheet.rows, moments, strict=True):
        link = row.cells[places["link"]]
        found = _VIDEO.match(link)
        figures, wrong = counts_in({name: row.cells[places[name]] for name in FIGURES if name in places})
        if found is None:
            got.put_aside("posts", row.number, sheet.headings[places["link"]], link, reasons.NO_POST.en)
        elif wrong:
            cell = row.cells[places[wrong]]
            got.put_aside("posts", row.number, sheet.headings[places[wrong]], cell, reasons.NO_COUNT.en)
        elif found["post"] in seen:
            got.put_aside("posts", row.number, sheet.headings[places["link"]], link, reasons.POST_TWICE.en)
        else:
            seen.add(found["post"])
            kind = "video" if found["kind"] == "video" else "image"
            caption = row.cells[places["title"]] if "title" in places else None
            got.take("posts", post_row(
                answered, found["post"], caption, published_at=moment, kind=kind, link=found[0], **figures
            ))  # fmt: skip
