"""The content file: one line a post of Instagram, columns in any order.

English headings were seen. Those in German, Dutch and French are what Meta's pages say and were not seen in a file; a
file whose headings are not known is a sheet, and the person who loads it is asked.
"""

from __future__ import annotations

import re

from kring.sources.exports.delimited_text import Line, Row, Sheet, places_of
from kring.sources.exports.export import Answered
from kring.sources.exports.figures_in_cells import is_missing
from kring.sources.exports.gathered import Gathered, counts_in
from kring.sources.exports.moments import moments_in
from kring.sources.exports.posts import post_row
from kring.sources.files import reasons
from kring.sources.files.dates import DateOrder
from kring.sources.files.words import known_words, plain

WORDS = {
    "post": ["Post ID", "Beitrags-ID", "Bericht-ID", "ID de publication"],
    "username": [
        "Account username", "Konto-Benutzername", "Benutzername des Kontos", "Gebruikersnaam van account",
        "Accountgebruikersnaam", "Nom d'utilisateur du compte",
    ],
    "caption": ["Description", "Beschreibung", "Beschrijving"],
    "published_at": ["Publish time", "Veröffentlichungszeit", "Publicatietijd", "Heure de publication"],
    "link": ["Permalink", "Permanenter Link", "Permanente link", "Lien permanent"],
    "kind": ["Post type", "Beitragsart", "Berichttype", "Type de publication"],
    "date": ["Date", "Datum"],
    "views": ["Views", "Aufrufe", "Weergaven", "Vues"],
    "likes": ["Likes", "„Gefällt mir“-Angaben", "Gefällt mir", "Vind-ik-leuks", "Mentions J'aime", "J'aime"],
    "shares": ["Shares", "Geteilte Inhalte", "Keer gedeeld", "Partages"],
    "comments": ["Comments", "Kommentare", "Opmerkingen", "Reacties", "Commentaires"],
    "saves": ["Saves", "Gespeichert", "Gespeicherte Inhalte", "Keer opgeslagen", "Opgeslagen", "Enregistrements"],
    "reach": ["Reach", "Reichweite", "Bereik", "Couverture"],
    "impressions": ["Impressions", "Impressionen", "Vertoningen"],
}  # fmt: skip
FIGURES = ("views", "likes", "shares", "comments", "saves", "reach", "impressions")
_LIFETIME = re.compile(r"[^\d]*")
_LINK = re.compile(r"https?://(?:www\.)?instagram\.com/")
_HANDLE = re.compile(r"[A-Za-z0-9._]{1,30}")


def content_places(lines: list[Line]) -> dict[str, int] | None:
    """The place of each field when the first lines are those of a content file; else None."""
    places = places_of(lines[0], WORDS) if lines else {}
    if not {"post", "username", "link", "published_at"} <= set(places) or not set(FIGURES) & set(places):
        return None
    links = [line[places["link"]] for line in lines[1:] if len(line) > places["link"]]
    return places if all(_LINK.match(link.strip()) for link in links if link.strip()) else None


def usernames(sheet: Sheet, places: dict[str, int]) -> set[str]:
    """Whose posts these are, in lower case."""
    return {cell.lower() for cell in sheet.column(places["username"]) if _HANDLE.fullmatch(cell)}


def take_content(got: Gathered, sheet: Sheet, places: dict[str, int], answered: Answered) -> None:
    """Posts with their figures; lines of a single day are a part of a post's figures and left."""
    cells = sheet.column(places["published_at"])
    moments = moments_in(cells, answered.observed_at, undecided=DateOrder.MONTH_FIRST)
    seen: set[str] = set()
    for row, moment in zip(sheet.rows, moments, strict=True):
        post = row.cells[places["post"]]
        figures, wrong = counts_in({name: row.cells[places[name]] for name in FIGURES if name in places})
        if "date" in places and not _LIFETIME.fullmatch(row.cells[places["date"]]):
            got.leave("figures of one day of a post, which are a part of them")
        elif wrong:
            cell = row.cells[places[wrong]]
            got.put_aside("posts", row.number, sheet.headings[places[wrong]], cell, reasons.NO_COUNT.en)
        elif not post or is_missing(post) or not _HANDLE.fullmatch(row.cells[places["username"]]):
            got.put_aside("posts", row.number, sheet.headings[places["post"]], post, reasons.POST_MISSING.en)
        elif post in seen:
            got.put_aside("posts", row.number, sheet.headings[places["post"]], post, reasons.POST_TWICE.en)
        else:
            seen.add(post)
            more = {"published_at": moment, "kind": _kind(row, places), "link": row.cells[places["link"]] or None}
            caption = row.cells[places["caption"]] if "caption" in places else None
            made = post_row(answered, post, caption, **more, **figures)
            got.take("posts", {**made, "account": f"instagram:{row.cells[places['username']].lower()}"})


def _kind(row: Row, places: dict[str, int]) -> str | None:
    """`IG reel` and the like in our words; a word that is not known is no kind."""
    return (known_words("kind") or {}).get(plain(row.cells[places["kind"]])) if "kind" in places else None
