"""A made-up account for `bench/asks.py`: people who agreed to be asked, some of whom were asked before, and tasks they match."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from bench.planning import analyze
from models.activity.tables import ActivityKind
from models.asks.actions import recount_attention
from models.asks.tables import Ask, AskKind, AskStatus
from models.kernel import clock, ids, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.matching.tables import Match, MatchRun, TaskMatchRun
from models.people.tables import Channel, Consent, Person, PersonKind, Purpose
from models.tasks.tables import Shift, Task

REGION = ids.id_for("region:US-NY-061")
PATH = "US/NY/061/"
ZONE = "America/New_York"
PAST_DAYS = ((), (5,), (4, 6), (1,), (8, 12, 16, 20, 24), (9, 11, 13, 15), (), ())
"""How many days ago people were asked before: by turns nobody, one ask, a full week, quiet days, a full month, no budget."""
PAST_WORK = ((8, 5), (3, 12), (1, 90), (2, 400), (5, 20), (0, 0), (0, 0), (0, 0))
"""How often people helped, and how many days ago last: by turns, whatever they were asked."""

_COPIES = """
INSERT INTO {table}
SELECT copy.* FROM {table} AS model CROSS JOIN LATERAL ({source}) AS made
 CROSS JOIN LATERAL jsonb_populate_record(model, made.changes) AS copy
 WHERE model.account_id = $1 AND model.id = $2
"""
_PEOPLE = """
SELECT jsonb_build_object('id', gen_random_uuid(), 'ledger_id', gen_random_uuid(), 'email', address,
                          'email_key', address, 'sign_in_key', address) AS changes
  FROM (SELECT number || '@example.org' AS address FROM generate_series(2, $3::int) AS number) AS numbered
"""
_CONSENTS = """
SELECT jsonb_build_object('id', gen_random_uuid(), 'person_id', p.id) AS changes
  FROM people AS p WHERE p.account_id = $1 AND p.id <> $3
"""
_MATCHES = """
SELECT jsonb_build_object('id', gen_random_uuid(), 'person_id', p.id, 'rank', row_number() OVER (ORDER BY p.id) + 1,
                          'score', random(), 'yes_chance', 0.1 + 0.4 * random()) AS changes
  FROM people AS p WHERE p.account_id = $1 AND p.id <> $3
"""
_PAST_ASKS = """
SELECT jsonb_build_object('id', gen_random_uuid(), 'person_id', p.id) AS changes
  FROM (SELECT id, row_number() OVER (ORDER BY id) % $5 AS turn FROM people WHERE account_id = $1 AND id <> $3) AS p
 WHERE p.turn = $4
"""

_PAST_WORK = """
INSERT INTO activities (id, account_id, ledger_id, client_key, revision, kind, quantity, minutes, started_at, local_date,
                        region_id, source, voided, recorded_at)
SELECT gen_random_uuid(), p.account_id, p.ledger_id, 'bench:' || number, 0, 'canvass', 30, 120, began, began::date,
       p.region_id, 'web', false, began
  FROM (SELECT *, row_number() OVER (ORDER BY ledger_id) % $2 AS turn FROM people WHERE account_id = $1) AS p
  JOIN unnest($3::int[], $4::int[], $5::int[]) AS done (turn, times, days) ON done.turn = p.turn
 CROSS JOIN generate_series(1, done.times) AS number
 CROSS JOIN LATERAL (SELECT $6::timestamptz - make_interval(days => done.days + 7 * (number - 1)) AS began) AS then_
"""


async def make_crowd(people: int, campaigns: int, places: int) -> tuple[UUID, list[UUID]]:
    """
    An account with so many people, and one task for each campaign with a shift of so many places, which everybody matches.

    What people were asked for before is none of them: open asks would count as coming.

    Returns the ids of the account and of the tasks.
    """
    account_id, first, tasks = await make_wanted(people, campaigns, places)
    past = await _make_shift(await _make_task(account_id), 1, cancelled_at=clock.now())
    for turn, days in enumerate(PAST_DAYS):
        for day in days:
            await _make_past_asks(past, first, turn, day)
    await analyze()
    await recount_attention(system_actor(account_id))
    await analyze()
    return account_id, [task.id for task in tasks]


async def make_past_work(account_id: UUID) -> None:
    """What people did, once a week, in the order of `PAST_WORK`: by it they are asked for more than shifts."""
    turns, (times, days) = range(len(PAST_WORK)), zip(*PAST_WORK, strict=True)
    await work.execute(_PAST_WORK, account_id, len(PAST_WORK), list(turns), list(times), list(days), clock.now())
    await analyze()


async def make_wanted(people: int, campaigns: int, places: int) -> tuple[UUID, UUID, list[Task]]:
    """The same before anybody was asked for anything: the account's id, that of its first person, the tasks."""
    now = clock.now()
    account = await Account.create(id=ids.new_id(), slug="asks", name="Asks", created_at=now)
    first = await _make_people(account.id, people)
    await analyze()  # else what is checked against a million people is planned as for none
    tasks = [await _make_task(account.id) for _ in range(campaigns)]
    shifts = [await _make_shift(task, places) for task in tasks]
    for task, shift in zip(tasks, shifts, strict=True):
        await _make_matches(task, shift, first)
    return account.id, first, tasks


