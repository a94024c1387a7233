"""Discovery: searching creators by text, filters and likeness, with nothing hidden silently."""

from kring.match.discovery.catalogue import OBSERVED, TOLD_SHARES, Catalogue
from kring.match.discovery.condition import DROP, KEEP, Condition, read_condition
from kring.match.discovery.facets import FACETS, Facet
from kring.match.discovery.filter_entries import labelled
from kring.match.discovery.finding import find
from kring.match.discovery.found import FilterCount, Found, Row
from kring.match.discovery.homes import HomeOf
from kring.match.discovery.query import Query
from kring.match.discovery.search import Search
from kring.match.discovery.text_building import TEXTS, text_index, updated_index
from kring.match.discovery.text_index import TextIndex
from kring.match.discovery.text_search import TextSearch

__all__ = [
    "DROP",
    "FACETS",
    "KEEP",
    "OBSERVED",
    "TEXTS",
    "TOLD_SHARES",
    "Catalogue",
    "Condition",
    "Facet",
    "FilterCount",
    "Found",
    "HomeOf",
    "Query",
    "Row",
    "Search",
    "TextIndex",
    "TextSearch",
    "find",
    "labelled",
    "read_condition",
    "text_index",
    "updated_index",
]
