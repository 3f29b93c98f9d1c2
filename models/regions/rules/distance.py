"""Distances on the globe, in kilometres, between points in degrees (WGS 84)."""

from math import asin, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG, Moritz 2000)."""


class BoundingBox(NamedTuple):
    """Southern, western, northern and eastern edge in degrees; west > east where it crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Great-circle distance in km by the haversine formula (Sinnott 1984, "Virtues of the Haversine")."""
    north = radians(other_latitude - latitude) / 2
    east = radians(other_longitude - longitude) / 2
    chord = sin(north) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def bounding_box(latitude: float, longitude: float, radius_km: float) -> BoundingBox:
    """
    The smallest box of latitudes and longitudes that holds the circle of `radius_km` around a point.

    Its longitudes are those of the circle's tangent meridians (Matuschek 2009); at a pole it goes all round.
    """
    angle = radius_km / EARTH_RADIUS_KM
    south, north = latitude - degrees(angle), latitude + degrees(angle)
    if south <= -90 or north >= 90:
        return BoundingBox(max(south, -90.0), -180.0, min(north, 90.0), 180.0)
    width = degrees(asin(sin(angle) / cos(radians(latitude))))
    return BoundingBox(south, _wrapped(longitude - width), north, _wrapped(longitude + width))


def _wrapped(longitude: float) -> float:
    return (longitude + 180.0) % 360.0 - 180.0
