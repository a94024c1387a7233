"""Where the creators live that were found: the map with the radius, and of how many no home is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.briefs.presenters.pictures import Picture, picture_of
from kring.app.web.language import page_language
from kring.match.discovery.around import Around
from kring.match.discovery.homes import home_of

if TYPE_CHECKING:
    from kring.match.discovery import Catalogue, Found


@dataclass(frozen=True, slots=True)
class HomesShown:
    """The map, None where no home is known; `unknown`: of how many it is not."""

    picture: Picture | None
    unknown: int


def homes_shown(found: Found, catalogue: Catalogue, *, synthetic: bool) -> HomesShown:
    """The homes of all that were found, not only of the page."""
    from kring.charts import found_map
    from kring.charts.found_map import Circle

    places = catalogue.pool.places(found.table["account"])
    homes = [home for place in places.tolist() if (home := home_of(catalogue, place)) is not None]
    asked = found.search.filters["near"].of if "near" in found.search.filters else ()
    circles = [Circle(one.lon, one.lat, one.km) for one in map(Around.read, asked)]
    drawn = found_map(homes, circles, page_language(), synthetic=synthetic) if homes else None
    return HomesShown(picture_of("found", drawn) if drawn is not None else None, found.total - len(homes))
