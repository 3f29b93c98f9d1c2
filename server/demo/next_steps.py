"""The next rung for people of the demo campaign who came often to the same work: to lead it."""

import json
from pathlib import Path
from uuid import UUID

from models.activity.tables import ActivityKind
from models.kernel import work
from models.kernel.actor import Actor
from models.tasks.actions import create_task
from server.demo.cast import Crowd
from server.demo.work_to_do import in_days

TIMES, READY = 3, 2
"""So many shifts of a kind somebody came to, and so many such people there are, where a step up is offered."""
CAPACITY, DAYS_AHEAD, HOUR, HOURS = 3, (6, 13), 18, 2

_READY = """
SELECT kind, count(*) AS people FROM (
    SELECT a.person_id, t.kind FROM assignments a
    JOIN shifts s ON s.account_id = a.account_id AND s.id = a.shift_id
    JOIN tasks t ON t.account_id = a.account_id AND t.id = s.task_id
    WHERE a.account_id = $1 AND a.person_id = ANY($2::uuid[]) AND a.state = 'attended'
    GROUP BY 1, 2 HAVING count(*) >= $3
) AS ready GROUP BY 1 ORDER BY 2 DESC, 1
"""


async def offer_next_steps(actor: Actor, crowds: list[Crowd]) -> int:
    """A step up in each neighbourhood where some are ready for one, by turns in each kind of work; how many."""
    words = json.loads((Path(__file__).parent / "next_steps.json").read_text(encoding="utf-8"))
    return sum(
        [await _offer(actor, crowd, turn, words[crowd.neighbourhood.language]) for turn, crowd in enumerate(crowds)]
    )


async def _offer(actor: Actor, crowd: Crowd, turn: int, words: dict[str, tuple[str, str]]) -> int:
    kinds = [kind for kind in await _kinds_to_lead(actor.account_id, crowd) if kind in words]
    if not kinds:
        return 0
    kind = kinds[turn % len(kinds)]
    title, description = words[kind]
    place = crowd.place
    await create_task(
        actor,
        kind=ActivityKind(kind),
        title=title.format(place=place.name),
        description=description,
        region_id=place.region_id,
        place=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        step_up_kind=ActivityKind(kind),
        step_up_times=TIMES,
        host_person_id=crowd.people[0].id,
        shifts=[in_days(crowd, days, HOUR, HOURS, CAPACITY) for days in DAYS_AHEAD],
    )
    return 1


async def _kinds_to_lead(account_id: UUID, crowd: Crowd) -> list[str]:
    rows = await work.fetch(_READY, account_id, [person.id for person in crowd.people], TIMES)
    return [row["kind"] for row in rows if row["people"] >= READY]
