"""A region in numbers: its people, what they can and will do, and who waits to be greeted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.search_keys import prefix_range
from models.people.policy import ensure_may_read_region
from models.people.tables import PersonKind

_SUMMARY = """
WITH here AS (
    SELECT id, greeted_at, willing FROM people AS p
     WHERE account_id = $1 AND kind = $2 AND region_path >= $3 AND region_path < $4
)
SELECT (SELECT count(*) FROM here) AS people,
       (SELECT count(*) FROM here WHERE greeted_at IS NULL) AS newcomers_waiting,
       (SELECT coalesce(json_agg(json_build_array(skill_id, number) ORDER BY number DESC, skill_id), '[]') FROM (
           SELECT s.skill_id, count(*) AS number FROM here
             JOIN person_skills AS s ON s.account_id = $1 AND s.person_id = here.id
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $5) AS skills) AS by_skill,
       (SELECT coalesce(json_agg(json_build_array(kind, number) ORDER BY number DESC, kind), '[]') FROM (
           SELECT kind, count(*) AS number FROM here, unnest(here.willing) AS kind GROUP BY 1) AS kinds) AS by_willingness
"""

MOST_SKILLS = 20


@dataclass(frozen=True, slots=True)
class PeopleSummary:
    """Counts of the confirmed people of a region. `by_skill` (20 at most) and `by_willingness`: the most frequent first."""

    people: int
    newcomers_waiting: int
    by_skill: list[tuple[UUID, int]]
    by_willingness: list[tuple[str, int]]


async def people_summary(actor: Actor, region_path: str) -> PeopleSummary:
    """The numbers of a region and all beneath it. Raises NotAllowed unless the actor reads people in the whole of it."""
    ensure_may_read_region(actor, region_path)
    row: Any = await work.fetch_row(
        _SUMMARY, actor.account_id, PersonKind.VOLUNTEER, *prefix_range(region_path), MOST_SKILLS
    )
    return PeopleSummary(
        people=row["people"],
        newcomers_waiting=row["newcomers_waiting"],
        by_skill=[(UUID(skill_id), number) for skill_id, number in orjson.loads(row["by_skill"])],
        by_willingness=[(kind, number) for kind, number in orjson.loads(row["by_willingness"])],
    )
