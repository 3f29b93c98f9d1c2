"""Flags in the ledger: found by a job, decided by a person, reversible, and exact to the thousandth."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from models.activity import actions, queries
from models.activity.queries import LoggedActivity
from models.activity.rules import body_of
from models.activity.tables import (
    ActivityFlag,
    ActivityKind,
    CorrectionReason,
    Formula,
    LedgerEntry,
    ReviewReason,
    Source,
    Verdict,
)
from models.kernel import clock, ids
from models.kernel.actor import Actor, system_actor
from models.kernel.errors import NotAllowed, NotFound
from models.kernel.tables import Account
from models.people.tables import Person
from models.tasks.actions import check_work
from tests.factories import actor_for, jobs_of, make_organizer, make_person, make_shift, make_task
from tests.models.activity.ledger_reading import counts
from tests.models.activity.making import DEFAULT

NOON = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
_SECONDS = count()
FLAG = ("client_key", "revision", "concern", "measured", "bound")


def later() -> datetime:
    """The next day, a second after the last time."""
    return NOON + timedelta(days=1, seconds=next(_SECONDS))


@pytest.fixture
async def careful(account: Account) -> Account:
    """What nobody has confirmed counts 80 %, what looks like a slip 50 %."""
    body = body_of(DEFAULT) | {"quality": {"corroborated": 1000, "provisional": 800, "implausible": 500}}
    await Formula.create(
        id=ids.new_id(), account_id=account.id, version=2, body=body, valid_from=NOON.date(), created_at=NOON
    )
    return account


async def log(person: Person, key: str, minutes_later: int = 0, **changes: Any) -> LoggedActivity:
    given: dict[str, Any] = {"kind": ActivityKind.CANVASS, "quantity": 10, "minutes": 60} | changes
    with clock.freeze(later()):
        return await actions.log_activity(
            actor_for(person), client_key=f"key-{key:>04}", started_at=NOON + timedelta(minutes=minutes_later), **given
        )


async def check(person: Person, days: int = 0) -> int:
    with clock.freeze(later()):
        return await check_work(
            system_actor(person.account_id), [(person.ledger_id, (NOON + timedelta(days=days)).date())]
        )


async def judge(actor: Actor, logged: LoggedActivity, verdict: Verdict) -> LoggedActivity:
    with clock.freeze(later()):
        return await actions.review_activity(
            actor, activity_id=logged.id, verdict=verdict, reason_code=ReviewReason.TALKED_IT_OVER
        )


async def flags(account: Account, **only: Any) -> list[tuple[Any, ...]]:
    rows = await ActivityFlag.filter(account_id=account.id, **only).order_by("client_key", "concern").values_list(*FLAG)
    return [tuple(row) for row in rows]


async def entries(account: Account, key: str) -> list[tuple[int, str]]:
    rows = await LedgerEntry.filter(account_id=account.id, client_key=f"key-{key:>04}").order_by("recorded_at")
    return [(row.points, row.reason.value) for row in rows]


async def two_places(person: Person, account: Account) -> LoggedActivity:
    """Work in Chelsea, and half an hour later in Albany; both seen by somebody."""
    chelsea = await make_shift(await make_task(account), starts_at=NOON)
    albany = await make_shift(await make_task(account, latitude=42.65, longitude=-73.75), starts_at=NOON)
    await log(person, "1", shift_id=chelsea.id, source=Source.CHECK_IN)
    return await log(person, "2", 90, shift_id=albany.id, source=Source.CHECK_IN)


async def test_from_the_flag_to_the_decision_and_back(careful: Account) -> None:
    person, organizer = await make_person(careful), await make_organizer(careful, "US/NY/")
    there = await two_places(person, careful)
    assert there.points == 60_000
    assert await check(person) == 1
    assert await flags(careful) == [("key-0002", 0, "distance", 213, 135)]
    seen = await queries.activity_by_id(organizer, there.id)
    assert (seen.points, seen.provisional) == (48_000, True)
    assert (await judge(organizer, there, Verdict.CORROBORATED)).points == 60_000
    assert await flags(careful, decided_at__isnull=True) == []
    assert (await judge(organizer, there, Verdict.REVERSED)).points == 0
    restored = await judge(organizer, there, Verdict.RESTORED)
    assert (restored.points, restored.provisional) == (48_000, True)
    assert len(await flags(careful, decided_at__isnull=True)) == 1
    assert await entries(careful, "2") == [
        (60_000, "scored"),
        (-12_000, "flagged"),
        (12_000, "reversed"),
        (-60_000, "reversed"),
        (48_000, "reversed"),
    ]
    day = NOON.date()
    assert await actions.recompute(system_actor(careful.id), first=day, last=day) == []


async def test_looking_again_changes_nothing(careful: Account) -> None:
    person = await make_person(careful)
    await two_places(person, careful)
    assert await check(person) == 1
    before = await counts(careful.id), await flags(careful), len(await jobs_of(careful))
    assert [await check(person, days) for days in (0, 0, 1, -1)] == [0, 0, 0, 0]
    assert (await counts(careful.id), await flags(careful), len(await jobs_of(careful))) == before


async def test_a_corrected_time_takes_the_flag_away(careful: Account) -> None:
    person = await make_person(careful)
    there = await two_places(person, careful)
    await check(person)
    with clock.freeze(later()):
        await actions.correct_activity(
            actor_for(person),
            activity_id=there.id,
            reason_code=CorrectionReason.WRONG_TIME,
            started_at=NOON + timedelta(hours=5),
        )
    assert [name for name, _ in await jobs_of(careful)].count("activity.check") == 1, (
        "no point moved, so it tells itself"
    )
    assert await check(person) == 1
    assert await flags(careful) == []
    assert [points for points, _ in await entries(careful, "2")] == [60_000, -12_000]


async def test_two_people_with_the_same_odd_number_are_both_looked_at(account: Account) -> None:
    ada, bo, cy = [await make_person(account) for _ in range(3)]
    await log(ada, "1", quantity=23)
    twin = await log(bo, "2", 10, quantity=23)
    await log(cy, "3", 20, quantity=23, source=Source.ORGANIZER)
    assert await check(ada) == 1
    told = [payload for name, payload in await jobs_of(account) if name == "activity.check"]
    assert told[-1] == {"on": "2026-03-04", "ledger_ids": [str(bo.ledger_id)]}
    assert (await check(bo), await check(ada), await check(cy)) == (1, 0, 0)
    assert await flags(account) == [("key-0001", 0, "duplicate", 1, 0), ("key-0002", 0, "duplicate", 1, 0)]
    with clock.freeze(later()):
        await actions.correct_activity(
            actor_for(bo), activity_id=twin.id, reason_code=CorrectionReason.COUNTED_TWICE, voided=True
        )
    assert (await check(bo), await check(ada)) == (1, 1)
    assert await flags(account) == []


async def test_who_sees_the_queue_and_decides(account: Account) -> None:
    person = await make_person(account)
    slip = await log(person, "1", quantity=400)
    await check(person)
    near, far = await make_organizer(account, "US/NY/"), await make_organizer(account, "US/TX/")
    (waiting,) = await queries.flagged_activities(near)
    assert (waiting.found_activity.id, waiting.person_id, waiting.is_mine) == (slip.id, person.id, False)
    assert await queries.flagged_activities(far) == []
    before = await counts(account.id), await flags(account, decided_at__isnull=True)
    with pytest.raises(NotFound):
        await judge(far, slip, Verdict.REVERSED)
    with pytest.raises(NotAllowed):
        await queries.flagged_activities(actor_for(person))
    with pytest.raises(NotAllowed):
        await check_work(near, [(person.ledger_id, NOON.date())])
    assert (await counts(account.id), await flags(account, decided_at__isnull=True)) == before
    await judge(near, slip, Verdict.REVERSED)
    assert await queries.flagged_activities(near) == []
    assert [one.found_activity.id for one in await queries.flagged_activities(near, decided=True)] == [slip.id]
