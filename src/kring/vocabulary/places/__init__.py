"""Places of the Netherlands and the people who live there: provinces, municipalities, postcode areas.

Source: CBS (Statistics Netherlands), population of 1 January 2021, borders of 2022 with later mergers applied. The
municipalities of Flanders stand beside them, by GeoNames (`kring.vocabulary.places.flanders`).
"""

from kring.vocabulary.places.centres import Centre, centre_of_place, centre_of_postcode
from kring.vocabulary.places.distance import kilometres, postcodes_within
from kring.vocabulary.places.flanders import (
    FLANDERS_SOURCE,
    flemish_municipality_named,
    flemish_municipality_table,
)
from kring.vocabulary.places.names import (
    municipalities,
    municipality,
    municipality_of_place,
    province,
    provinces,
)
from kring.vocabulary.places.recognised import Place, place_named, places_in
from kring.vocabulary.places.residents import ROUNDING_SD, people_by_target_age, population_in, years_in_common
from kring.vocabulary.places.tables import SOURCE, borders, municipality_table, population, postcodes

__all__ = [
    "FLANDERS_SOURCE",
    "ROUNDING_SD",
    "SOURCE",
    "Centre",
    "Place",
    "borders",
    "centre_of_place",
    "centre_of_postcode",
    "flemish_municipality_named",
    "flemish_municipality_table",
    "kilometres",
    "municipalities",
    "municipality",
    "municipality_of_place",
    "municipality_table",
    "people_by_target_age",
    "place_named",
    "places_in",
    "population",
    "population_in",
    "postcodes",
    "postcodes_within",
    "province",
    "provinces",
    "years_in_common",
]
