"""How many people live somewhere, by the age bands of target groups.

CBS counts in bands of five years; a target group's band can cut one (15-19 holds years of 13-17 and of 18-24). A cut
band is split evenly over its years: of 15-19, three fifths go to 13-17 and two fifths to 18-24. The interval says what
that assumption can cost: it reaches at least as far as a split that follows the bands on both sides, which is what
happens in towns full of students, and never less than a twentieth of the part that was split off.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kring.errors import UnknownName
from kring.estimate import Basis, Estimate
from kring.vocabulary.people import AGE_BANDS
from kring.vocabulary.places.names import municipality, province
from kring.vocabulary.places.tables import population, postcodes

COUNTED_GENDERS = ("female", "male")
LAST_YEAR = 120
ROUNDING_SD = 5 / np.sqrt(12)  # CBS rounds each figure to fives
LEAST_DOUBT = 0.05

Counts = npt.NDArray[np.float64]


def years_in_common(band: str, other: str) -> float:
    """The share of the years of `band` that lie in `other`; both as "15-19", "65+" or "95+"."""
    (first, last), (other_first, other_last) = _years(band), _years(other)
    return max(0, min(last, other_last) - max(first, other_first) + 1) / (last - first + 1)


def people_by_target_age() -> pa.Table:
    """People by pc4, age_band (those of `kring.vocabulary.people`), gender and people, cut bands split evenly."""
    areas, bands, counts = _counts()
    split = counts @ _shares(bands)
    cells = [(g, b) for g in range(len(COUNTED_GENDERS)) for b in range(len(AGE_BANDS))]
    size = len(areas)
    return pa.table(
        {
            "pc4": pa.array(areas * len(cells), pa.string()),
            "age_band": pa.array([AGE_BANDS[b] for _, b in cells for _ in range(size)], pa.string()),
            "gender": pa.array([COUNTED_GENDERS[g] for g, _ in cells for _ in range(size)], pa.string()),
            "people": pa.array(np.concatenate([split[g, :, b] for g, b in cells]), pa.float64()),
        }
    )


def population_in(
    municipalities: Iterable[str] | None = None,
    ages: Iterable[str] | None = None,
    genders: Iterable[str] | None = None,
    provinces: Iterable[str] | None = None,
    pc4: Iterable[str] | None = None,
) -> Estimate:
    """How many people of these ages and genders live in any of these places; None means all.

    `ages` are bands of `kring.vocabulary.people.AGE_BANDS`. CBS counts everybody as female or male, so how many belong
    to another gender alone is unknown. Raises UnknownName for a place, age band or postcode that doesn't exist.
    """
    areas, bands, counts = _counts()
    chosen = _chosen_areas(areas, municipalities, provinces, pc4)
    sexes = [g for g, gender in enumerate(COUNTED_GENDERS) if genders is None or gender in set(genders)]
    if not chosen.any():
        return Estimate.unknown("CBS does not publish the population of this area")
    if not sexes:
        return Estimate.unknown("CBS counts everybody as female or male")
    return _estimate(counts[sexes][:, chosen], bands, _known_ages(ages))


def _estimate(counts: Counts, bands: tuple[str, ...], ages: tuple[str, ...]) -> Estimate:
    shares = _shares(bands)[:, [AGE_BANDS.index(age) for age in ages]].sum(axis=1)
    whole = counts.sum(axis=(0, 1))
    value = float(whole @ shares)
    cut = (shares > 0) & (shares < 1)
    doubt = sum((_doubt(whole, int(band), float(shares[band])) for band in np.flatnonzero(cut)), start=0.0)
    figures = counts.shape[0] * counts.shape[1] * int((shares > 0).sum())
    doubt += 1.96 * ROUNDING_SD * np.sqrt(figures)
    basis = Basis.MODELLED if cut.any() else Basis.MEASURED
    return Estimate.between(value, max(0.0, value - doubt), value + doubt, basis)


def _doubt(whole: Counts, band: int, share: float) -> float:
    """How many people of a cut band may stand on the wrong side of the cut."""
    younger, older = whole[max(band - 1, 0)], whole[min(band + 1, len(whole) - 1)]
    part = min(share, 1 - share)
    tilted = max(younger, older) * part / max(max(younger, older) * part + min(younger, older) * (1 - part), 1e-9)
    opposite = min(younger, older) * part / max(min(younger, older) * part + max(younger, older) * (1 - part), 1e-9)
    return float(whole[band] * max(abs(tilted - part), abs(part - opposite), LEAST_DOUBT * part))


def _chosen_areas(
    areas: tuple[str, ...],
    municipalities: Iterable[str] | None,
    provinces: Iterable[str] | None,
    pc4: Iterable[str] | None,
) -> npt.NDArray[np.bool_]:
    if municipalities is None and provinces is None and pc4 is None:
        return np.ones(len(areas), dtype=bool)
    wanted_municipalities = {municipality(name) for name in municipalities or ()}
    wanted_provinces = {province(name) for name in provinces or ()}
    rows = postcodes().select(["pc4", "municipality", "province"]).to_pylist()
    wanted = _known_postcodes(pc4 or (), {row["pc4"] for row in rows}) | {
        row["pc4"]
        for row in rows
        if row["municipality"] in wanted_municipalities or row["province"] in wanted_provinces
    }
    return np.asarray([area in wanted for area in areas])


def _known_postcodes(asked: Iterable[str], known: set[str]) -> set[str]:
    wanted = set(asked)
    advice = "Give the four digits, such as 3511."
    for area in sorted(wanted - known):
        raise UnknownName("postcode area", area, sorted(known), advice, nl_advice="Geef de vier cijfers, zoals 3511.")
    return wanted


def _known_ages(ages: Iterable[str] | None) -> tuple[str, ...]:
    wanted = AGE_BANDS if ages is None else tuple(dict.fromkeys(ages))
    for age in wanted:
        if age not in AGE_BANDS:
            bands = ", ".join(AGE_BANDS)
            nl_advice = f"Dit zijn de groepen: {bands}."
            raise UnknownName("age band", age, list(AGE_BANDS), f"The bands are {bands}.", nl_advice=nl_advice)
    return wanted


@cache
def _counts() -> tuple[tuple[str, ...], tuple[str, ...], Counts]:
    """Postcode areas, CBS bands, and counts of shape (genders, areas, bands)."""
    table = population()
    areas, area_at = np.unique(table["pc4"].to_numpy(zero_copy_only=False), return_inverse=True)
    names = sorted(set(table["age_band"].to_pylist()), key=lambda band: _years(band)[0])
    band_at = np.asarray([names.index(band) for band in table["age_band"].to_pylist()])
    gender_at = np.asarray([COUNTED_GENDERS.index(gender) for gender in table["gender"].to_pylist()])
    counts = np.zeros((len(COUNTED_GENDERS), len(areas), len(names)))
    counts[gender_at, area_at, band_at] = table["people"].to_numpy()
    return tuple(areas.tolist()), tuple(names), counts


def _shares(bands: tuple[str, ...]) -> Counts:
    """The share of each CBS band that falls in each target band, of shape (CBS bands, target bands)."""
    return np.asarray([[years_in_common(band, target) for target in AGE_BANDS] for band in bands])


def _years(band: str) -> tuple[int, int]:
    first, _, last = band.rstrip("+").partition("-")
    return int(first), int(last) if last else LAST_YEAR
