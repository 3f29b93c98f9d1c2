"""The actor's own week beside what is usual around them: shown to nobody else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.community.queries import Goal, team_room
from models.kernel import work
from models.kernel.actor import Actor
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.tables import BoardKind, Window
from models.people.queries import me
from models.people.tables import Person
from models.recognition.rules.norms import FEWEST_PEOPLE, NextStep, outlook_of

_POINTS = """
SELECT coalesce(max(points), 0)::bigint FROM totals
WHERE account_id = $1 AND kind = 'person' AND window_kind = 'week' AND window_start = $2 AND member_id = $3
"""
_ACTIVE = """
SELECT total.points FROM totals AS total
JOIN people AS home ON home.account_id = total.account_id AND home.ledger_id = total.member_id
WHERE total.account_id = $1 AND total.kind = 'person' AND total.window_kind = 'week' AND total.window_start = $2
  AND total.points > 0 AND starts_with(home.region_path, $3)
"""


@dataclass(frozen=True, slots=True)
class Progress:
    """
    Points (thousandths) of the week so far, and what comes next. `norm` is there for those below it alone; `found_goal` for
    whoever has a team and is not below it.
    """

    points: int
    next_step: NextStep
    norm: int | None
    found_goal: Goal | None


async def my_progress(actor: Actor) -> Progress:
    """
    The actor's week. What is usual is that of the lowest of their regions where five people are active.

    Raises SignInRequired.
    """
    person = await me(actor)
    frame = await frame_of(actor.account_id, kind=BoardKind.PERSON, window=Window.WEEK, on=None, region_id=None)
    monday = frame.name.starts_on
    points: int = await work.fetch_value(_POINTS, actor.account_id, monday, person.ledger_id)
    room = await team_room(actor)
    goal = room.goal if room else None
    outlook = outlook_of(
        points,
        await _active_around(person, monday) if not person.rank_hidden else [],
        compares=not person.rank_hidden,
        has_open_goal=goal is not None and goal.done < goal.minutes,
    )
    return Progress(points, outlook.next_step, outlook.norm, None if outlook.norm is not None else goal)


async def _active_around(person: Person, monday: date) -> list[int]:
    """The points of everybody active in the person's county; where they are few, in its state, and so on."""
    parts = person.region_path.rstrip("/").split("/")
    found: list[int] = []
    for depth in range(len(parts), 0, -1):
        found = await _active_in(person.account_id, monday, "/".join(parts[:depth]) + "/")
        if len(found) >= FEWEST_PEOPLE:
            break
    return found


async def _active_in(account_id: UUID, monday: date, region_path: str) -> list[int]:
    return [row["points"] for row in await work.fetch(_ACTIVE, account_id, monday, region_path)]
