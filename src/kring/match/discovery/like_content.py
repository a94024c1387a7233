"""Likeness by content: niches, values and hashtags, each as far as both sides have them.

Method: of niches and of values the Bhattacharyya affinity of the mixes (1 for equal ones, 0 without a common entry;
Bhattacharyya 1943), of hashtags the cosine of counts damped by a logarithm and weighed by how rare a tag is (tf-idf,
Salton and Buckley 1988). The mean of what is known, weighed by `PARTS`. Several accounts count as one that posts
what they do on average. Limits: what only pictures show is not seen; accounts without niche and hashtags are unknown.
"""

from __future__ import annotations

import numpy as np

from kring.estimate import Language, percent
from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import Floats
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.filter_entries import labelled
from kring.match.discovery.lookalikes import Likeness
from kring.match.discovery.words import TAG
from kring.vocabulary.text import Words

PARTS = {"niches": 0.5, "hashtags": 0.3, "values": 0.2}
BASIS = Words("niches, waarden en hashtags van berichten", "niches, values and hashtags of posts")
SHOWN = 3


def by_content(catalogue: Catalogue, of: Places) -> Likeness:
    """How alike the content of every account is to that of these."""
    niches, mixed = _mix(catalogue, "niches", "niche", of)
    values, _ = _mix(catalogue, "values", "value", of)
    tags, columns = _hashtags(catalogue, of)
    parts = {"niches": niches, "hashtags": tags, "values": values}
    top, bottom = np.zeros(len(catalogue)), np.zeros(len(catalogue))
    for name, part in parts.items():
        known = ~np.isnan(part)
        top[known] += PARTS[name] * part[known]
        bottom[known] += PARTS[name]
    comparable = ~(np.isnan(niches) & np.isnan(tags))
    found = np.divide(top, bottom, out=np.full(len(top), np.nan), where=comparable & (bottom > 0))
    return Likeness(of, found, BASIS, lambda place: _why(catalogue, place, mixed, columns))


def _mix(catalogue: Catalogue, detail: str, column: str, of: Places) -> tuple[Floats, dict[str, float]]:
    """The affinity of every account's mix of entries with the mean mix of these, and that mix."""
    entries = catalogue.pool.entries(detail, column)
    found = np.full(len(catalogue), np.nan)
    total = np.bincount(entries.places, weights=entries.shares, minlength=len(catalogue))
    own = np.isin(entries.places, of) & (total[entries.places] > 0)
    if not own.any():
        return found, {}
    shares = entries.shares / np.maximum(total[entries.places], 1e-12)
    mean = np.bincount(entries.codes[own], weights=shares[own], minlength=len(entries.names))
    mean = mean / mean.sum()
    alike = np.bincount(entries.places, weights=np.sqrt(shares * mean[entries.codes]), minlength=len(catalogue))
    there = total > 0
    found[there] = np.minimum(alike[there], 1.0)
    return found, {entries.names[code]: float(mean[code]) for code in np.flatnonzero(mean)}


def _hashtags(catalogue: Catalogue, of: Places) -> tuple[Floats, list[int]]:
    """The cosine of every account's hashtags with those of these together, and the columns of these."""
    postings, found = catalogue.texts.index.postings, np.full(len(catalogue), np.nan)
    lengths, columns = catalogue.kept("lengths of hashtags", lambda: _lengths(catalogue))
    asked: dict[int, float] = {}
    for column in columns.tolist():
        places, counts = postings.column(column)
        mine = np.isin(places, of)
        if mine.any():
            asked[column] = float(np.log1p(counts[mine]).sum()) * _rareness(len(catalogue), len(places))
    if not asked:
        return found, []
    dots = np.zeros(len(catalogue))
    for column, weight in asked.items():
        places, counts = postings.column(column)
        dots[places] += weight * np.log1p(counts) * _rareness(len(catalogue), len(places))
    there, own = lengths > 0, float(np.linalg.norm(list(asked.values())))
    found[there] = np.minimum(dots[there] / (lengths[there] * own), 1.0)
    return found, sorted(asked, key=lambda column: (-asked[column], column))


def _lengths(catalogue: Catalogue) -> tuple[Floats, Places]:
    """The length of every account's vector of hashtags, and which columns are hashtags."""
    index = catalogue.texts.index
    columns = np.array([at for at, word in enumerate(index.words) if word[0] == TAG], np.int64)
    squares = np.zeros(len(catalogue))
    for column in columns.tolist():
        places, counts = index.postings.column(column)
        squares[places] += (np.log1p(counts) * _rareness(len(catalogue), len(places))) ** 2
    return np.sqrt(squares), columns


def _rareness(accounts: int, with_it: int) -> float:
    return float(np.log1p(accounts / with_it))


def _why(catalogue: Catalogue, place: int, mixed: dict[str, float], columns: list[int]) -> Words:
    """The niches and hashtags both have."""
    entries, labels = catalogue.pool.entries("niches", "niche"), labelled("niches")
    mine = {entries.names[entries.codes[row]]: float(entries.shares[row])
            for row in np.flatnonzero(entries.places == place)}  # fmt: skip
    common = sorted(mine.keys() & mixed.keys(), key=lambda niche: (-min(mine[niche], mixed[niche]), niche))[:SHOWN]
    tags = [catalogue.texts.index.words[column] for column in columns if _has(catalogue, column, place)][:SHOWN]

    def said(language: Language, about: str, also: str, neither: str) -> str:
        shown = [
            f"{labels[niche].said_in(language) if niche in labels else niche} "
            f"({percent(mixed[niche], language)}, {percent(mine[niche], language)})"
            for niche in common
        ]
        parts = ([about.format(", ".join(shown))] if shown else []) + ([also.format(", ".join(tags))] if tags else [])
        return "; ".join(parts) or neither

    return Words(
        said("nl", "beide over {}", "beide met {}", "geen niche of hashtag gemeen"),
        said("en", "both about {}", "both with {}", "no niche or hashtag in common"),
    )


def _has(catalogue: Catalogue, column: int, place: int) -> bool:
    places, _ = catalogue.texts.index.postings.column(column)
    at = int(np.searchsorted(places, place))
    return at < len(places) and int(places[at]) == place
