"""Who has done something lately."""

from datetime import datetime
from uuid import UUID

from models.kernel import work
from models.kernel.search_keys import prefix_range
from models.people.tables import PersonKind

_ACTIVE = """
SELECT count(*) FROM people
 WHERE account_id = $1 AND kind = $2 AND region_path >= $3 AND region_path < $4 AND last_active_at >= $5
"""


async def count_active_people(account_id: UUID, region_path: str, since: datetime) -> int:
    """
    How many confirmed people of a region ('' is everywhere) have done something since then.

    The caller has checked that the actor may know (`rules.md` D: small counts are for those who organize there).
    """
    bounds = prefix_range(region_path)
    return int(await work.fetch_value(_ACTIVE, account_id, PersonKind.VOLUNTEER.value, *bounds, since))
