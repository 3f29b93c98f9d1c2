"""Whoever could be matched, as plain rows: volunteers who agree to take part."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import asyncpg

from models.kernel import work
from models.kernel.search_keys import prefix_range
from models.matching.rules import Opening
from models.matching.rules.limits import FARTHEST_KM
from models.regions.rules import bounding_box

PAGE = 5000
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
WHERE p.account_id = $1 AND p.kind = 'volunteer' AND participation.granted AND p.id > $2
  AND ($3::uuid[] IS NULL OR p.id = ANY($3)) AND (p.paused_until IS NULL OR p.paused_until <= $4)
  AND ($5::float[] IS NULL OR EXISTS (
    SELECT FROM unnest($5::float[], $6::float[], $7::float[], $8::float[], $9::text[], $10::text[])
           AS place (south, west, north, east, path_from, path_to)
    WHERE p.latitude BETWEEN place.south AND place.north
          AND (p.longitude BETWEEN place.west AND place.east
               OR (place.west > place.east AND (p.longitude >= place.west OR p.longitude <= place.east)))
       OR (p.latitude IS NULL OR place.south IS NULL)
          AND p.region_path >= place.path_from AND p.region_path < place.path_to))
  AND ($12::text[] IS NULL OR p.region_path = ANY($12))
ORDER BY p.id LIMIT $11
"""

_NOBODY = UUID(int=0)


async def load_people(
    account_id: UUID,
    openings: Sequence[Opening],
    person_ids: Sequence[UUID] | None = None,
    regions: Sequence[str] | None = None,
) -> AsyncIterator[list[asyncpg.Record]]:
    """
    Pages of people, by id, who may be within reach of at least one of the shifts (of these people, or of all; of those who
    live in these regions, by path, or of all).

    A superset: `rules.limits` decides. Columns as in `people`.
    """
    places = _places(openings)
    latest = max((opening.starts_at for opening in openings), default=None)
    after = _NOBODY
    while latest is not None:
        rows = await work.fetch(_PEOPLE, account_id, after, _list(person_ids), latest, *places, PAGE, regions)
        if rows:
            yield rows
        if len(rows) < PAGE:
            return
        after = rows[-1]["id"]


def _list(person_ids: Sequence[UUID] | None) -> list[UUID] | None:
    return None if person_ids is None else list(person_ids)


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