async def _make_people(account_id: UUID, number: int) -> UUID:
    now, address = clock.now(), "1@example.org"
    first = await Person.create(
        id=ids.new_id(), account_id=account_id, ledger_id=ids.new_pseudonym(), kind=PersonKind.VOLUNTEER, email=address,
        email_key=address, sign_in_key=address, first_name="Ada", last_name="", sort_key="ada", name_key="ada",
        language="en", country="US", postal_code="10001", place="New York City", region_id=REGION, region_path=PATH,
        latitude=40.7484, longitude=-73.9967, time_zone=ZONE, created_at=now, confirmed_at=now,
    )  # fmt: skip
    await _copy("people", _PEOPLE, account_id, first.id, number)
    for purpose, channel in ((Purpose.PARTICIPATION, Channel.APP), (Purpose.ASKS, Channel.EMAIL)):
        consent = await Consent.create(
            id=ids.new_id(), account_id=account_id, person_id=first.id, purpose=purpose, channel=channel, granted=True,
            wording_version=1, source="bench", at=now,
        )  # fmt: skip
        await _copy("consents", _CONSENTS, account_id, consent.id, first.id)
    return first.id


async def _make_task(account_id: UUID) -> Task:
    now = clock.now()
    return await Task.create(
        id=ids.new_id(), account_id=account_id, kind=ActivityKind.CANVASS, title="Saturday doors", region_id=REGION,
        region_path=PATH, place="Chelsea", latitude=40.7465, longitude=-74.0014, time_zone=ZONE, created_at=now,
        updated_at=now,
    )  # fmt: skip


async def _make_shift(task: Task, places: int, **changes: Any) -> Shift:
    start = clock.now() + timedelta(days=5)
    return await Shift.create(
        id=ids.new_id(), account_id=task.account_id, task_id=task.id, starts_at=start,
        ends_at=start + timedelta(hours=2), capacity=places, **changes,
    )  # fmt: skip


async def _make_matches(task: Task, shift: Shift, first: UUID) -> None:
    now = clock.now()
    run = await MatchRun.create(
        id=ids.new_id(), account_id=task.account_id, trigger="bench", started_at=now, finished_at=now
    )
    await TaskMatchRun.create(id=ids.new_id(), account_id=task.account_id, task_id=task.id, run_id=run.id)
    match = await Match.create(
        id=ids.new_id(), account_id=task.account_id, run_id=run.id, task_id=task.id, shift_id=shift.id, person_id=first,
        rank=1, score=0.5, yes_chance=0.3, show_chance=0.8, distance_km=3.1, reasons=[{"code": "near", "km": 3.1}],
    )  # fmt: skip
    await _copy("matches", _MATCHES, task.account_id, match.id, first)


async def _make_past_asks(shift: Shift, first: UUID, turn: int, days: int) -> None:
    """Those whose turn it is were asked so many days ago; the first person stands model."""
    then = clock.now() - timedelta(days=days)
    ask = await Ask.create(
        id=ids.new_id(), account_id=shift.account_id, person_id=first, kind=AskKind.SHIFT, task_id=shift.task_id,
        shift_id=shift.id, reasons=[], score=0.5, status=AskStatus.SENT, chosen_on=then.date(), chosen_at=then, sent_at=then,
    )  # fmt: skip
    await _copy("asks", _PAST_ASKS, shift.account_id, ask.id, first, turn, len(PAST_DAYS))
    await ask.delete()


async def _copy(table: str, source: str, *parameters: object) -> None:
    """Rows like the model's ($2), with what the source changes."""
    await work.execute(_COPIES.format(table=table, source=source), *parameters)
