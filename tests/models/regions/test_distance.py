"""Distances in kilometres and the boxes around a point."""

from math import asin, atan2, cos, degrees, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.regions.rules import bounding_box, distance_km
from models.regions.rules.distance import EARTH_RADIUS_KM

latitudes = st.floats(-89, 89)
longitudes = st.floats(-180, 179.99)


def test_warsaw_lies_252_km_from_krakow() -> None:
    assert distance_km(52.2297, 21.0122, 50.0647, 19.9450) == pytest.approx(251.98, abs=0.01)


def test_half_the_globe_is_half_its_circumference() -> None:
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015.1, abs=0.1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_there_and_back_is_the_same(south: float, west: float, north: float, east: float) -> None:
    there = distance_km(south, west, north, east)
    assert there >= 0
    assert distance_km(north, east, south, west) == pytest.approx(there, abs=1e-6)


@given(latitudes, longitudes, st.floats(1, 500), st.floats(0, 0.999), st.floats(0, 2 * pi))
def test_all_that_is_near_lies_in_the_box(
    latitude: float, longitude: float, radius: float, share: float, bearing: float
) -> None:
    other, other_longitude = _destination(latitude, longitude, radius * share, bearing)
    assert distance_km(latitude, longitude, other, other_longitude) == pytest.approx(radius * share, abs=1e-3)
    box = bounding_box(latitude, longitude, radius)
    assert box.south <= other <= box.north
    if box.west <= box.east:
        assert box.west <= other_longitude <= box.east
    else:
        assert other_longitude >= box.west or other_longitude <= box.east


def _destination(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """The point at a distance and a bearing (radians) from another: the direct problem on the sphere."""
    angle, phi = km / EARTH_RADIUS_KM, radians(latitude)
    sine = sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(bearing)
    east = atan2(sin(bearing) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sine)
    return degrees(asin(sine)), (longitude + degrees(east) + 180) % 360 - 180


def test_a_box_over_the_date_line_wraps() -> None:
    box = bounding_box(0, 179.9, 100)
    assert box.west == pytest.approx(179.0007, abs=1e-3)
    assert box.east == pytest.approx(-179.2007, abs=1e-3)


def test_a_box_over_a_pole_goes_all_round() -> None:
    assert bounding_box(89.9, 0, 100)[1:] == (-180.0, 90.0, 180.0)
