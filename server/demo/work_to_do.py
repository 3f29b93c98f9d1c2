"""What the demo campaign needs next: tasks with shifts in the coming two weeks."""

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.actor import Actor
from models.tasks.actions import create_task
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Task
from server.demo.cast import Crowd
from server.demo.qualifications import known_qualification


class Need(NamedTuple):
    """A task as an organizer would write it: `{place}` in the title, hours in local time, the word of a licence."""

    kind: str
    title: str
    description: str
    remote: bool
    starts: int
    hours: int
    capacity: int
    urgency: int
    requires: str = ""


DAYS_AHEAD = (4, 5, 6, 8, 11, 13)


@dataclass(frozen=True, slots=True)
class Offer:
    """A need at a place, in the coming days."""

    need: Need
    crowd: Crowd
    first_day: int


async def ask_for_help(actor: Actor, crowds: list[Crowd], dice: Random) -> list[Task]:
    """Create the tasks: what each neighbourhood needs, in its language."""
    needs = read_needs()
    offers = [
        Offer(need, crowd, dice.choice(DAYS_AHEAD))
        for crowd in crowds
        for need in dice.sample(needs[crowd.neighbourhood.language], 3)
    ]
    return [await _create(actor, offer) for offer in offers]


def read_needs() -> dict[str, list[Need]]:
    """What is needed, by the language of the place."""
    written = json.loads((Path(__file__).parent / "needs.json").read_text(encoding="utf-8"))
    return {language: [Need(**need) for need in needs] for language, needs in written.items()}


async def _create(actor: Actor, offer: Offer) -> Task:
    need, place = offer.need, offer.crowd.place
    return await create_task(
        actor,
        kind=ActivityKind(need.kind),
        title=need.title.format(place=place.name),
        description=need.description,
        region_id=place.region_id,
        place="" if need.remote else place.name,
        latitude=None if need.remote else place.latitude,
        longitude=None if need.remote else place.longitude,
        remote=need.remote,
        urgency=need.urgency,
        qualification_ids=await known_qualification(actor.account_id, need.requires),
        host_person_id=offer.crowd.people[0].id,
        shifts=[
            in_days(offer.crowd, days, need.starts, need.hours, need.capacity)
            for days in (offer.first_day, offer.first_day + 7)
        ],
    )


def in_days(crowd: Crowd, days: int, hour: int, hours: int, capacity: int) -> ShiftDraft:
    """A shift in so many days, at that hour by the clock of the place."""
    zone = ZoneInfo(crowd.place.time_zone)
    day = (clock.now() + timedelta(days=days)).astimezone(zone).date()
    starts = datetime.combine(day, time(hour), tzinfo=zone)
    return ShiftDraft(starts_at=starts, ends_at=starts + timedelta(hours=hours), capacity=capacity)
