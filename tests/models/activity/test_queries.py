"""What people and organizers read from the ledger."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.activity import actions, queries
from models.activity.queries import LoggedActivity
from models.activity.tables import ActivityKind, CorrectionReason, EntryReason, ReviewReason, Verdict
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger, system_actor
from models.kernel.errors import Invalid, NotFound, SignInRequired
from models.kernel.tables import Account
from tests.factories import actor_for, make_account, make_organizer, make_person

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)
"""A Wednesday, ten in the morning in New York."""


async def log(actor: Actor, number: int, **changes: Any) -> LoggedActivity:
    """Half an hour, ten doors, `number` hours ago."""
    values: dict[str, Any] = {
        "client_key": f"key-{number:08}",
        "kind": ActivityKind.CANVASS,
        "quantity": 10,
        "minutes": 30,
        "started_at": NOW - timedelta(hours=number),
    }
    with clock.freeze(NOW):
        return await actions.log_activity(actor, **values | changes)


async def take_out(account: Account, activity: LoggedActivity) -> None:
    """An organizer reverses it."""
    await actions.review_activity(
        await make_organizer(account),
        activity_id=activity.id,
        verdict=Verdict.REVERSED,
        reason_code=ReviewReason.DID_NOT_HAPPEN,
    )


async def test_my_activities_come_page_by_page_latest_first(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await log(actor_for(await make_person(account)), 0)
    for number in range(5):
        await log(actor, number)
    seen: list[str] = []
    after = None
    for size in (2, 2, 1):
        page = await queries.my_activities(actor, first=2, after=after)
        assert len(page.rows) == size
        seen += [one.client_key for one in page.rows]
        after = page.cursors[-1]
    assert not page.has_next
    assert seen == [f"key-{number:08}" for number in range(5)]


async def test_activities_of_the_same_moment_are_neither_lost_nor_doubled(account: Account) -> None:
    actor = actor_for(await make_person(account))
    for number in range(4):
        await log(actor, number, started_at=NOW)
    first = await queries.my_activities(actor, first=2)
    second = await queries.my_activities(actor, first=2, after=first.cursors[-1])
    assert [one.client_key for one in [*first.rows, *second.rows]] == [f"key-{number:08}" for number in (3, 2, 1, 0)]


@pytest.mark.parametrize("after", ["nonsense", "WzEsMl0", "WzEsMiwzXQ"])
async def test_foreign_cursors_are_refused(account: Account, after: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await queries.my_activities(actor_for(await make_person(account)), after=after)
    assert refusal.value.field == "after"


async def test_strangers_have_no_activities(account: Account) -> None:
    with pytest.raises(SignInRequired):
        await queries.my_activities(stranger(account.id))
    with pytest.raises(SignInRequired):
        await queries.week_summary(stranger(account.id))
    assert await queries.last_contribution(stranger(account.id)) is None


async def test_an_activity_is_seen_by_its_maker_and_those_who_lead_there(account: Account) -> None:
    maker = await make_person(account)
    logged = await log(actor_for(maker), 0, note="By the park")
    for actor in (actor_for(maker), await make_organizer(account, "US/NY/"), system_actor(account.id)):
        assert (await queries.activity_by_id(actor, logged.id)).note == "By the park"
    others = [
        stranger(account.id),
        actor_for(await make_person(account)),
        await make_organizer(account, "US/N_/"),
        await make_organizer(account, "US/CA/"),
        await make_organizer(await make_account()),
    ]
    for actor in others:
        for activity_id in (logged.id, ids.new_id()):
            with pytest.raises(NotFound):
                await queries.activity_by_id(actor, activity_id)


async def test_contributions_by_kind_leave_out_what_does_not_count(account: Account) -> None:
    busy, idle = await make_person(account), await make_person(account)
    actor = actor_for(busy)
    await log(actor, 0)
    await log(actor, 1, quantity=5)
    await log(actor, 2, kind=ActivityKind.COOKING, minutes=200, quantity=40)
    await take_out(account, await log(actor, 3))
    gone = await log(actor, 4)
    with clock.freeze(NOW):
        await actions.correct_activity(
            actor, activity_id=gone.id, voided=True, reason_code=CorrectionReason.COUNTED_TWICE
        )
        wrong = await log(actor, 50, kind=ActivityKind.DESIGN)
        await actions.correct_activity(
            actor, activity_id=wrong.id, kind=ActivityKind.CANVASS, reason_code=CorrectionReason.WRONG_KIND
        )
    found = await queries.contribution_summary(account.id, [busy.ledger_id, idle.ledger_id])
    assert [
        (total.kind, total.activities, total.quantity, total.minutes, total.points)
        for total in found[busy.ledger_id].by_kind
    ] == [(ActivityKind.COOKING, 1, 40, 200, 200_000), (ActivityKind.CANVASS, 3, 25, 90, 90_000)]
    summary = found[busy.ledger_id]
    assert (summary.activities, summary.minutes, summary.points, summary.last_on) == (4, 290, 290_000, NOW.date())
    nothing = found[idle.ledger_id]
    assert (nothing.by_kind, nothing.activities, nothing.minutes, nothing.points, nothing.last_on) == (
        [],
        0,
        0,
        0,
        None,
    )


async def test_contributions_of_nobody(account: Account) -> None:
    assert await queries.contribution_summary(account.id, []) == {}


async def test_my_week_is_the_iso_week_at_home(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await log(actor, 0)
    await log(actor, 2, minutes=20, quantity=4)
    await log(actor, 58)
    await log(actor, 59)
    await take_out(account, await log(actor, 3))
    with clock.freeze(NOW):
        week = await queries.week_summary(actor)
        last_week = await queries.week_summary(actor, date(2026, 3, 1))
    assert (week.starts_on, week.minutes, week.points, week.activities) == (date(2026, 3, 2), 80, 80_000, 3)
    assert [day.minutes for day in week.days] == [30, 0, 50, 0, 0, 0, 0]
    assert [day.date for day in week.days] == [date(2026, 3, 2) + timedelta(days=number) for number in range(7)]
    assert (last_week.starts_on, last_week.minutes, last_week.points) == (date(2026, 2, 23), 30, 30_000)


async def test_a_week_begins_when_monday_begins_at_home(account: Account) -> None:
    moment = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
    with clock.freeze(moment):
        at_home = await queries.week_summary(actor_for(await make_person(account)))
        elsewhere = await queries.week_summary(actor_for(await make_person(account, time_zone="Asia/Karachi")))
    assert (at_home.starts_on, elsewhere.starts_on) == (date(2026, 2, 23), date(2026, 3, 2))


async def test_thanks_name_all_of_the_last_kind_of_the_last_day(account: Account) -> None:
    actor = actor_for(await make_person(account))
    assert await queries.last_contribution(actor) is None
    await log(actor, 30, kind=ActivityKind.COOKING)
    await log(actor, 4, quantity=4)
    await log(actor, 3, kind=ActivityKind.COOKING)
    await log(actor, 2, quantity=3)
    await take_out(account, await log(actor, 1, kind=ActivityKind.DESIGN))
    last = await queries.last_contribution(actor)
    assert last is not None
    assert (last.kind, last.quantity, last.minutes, last.on) == (ActivityKind.CANVASS, 7, 60, NOW.date())


async def test_every_point_is_explained(account: Account) -> None:
    actor = actor_for(await make_person(account))
    logged = await log(actor, 0, minutes=45)
    with clock.freeze(NOW + timedelta(hours=1)):
        await actions.correct_activity(actor, activity_id=logged.id, minutes=30, reason_code=CorrectionReason.MISTYPED)
    key = (logged.ledger_id, logged.client_key)
    lines = (await queries.explained_entries(account.id, [key], "en"))[key]
    assert [(line.points, line.reason, line.explanation) for line in lines] == [
        (45_000, EntryReason.SCORED, "Canvassing: 45 points by version 1 of the formula."),
        (-15_000, EntryReason.CORRECTED, "Canvassing: -15 points, because it was corrected."),
    ]


async def test_a_full_day_is_no_zero_in_words(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await log(actor, 10, minutes=1440)
    await log(actor, 9, minutes=1440, kind=ActivityKind.COOKING)
    full = await log(actor, 0)
    key = (full.ledger_id, full.client_key)
    lines = await queries.explained_entries(account.id, [key], "en")
    assert [line.explanation for line in lines[key]] == [
        "Canvassing: thank you! The points of that day were full already."
    ]


async def test_people_by_kind_of_past_work(account: Account) -> None:
    first, second = actor_for(await make_person(account)), actor_for(await make_person(account))
    west = actor_for(await make_person(account, region_path="US/CA/037/"))
    await log(first, 0)
    await log(first, 1)
    await log(second, 0)
    await log(second, 1, kind=ActivityKind.COOKING)
    await log(west, 0, kind=ActivityKind.DESIGN)
    await take_out(account, await log(first, 2, kind=ActivityKind.RALLY))
    assert await queries.people_by_kind(account.id, "US/NY/") == {ActivityKind.CANVASS: 2, ActivityKind.COOKING: 1}
    assert (await queries.people_by_kind(account.id, ""))[ActivityKind.DESIGN] == 1
    assert await queries.people_by_kind((await make_account()).id, "") == {}
