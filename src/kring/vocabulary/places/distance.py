"""Distance over the earth, and the postcode areas around a point such as a shop."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kring.vocabulary.places.tables import postcodes

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


def kilometres(
    lon: npt.ArrayLike, lat: npt.ArrayLike, other_lon: npt.ArrayLike, other_lat: npt.ArrayLike
) -> npt.NDArray[np.float64]:
    """Great-circle distance in km between points in degrees (WGS84), by the haversine formula; broadcasts."""
    a_lon, a_lat, b_lon, b_lat = (
        np.radians(np.asarray(part, dtype=float)) for part in (lon, lat, other_lon, other_lat)
    )
    chord = np.sin((b_lat - a_lat) / 2) ** 2 + np.cos(a_lat) * np.cos(b_lat) * np.sin((b_lon - a_lon) / 2) ** 2
    distance: npt.NDArray[np.float64] = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0)))
    return distance


def postcodes_within(lon: float, lat: float, km: float) -> tuple[str, ...]:
    """The postcode areas whose centroid lies at most `km` from a point. Areas without a centroid are left out."""
    table = postcodes().select(["pc4", "lon", "lat"]).drop_null()
    near = kilometres(lon, lat, table["lon"].to_numpy(), table["lat"].to_numpy()) <= km
    return tuple(table["pc4"].to_numpy(zero_copy_only=False)[near].tolist())
