"""Distances of many points at once."""

import numpy as np
import numpy.typing as npt

from models.regions.rules.distance import EARTH_RADIUS_KM

Numbers = npt.NDArray[np.float64]


def distances_km(
    latitudes: Numbers, longitudes: Numbers, latitude: float | Numbers, longitude: float | Numbers
) -> Numbers:
    """Great-circle distances by the haversine formula (Sinnott 1984); NaN where a point is unknown."""
    north = np.radians(latitudes - latitude) / 2
    east = np.radians(longitudes - longitude) / 2
    chord = np.sin(north) ** 2 + np.cos(np.radians(latitudes)) * np.cos(np.radians(latitude)) * np.sin(east) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, chord))))
