"""A small written corpus in Dutch and English, and catalogues over pools of made-up accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from kring.match.criteria import Pool
from kring.match.discovery import OBSERVED, TEXTS, TOLD_SHARES, Catalogue, TextIndex, TextSearch, text_index
from tests.match.pools import pool

SEEN_AT = datetime(2026, 11, 1, tzinfo=UTC)
CORPUS: dict[str, list[tuple[str, str]]] = {
    "instagram:groene.lepel": [
        ("name", "Groene Lepel"), ("bio", "Elke dag een plantaardig recept | Amersfoort"),
        ("post", "Vandaag gekookt: linzensoep met geroosterde wortel. #vegankoken #plantaardig"),
        ("post", "Drie snelle recepten voor een doordeweekse avond, allemaal vegan."),
    ],
    "instagram:pan_en_pollepel": [
        ("bio", "Koken voor het hele gezin"), ("post", "Stoofvlees zoals oma het maakte, met een scheut azijn"),
        ("post", "Een nieuw recept op de blog: draadjesvlees uit de oven"),
    ],
    "tiktok:sam.runs": [
        ("bio", "Running, races and recovery"), ("post", "Ran my first half marathon today! #running #halfmarathon"),
        ("post", "New shoes, same old knees. Weekly runs with the crew from Utrecht."),
    ],
    "instagram:loopmetlot": [
        ("bio", "Hardlopen met plezier"), ("post", "Rondje hardgelopen door de duinen, mijn schoenen zijn nu echt op"),
        ("post", "Trainingsschema voor je eerste tien kilometer #hardlopen"),
    ],
    "youtube:thegreenkitchen": [
        ("bio", "Vegan cooking for beginners"), ("post", "How I cook a vegan curry in twenty minutes"),
        ("post", "My favourite recipes of this summer, all plant based"),
    ],
    "instagram:cafe_zonder_naam": [("bio", "Café in het hart van Gent"), ("post", "Nieuw op de kaart: crème brûlée")],
    "instagram:stil": [],
}  # fmt: skip


def texts(corpus: Mapping[str, Sequence[tuple[str, str]]] = CORPUS) -> pa.Table:
    """Rows of `TEXTS`, with each account's handle."""
    rows = [
        {"account": account, "field": field, "text": text}
        for account, said in corpus.items()
        for field, text in [("handle", account.partition(":")[2]), *said]
    ]
    return pa.Table.from_pylist(rows, TEXTS)


def index(corpus: Mapping[str, Sequence[tuple[str, str]]] = CORPUS) -> TextIndex:
    """The index of a corpus."""
    return text_index(corpus, texts(corpus))


def catalogue(
    of: Pool,
    corpus: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    observed: Sequence[Mapping[str, object]] = (),
    told: Sequence[Mapping[str, object]] = (),
) -> Catalogue:
    """A catalogue of the accounts of a pool."""
    names = of.names.to_pylist()
    said = {name: (corpus or {}).get(name, []) for name in names}
    return Catalogue(
        of, TextSearch(index(said)), pa.Table.from_pylist(list(observed), OBSERVED),
        pa.Table.from_pylist(list(told), TOLD_SHARES), SEEN_AT,
    )  # fmt: skip


def written() -> Catalogue:
    """The corpus, of whose accounts nothing else is known."""
    return catalogue(pool({name: {} for name in CORPUS}), CORPUS)
