"""What people have at a time: asked under the lock of their rows, the answer cannot change."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from models.kernel import work
from models.people.rules.names import name_and_initial
from models.people.tables import Person
from models.tasks.errors import ShiftClash, ShiftOverlap
from models.tasks.rules import Span
from models.tasks.tables import Shift

MOST_NAMED = 5

_BUSY = """
SELECT a.person_id, s.id, s.starts_at, s.ends_at
FROM assignments a JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.state IN ('accepted', 'confirmed', 'attended')
  AND s.id <> $3 AND s.cancelled_at IS NULL AND s.starts_at < $5 AND s.ends_at > $4
ORDER BY s.starts_at, s.id
"""
# Each person looks up their own assignments: there are few, and hundreds of people at a shift.
_CLASHES = """
SELECT DISTINCT mine.id AS shift_id, a.person_id
FROM unnest($2::uuid[], $3::uuid[]) AS wanted (shift_id, person_id)
JOIN shifts mine ON mine.account_id = $1 AND mine.id = wanted.shift_id
JOIN assignments a ON a.account_id = $1 AND a.person_id = wanted.person_id
JOIN shifts s ON s.account_id = $1 AND s.id = a.shift_id
WHERE a.state IN ('accepted', 'confirmed', 'attended') AND s.id <> mine.id AND s.cancelled_at IS NULL
  AND s.starts_at < mine.ends_at AND s.ends_at > mine.starts_at
"""


async def find_busy(shift: Shift, person_ids: Collection[UUID]) -> dict[UUID, list[Span]]:
    """What else these people have during a shift; who is free is left out."""
    busy: dict[UUID, list[Span]] = defaultdict(list)
    for row in await work.fetch(_BUSY, *_parameters(shift, person_ids)):
        busy[row["person_id"]].append(Span(row["starts_at"], row["ends_at"]))
    return busy


async def find_clashes(account_id: UUID, places: Collection[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Those of the pairs of a shift and a person where the person has something else during the shift."""
    shift_ids, person_ids = [place[0] for place in places], [place[1] for place in places]
    rows = await work.fetch(_CLASHES, account_id, shift_ids, person_ids)
    return {(row["shift_id"], row["person_id"]) for row in rows}


async def ensure_free(shift: Shift, person_id: UUID) -> None:
    """Raise ShiftOverlap if the person has something else during the shift."""
    row = await work.fetch_row(_BUSY, *_parameters(shift, [person_id]))
    if row:
        raise ShiftOverlap(row["id"])


async def ensure_nobody_is_busy(shift: Shift, people: Sequence[Person]) -> None:
    """Raise ShiftClash, naming some, if any of these people (locked) has something else during a shift."""
    busy = await find_busy(shift, [person.id for person in people])
    if busy:
        found = sorted((person for person in people if person.id in busy), key=lambda person: person.sort_key)
        names = [name_and_initial(person.first_name, person.last_name) for person in found[:MOST_NAMED]]
        raise ShiftClash(len(found), ", ".join([*names, *(["…"] if len(found) > MOST_NAMED else [])]))


def _parameters(shift: Shift, person_ids: Collection[UUID]) -> tuple[object, ...]:
    return shift.account_id, list(person_ids), shift.id, shift.starts_at, shift.ends_at
