"""What a fault test starts from: a campaign with people in three counties, teams, shifts, matches."""

import json
import sys
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.transactions import in_transaction

from models.asks.actions import recount_attention
from models.kernel import clock, ids, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.tables import Match, MatchRun, TaskMatchRun
from models.people.tables import Channel, Person, Purpose, Team
from models.regions.tables import Region
from models.tasks.tables import Assignment, AssignmentState, Shift, Task
from tests.factories import make_account, make_consent, make_person, make_region, make_shift, make_task

COUNTIES = ("US-NY-061", "US-NY-047", "US-CA-037")
ZONES = ("America/New_York", "America/New_York", "America/Los_Angeles")
HOUR = timedelta(hours=1)


def answer(**facts: Any) -> None:
    """One line to whoever listens."""
    sys.stdout.write(json.dumps(facts, default=str) + "\n")
    sys.stdout.flush()


async def seed_people(count: int, time_zone: str | None = None) -> None:
    """An account with people spread over three counties, two of three in a team; answers with their ids."""
    async with in_transaction():
        account, people = await _seed_people(count, time_zone)
    answer(account_id=account.id, people=[person.id for person in people])


async def _seed_people(count: int, time_zone: str | None) -> tuple[Account, list[Person]]:
    account = await make_account(slug="default")
    regions = await _make_regions()
    teams = [await _make_team(account, region) for region in regions]
    people = []
    for number in range(count):
        at = number % len(COUNTIES)
        changes: dict[str, Any] = {"region_id": regions[at].id, "region_path": regions[at].path}
        changes |= {"time_zone": time_zone or ZONES[at], "team_id": teams[at].id if number % 9 < 6 else None}
        people.append(await make_person(account, **changes))
    return account, people


async def _make_regions() -> list[Region]:
    country = await make_region("US")
    states = {code: await make_region(code, parent_id=country.id) for code in ("US-NY", "US-CA")}
    return [await make_region(code, parent_id=states[code[:5]].id) for code in COUNTIES]


async def _make_team(account: Account, region: Region) -> Team:
    return await Team.create(
        id=ids.new_id(),
        account_id=account.id,
        name=region.name,
        region_id=region.id,
        region_path=region.path,
        created_at=clock.now(),
    )


async def seed_shifts(account_id: str, count: int, capacity: int) -> None:
    """Shifts that do not overlap; answers with their ids."""
    account = await Account.get(id=account_id)
    task = await make_task(account)
    soon = clock.now() + timedelta(days=5)
    shifts = [
        await make_shift(task, starts_at=soon + timedelta(hours=3 * number), capacity=capacity)
        for number in range(count)
    ]
    answer(shift_ids=[shift.id for shift in shifts])


async def seed_asks(account_id: str, people: list[str], tasks: int) -> None:
    """Tasks with room for everybody; all these people match them and agreed to be asked. Answers with the tasks' ids."""
    account = await Account.get(id=account_id)
    async with in_transaction():
        for person in await Person.filter(account_id=account_id, id__in=people):
            await make_consent(person, Purpose.PARTICIPATION, Channel.APP)
            await make_consent(person, Purpose.ASKS, Channel.EMAIL)
        task_ids = [await _make_matched_task(account, [UUID(person_id) for person_id in people]) for _ in range(tasks)]
    answer(task_ids=task_ids)


async def count_attention(account_id: str) -> None:
    """Count in asks that were stored by hand. Answers with how many people have them."""
    answer(people=await recount_attention(system_actor(UUID(account_id))))


async def _make_matched_task(account: Account, people: list[UUID]) -> UUID:
    task = await make_task(account)
    shift = await make_shift(task, capacity=len(people))
    await _match(task, shift, people)
    return task.id


async def _match(task: Task, shift: Shift, people: list[UUID]) -> None:
    run = await MatchRun.create(
        id=ids.new_id(), account_id=task.account_id, trigger="test", started_at=clock.now(), finished_at=clock.now()
    )
    await TaskMatchRun.create(id=ids.new_id(), account_id=task.account_id, task_id=task.id, run_id=run.id)
    for rank, person_id in enumerate(people, start=1):
        await Match.create(
            id=ids.new_id(),
            account_id=task.account_id,
            run_id=run.id,
            task_id=task.id,
            shift_id=shift.id,
            person_id=person_id,
            rank=rank,
            score=0.5 + 0.5 / rank,  # worth asking, however many there are
            yes_chance=0.3,
            show_chance=0.8,
            distance_km=3.1,
            reasons=[{"code": "near", "km": 3.1}],
        )


async def request_matches(account_id: str) -> None:
    """Have everything matched anew, as every night."""
    async with work.unit_of_work(system_actor(UUID(account_id))):
        await outbox.enqueue("matching.all", account_id=UUID(account_id))


async def request_asks(account_id: str) -> None:
    """Have the workers choose asks, as the schedule does every day."""
    async with work.unit_of_work(system_actor(UUID(account_id))):
        await outbox.enqueue("asks.choose", account_id=UUID(account_id))


async def seed_sign_ups(account_id: str, people: list[str], hours: list[float], late: list[float], groups: int) -> None:
    """
    At each of these hours from now as many shifts of an hour as `groups`: everybody signed up for one of them three weeks before
    it (for the `late` ones just now), and came if it is over.
    """
    async with in_transaction():
        task = await make_task(await Account.get(id=account_id))
        for begin in (*hours, *late):
            starts_at = clock.now() + timedelta(hours=begin)
            shifts = [await make_shift(task, starts_at=starts_at, ends_at=starts_at + HOUR) for _ in range(groups)]
            known = clock.now() if begin in late else starts_at - timedelta(days=21)
            await Assignment.bulk_create(
                [_sign_up(shifts[number % groups], UUID(person_id), known) for number, person_id in enumerate(people)]
            )


def _sign_up(shift: Shift, person_id: UUID, queued_at: datetime) -> Assignment:
    return Assignment(
        id=ids.new_id(),
        account_id=shift.account_id,
        shift_id=shift.id,
        person_id=person_id,
        state=AssignmentState.ATTENDED if shift.ends_at < clock.now() else AssignmentState.CONFIRMED,
        queued_at=queued_at,
        updated_at=queued_at,
    )


async def request_shift_letters(account_id: str) -> None:
    """Have the workers look who is to hear of a shift, as the schedule does every five minutes."""
    async with work.unit_of_work(system_actor(UUID(account_id))):
        await outbox.enqueue("asks.shift_letters", account_id=UUID(account_id))
