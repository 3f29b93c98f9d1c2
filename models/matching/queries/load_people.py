"""Whoever could be matched, as plain rows: volunteers who agree to take part."""

from collections.abc import AsyncIterator, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

import asyncpg

from models.kernel import work
from models.kernel.search_keys import prefix_range
from models.matching.rules import Opening
from models.matching.rules.limits import FARTHEST_KM
from models.regions.rules import bounding_box

Value = TypeVar("Value")

PAGE = 5000
REGIONS_A_PAGE = 50
"""People of a region lie together in an index; in the order of ids a shard would look at everybody for each page."""
MOST_BOXES = 40
"""With more places than these, looking at everybody is quicker."""

_PEOPLE = """
SELECT p.id, p.ledger_id, p.latitude, p.longitude, p.region_path, p.time_zone, p.maximum_distance_km, p.birth_year,
       p.guardian_consent_at IS NOT NULL AS has_guardian, p.availability, p.weekly_minutes, p.willing, p.unwilling,
       p.rest_hours, p.most_in_a_row, p.from_home, p.created_at, p.last_active_at, p.paused_until
FROM people p
CROSS JOIN LATERAL (
    SELECT granted FROM consents c
    WHERE c.account_id = p.account_id AND c.person_id = p.id AND c.purpose = 'participation' AND c.channel = 'app'
    ORDER BY c.at DESC, c.id DESC LIMIT 1
) AS participation
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND participation.granted
  AND (p.paused_until IS NULL OR p.paused_until <= $2)
  AND ($3::float[] IS NULL OR EXISTS (
    SELECT FROM unnest($3::float[], $4::float[], $5::float[], $6::float[], $7::text[], $8::text[])
           AS place (south, west, north, east, path_from, path_to)
    WHERE p.latitude BETWEEN place.south AND place.north
          AND (p.longitude BETWEEN place.west AND place.east
               OR (place.west > place.east AND (p.longitude >= place.west OR p.longitude <= place.east)))
       OR (p.latitude IS NULL OR place.south IS NULL)
          AND p.region_path >= place.path_from AND p.region_path < place.path_to))
"""
_OF_THESE = f"{_PEOPLE} AND p.id = ANY($9::uuid[])"
_OF_REGIONS = f"{_PEOPLE} AND p.region_path = ANY($9::text[])"
_OF_ALL = f"{_PEOPLE} AND p.id > $9 ORDER BY p.id LIMIT {PAGE}"
"""Each its own statement: one for all would have one plan, which looks at everybody."""

_NOBODY = UUID(int=0)


async def load_people(
    account_id: UUID,
    openings: Sequence[Opening],
    person_ids: Sequence[UUID] | None = None,
    regions: Sequence[str] | None = None,
) -> AsyncIterator[list[asyncpg.Record]]:
    """
    Pages of people who may be within reach of at least one of the shifts: of these, or else of those who live in these
    regions (by path), or of all.

    A superset: `rules.limits` decides. Columns as in `people`.
    """
    latest = max((opening.starts_at for opening in openings), default=None)
    if latest is None:
        return
    given = (account_id, latest, *_places(openings))
    if person_ids is not None:
        for some in _pages(sorted(person_ids), PAGE):
            yield await work.fetch(_OF_THESE, *given, some)
    elif regions is not None:
        for paths in _pages(regions, REGIONS_A_PAGE):
            yield await work.fetch(_OF_REGIONS, *given, paths)
    else:
        after, size = _NOBODY, PAGE
        while size == PAGE:
            rows = await work.fetch(_OF_ALL, *given, after)
            yield rows
            after, size = rows[-1]["id"] if rows else after, len(rows)


def _pages(values: Sequence[Value], size: int) -> Iterator[list[Value]]:
    return (list(values[first : first + size]) for first in range(0, len(values), size))


def _places(openings: Sequence[Opening]) -> tuple[list[object] | None, ...]:
    """Boxes around the places and ranges of their regions, as columns; all None: everybody is within reach."""
    spots = {(opening.latitude, opening.longitude, opening.region_path) for opening in openings}
    if len(spots) > MOST_BOXES or any(opening.remote for opening in openings):
        return (None,) * 6
    rows = [(*_box(latitude, longitude), *prefix_range(path)) for latitude, longitude, path in sorted(spots, key=str)]
    return tuple(map(list, zip(*rows, strict=True)))


def _box(latitude: float | None, longitude: float | None) -> tuple[float | None, ...]:
    if latitude is None or longitude is None:
        return (None,) * 4
    return tuple(bounding_box(latitude, longitude, FARTHEST_KM))
