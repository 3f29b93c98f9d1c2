"""Shifts of the demo campaign that are over, who was asked to come to them, and who came."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from models.activity.actions import record_many
from models.activity.tables import ActivityKind, Source
from models.asks.tables import Ask
from models.kernel import clock, ids
from models.kernel.actor import Actor
from models.people.tables import Person
from models.regions.rules import distance_km
from models.tasks.tables import Assignment, Shift, Task
from server.demo.answers import QUIET_DAYS, Past, PastShift, live
from server.demo.cast import Crowd, cast_of
from server.demo.work_to_do import Need, read_needs

WEEKS = 17
TASKS_EACH = 3
REACH_KM = 25.0


async def remember(actor: Actor, crowds: list[Crowd], dice: Random) -> None:
    """Make up and store tasks that are over, asks with their answers, places with who came."""
    shifts = [each for crowd in crowds for each in _past_shifts(crowd, dice)]
    past, parts = Past(), set(cast_of(crowds).values())
    for person in (person for crowd in crowds for person in crowd.people if person not in parts):
        live(past, person, _within_reach(person, shifts), dice)
    for each in shifts:
        each.shift.confirmed = len(each.placed)
        each.shift.capacity = max(each.shift.capacity, len(each.placed))
    await Task.bulk_create({each.task.id: each.task for each in shifts}.values())
    await Shift.bulk_create([each.shift for each in shifts])
    await Ask.bulk_create(past.asks)
    await Assignment.bulk_create(past.assignments)
    await record_many(actor, past.work, source=Source.CHECK_IN)


def _past_shifts(crowd: Crowd, dice: Random) -> Iterator[PastShift]:
    for need in dice.sample(read_needs()[crowd.neighbourhood.language], TASKS_EACH):
        task = _task(crowd, need)
        weekday = dice.randrange(7)
        for week in range(1, WEEKS):
            days = 7 * week + weekday
            if days > QUIET_DAYS:
                yield PastShift(task, _shift(task, need, days))


def _task(crowd: Crowd, need: Need) -> Task:
    host, place, long_ago = crowd.people[0], crowd.place, clock.now() - timedelta(weeks=WEEKS)
    return Task(
        id=ids.new_id(),
        account_id=host.account_id,
        kind=ActivityKind(need.kind),
        title=need.title.format(place=place.name),
        description=need.description,
        region_id=place.region_id,
        region_path=place.region_path,
        place="" if need.remote else place.name,
        latitude=None if need.remote else place.latitude,
        longitude=None if need.remote else place.longitude,
        remote=need.remote,
        time_zone=place.time_zone,
        host_person_id=host.id,
        urgency=need.urgency,
        created_at=long_ago,
        updated_at=long_ago,
    )


def _shift(task: Task, need: Need, days: int) -> Shift:
    zone = ZoneInfo(task.time_zone)
    day = (clock.now() - timedelta(days=days)).astimezone(zone).date()
    starts = datetime.combine(day, time(need.starts), tzinfo=zone)
    return Shift(
        id=ids.new_id(),
        account_id=task.account_id,
        task_id=task.id,
        starts_at=starts,
        ends_at=starts + timedelta(hours=need.hours),
        capacity=need.capacity,
    )


def _within_reach(person: Person, shifts: Sequence[PastShift]) -> list[tuple[PastShift, float]]:
    """Shifts in the person's country that they could get to, and how far they are in km (0: from home)."""
    country = person.region_path.split("/")[0] + "/"
    near = [(each, _km(person, each.task)) for each in shifts if each.task.region_path.startswith(country)]
    return [(each, km) for each, km in near if km <= REACH_KM]


def _km(person: Person, task: Task) -> float:
    if task.latitude is None or task.longitude is None or person.latitude is None or person.longitude is None:
        return 0.0
    return distance_km(person.latitude, person.longitude, task.latitude, task.longitude)
