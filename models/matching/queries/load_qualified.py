"""Who has the licences and trainings that shifts require, as far as they count."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import inf
from uuid import UUID

from models.kernel import work
from models.matching.rules import Opening

_QUALIFIED = """
SELECT held.person_id, held.qualification_id, held.expires_on FROM person_qualifications held
JOIN qualifications q ON q.account_id = held.account_id AND q.id = held.qualification_id
WHERE held.account_id = $1 AND held.qualification_id = ANY($2::uuid[]) AND held.person_id = ANY($3::uuid[])
  AND (held.confirmed_at IS NOT NULL OR NOT q.needs_confirmation)
"""


async def load_qualified(
    account_id: UUID, openings: Sequence[Opening], number_of: Mapping[UUID, int]
) -> dict[UUID, dict[int, float]]:
    """By what is required, who has it (by number) until which day (`date.toordinal`; infinity: for good)."""
    wanted = {each for opening in openings for each in opening.qualifications}
    found: dict[UUID, dict[int, float]] = {each: {} for each in wanted}
    for row in await work.fetch(_QUALIFIED, account_id, list(wanted), list(number_of)) if wanted else ():
        found[row["qualification_id"]][number_of[row["person_id"]]] = _last_day(row["expires_on"])
    return found


def _last_day(expires_on: date | None) -> float:
    return inf if expires_on is None else float(expires_on.toordinal())
