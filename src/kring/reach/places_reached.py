"""Where the people live whom a set of accounts reaches: by municipality, abroad, and of whom it is not known.

Each person counts in one place, so the places, elsewhere and unknown add up to the unique reach. Who is known only by
province stays unknown here: nobody is spread over municipalities by guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.estimate import Estimate
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import weakest_basis
from kring.vocabulary import places


@dataclass(frozen=True)
class PlacesReached:
    """The people of the segment that the accounts reach, by the Dutch municipality they live in, most people first.

    Municipalities where nobody is reached are left out. `elsewhere`: who lives outside the Netherlands, or in a place
    that is no Dutch municipality. `unknown`: of whom the municipality is not known.
    """

    accounts: tuple[str, ...]
    segment: Segment
    synthetic: bool
    municipalities: dict[str, Estimate]
    elsewhere: Estimate
    unknown: Estimate
    unique: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "accounts": list(self.accounts),
            "segment": self.segment.to_dict(),
            "synthetic": self.synthetic,
            "municipalities": {name: people.to_dict() for name, people in self.municipalities.items()},
            "elsewhere": self.elsewhere.to_dict(),
            "unknown": self.unknown.to_dict(),
            "unique": self.unique.to_dict(),
        }


def reached_by_municipality(
    audience: Audience,
    accounts: Sequence[str],
    segment: Segment | None = None,
    *,
    group: TargetGroup | None = None,
) -> PlacesReached:
    """Whom these accounts reach in the segment, by municipality; accounts around whom nobody is known add nobody.

    `group` is the segment's target group when it was made before.
    """
    group = group or target_group(audience, segment)
    known = tuple(account for account in dict.fromkeys(accounts) if account in audience)
    reached = np.zeros(audience.people, dtype=bool)
    for account in known:
        reached[audience.row(account)] = True
    counter = Counter(group, weakest_basis(audience, known))
    counts = _by_place(audience, np.flatnonzero(reached), group)
    values = audience.attributes["municipality"].values
    dutch = set(places.municipalities())
    inside = [(name, row) for name, row in zip(values, counts[2:], strict=True) if name in dutch and row[1:].any()]
    abroad = counts[1] + sum(row for name, row in zip(values, counts[2:], strict=True) if name not in dutch)
    found = {name: counter.inside(row) for name, row in inside}
    return PlacesReached(
        accounts=known,
        segment=group.segment,
        synthetic=audience.synthetic,
        municipalities=dict(sorted(found.items(), key=lambda entry: (-_size(entry[1]), entry[0]))),
        elsewhere=counter.inside(abroad),
        unknown=counter.inside(counts[0]),
        unique=counter.inside(counts.sum(axis=0)),
    )


def _by_place(audience: Audience, people: np.ndarray[Any, Any], group: TargetGroup) -> np.ndarray[Any, Any]:
    """People by place and class: place 0 is not known, 1 another country, from 2 the values of the municipality."""
    municipality, country = audience.attributes["municipality"], audience.attributes["country"]
    abroad = np.array([False, *(value != "NL" for value in country.values)])
    place = municipality.codes[people].astype(np.int64)
    place = np.where(place > 0, place + 1, abroad[country.codes[people]])
    classes, size = len(group.weights), len(municipality.values) + 2
    cells = np.bincount(place * classes + group.classes[people], minlength=size * classes)
    return cells.reshape(size, classes)


def _size(people: Estimate) -> float:
    return people.value if people.known else 0.0
