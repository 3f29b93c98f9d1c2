"""What is prepared, and what of it is written into which file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from statistics import multimode

Names = dict[str, str]


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A node of the tree. `code` is its parent's code, a hyphen and a part of its own."""

    code: str
    level: str
    name: str
    parent: str = ""
    division: str = "administrative"
    names: Names = field(default_factory=dict)
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class PostalCodeRecord:
    """A postal code with its best place; `region` is the code of the deepest region known, `others` further places."""

    country: str
    code: str
    place: str
    region: str
    latitude: float
    longitude: float
    time_zone: str = ""
    names: Names = field(default_factory=dict)
    districts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CityRecord:
    """A city with all its names; `names` has the best one of each language, `known_as` all, in any script."""

    number: int
    country: str
    division: str
    name: str
    latitude: float
    longitude: float
    population: int
    time_zone: str
    names: Names
    known_as: tuple[str, ...]
    region: str = ""


@dataclass(slots=True)
class Geography:
    """All that is known of some countries."""

    regions: dict[str, RegionRecord] = field(default_factory=dict)
    postal_codes: list[PostalCodeRecord] = field(default_factory=list)
    cities: list[CityRecord] = field(default_factory=list)

    def add_regions(self, regions: Iterable[RegionRecord]) -> None:
        """Add regions that are not there yet."""
        for region in regions:
            self.regions.setdefault(region.code, region)

    def ancestry(self, code: str) -> Iterator[str]:
        """A region's code and those of all above it."""
        while code:
            yield code
            code = self.regions[code].parent


def locate_regions(geography: Geography) -> None:
    """Give each region the middle of its postal codes (or cities) and the time zone that most of them have."""
    points: dict[str, list[tuple[float, float, str]]] = {}
    coded = {record.country for record in geography.postal_codes}
    places: list[PostalCodeRecord | CityRecord] = [*geography.postal_codes]
    places += [city for city in geography.cities if city.country not in coded]
    for place in places:
        districts = place.districts if isinstance(place, PostalCodeRecord) else ()
        for code in {*geography.ancestry(place.region), *districts}:
            points.setdefault(code, []).append((place.latitude, place.longitude, place.time_zone))
    for code, region in geography.regions.items():
        geography.regions[code] = _located(region, points.get(code, []))
    for code, region in geography.regions.items():
        if not region.time_zone:
            above = next(geography.regions[up] for up in geography.ancestry(code) if geography.regions[up].time_zone)
            geography.regions[code] = replace(region, time_zone=above.time_zone)


def _located(region: RegionRecord, points: list[tuple[float, float, str]]) -> RegionRecord:
    if not points:
        return region
    middle = [round(sum(point[axis] for point in points) / len(points), 4) for axis in (0, 1)]  # type: ignore[misc]
    zone = min(multimode(point[2] for point in points))
    return replace(region, latitude=middle[0], longitude=middle[1], time_zone=zone)
