"""Badges in the database: awarded by jobs, kept equal to the ledger."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from models.activity.actions import correct_activity, log_activity, review_activity
from models.activity.queries import LoggedActivity
from models.activity.tables import ActivityKind, CorrectionReason, ReviewReason, Verdict
from models.kernel import clock
from models.kernel.actor import Actor, Role, system_actor
from models.kernel.errors import NotAllowed
from models.kernel.tables import Account
from models.people.actions import erase_person
from models.people.queries import export_person
from models.recognition.actions import award_badges, publish_badges, recount_badges
from models.recognition.queries import my_badges, preview_badges
from models.recognition.tables import Badge, BadgeProgress, BadgeSet
from tests.factories import actor_for, make_organizer, make_person
from tests.models.recognition.test_badge_rules import GOOD

NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


async def _log(actor: Actor, day: int, **changes: Any) -> LoggedActivity:
    given: dict[str, Any] = {"kind": ActivityKind.COOKING, "quantity": 1, "minutes": 30} | changes
    with clock.freeze(NOON + timedelta(days=30)):
        return await log_activity(actor, client_key=f"key-{day:08}", started_at=NOON + timedelta(days=day), **given)


async def _tell(actor: Actor, *days: int) -> None:
    assert actor.ledger_id is not None
    touched = [(actor.ledger_id, (NOON + timedelta(days=day)).date()) for day in days]
    await award_badges(system_actor(actor.account_id), touched)


async def _earned(actor: Actor) -> dict[str, date]:
    return {row.code: row.earned_on async for row in Badge.filter(person_id=actor.person_id)}  # type: ignore[misc]


async def test_badges_follow_the_ledger_whatever_comes_late(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await _log(actor, 2)
    await _tell(actor, 2)
    assert await _earned(actor) == {"first_step": date(2026, 3, 4)}
    await _log(actor, 1)
    late = await _log(actor, 0)
    await _tell(actor, 1, 0)
    assert await _earned(actor) == {"first_step": date(2026, 3, 2), "came_back": date(2026, 3, 4)}
    await _tell(actor, 0, 2, 2)
    assert await _earned(actor) == {"first_step": date(2026, 3, 2), "came_back": date(2026, 3, 4)}
    with clock.freeze(NOON + timedelta(days=31)):
        await correct_activity(actor, activity_id=late.id, reason_code=CorrectionReason.MISTYPED, voided=True)
    await _tell(actor, 0)
    assert await _earned(actor) == {"first_step": date(2026, 3, 3)}
    before = await Badge.filter(account_id=account.id).values("code", "earned_on", "value")
    await recount_badges(system_actor(account.id))
    assert await Badge.filter(account_id=account.id).values("code", "earned_on", "value") == before


async def test_what_was_taken_out_counts_no_more(account: Account) -> None:
    actor, organizer = actor_for(await make_person(account)), await make_organizer(account)
    only = await _log(actor, 0)
    await _tell(actor, 0)
    await review_activity(
        organizer, activity_id=only.id, verdict=Verdict.REVERSED, reason_code=ReviewReason.COUNTED_TWICE
    )
    await _tell(actor, 0)
    assert await _earned(actor) == {}


async def test_the_distance_to_the_next_one_is_shown_when_near(account: Account) -> None:
    actor = actor_for(await make_person(account))
    await _log(actor, 0, kind=ActivityKind.CANVASS, quantity=79, minutes=300)
    await _tell(actor, 0)
    assert [(one.rule.code, one.value) for one in await my_badges(actor)] == [("first_step", 1)]
    await _log(actor, 1, kind=ActivityKind.CANVASS, quantity=1, minutes=30)
    await _tell(actor, 1)
    assert [(one.rule.code, one.value, one.earned_on) for one in await my_badges(actor)] == [
        ("first_step", 1, date(2026, 3, 2)),
        ("hundred_talks", 80, None),
    ]


async def test_a_new_set_counts_everything_anew(account: Account) -> None:
    actor, admin = actor_for(await make_person(account)), await make_organizer(account, role=Role.ADMIN)
    await _log(actor, 0)
    await _log(actor, 1)
    await _tell(actor, 0, 1)
    with pytest.raises(NotAllowed):
        await publish_badges(actor, body=[GOOD])
    assert await BadgeSet.filter(account_id=account.id).count() == 0
    assert (await publish_badges(admin, body=[GOOD])).version == 2
    assert await recount_badges(system_actor(account.id)) is not None
    assert await _earned(actor) == {"cook": date(2026, 3, 3)}
    await _log(actor, 2)
    await _tell(actor, 2)
    assert await _earned(actor) == {"cook": date(2026, 3, 3)}


async def test_a_preview_hides_small_counts_and_keeps_nothing(account: Account) -> None:
    people = [actor_for(await make_person(account)) for _ in range(5)]
    for number, actor in enumerate(people):
        await _log(actor, number, minutes=60 if number < 4 else 30)
    organizer = await make_organizer(account)
    (few,) = await preview_badges(organizer, body=[GOOD])
    assert (few.people, few.first_on, len(few.awards)) == (None, None, 4)
    (five,) = await preview_badges(organizer, body=[GOOD | {"threshold": 30}])
    assert (five.people, five.first_on, five.last_on) == (5, date(2026, 3, 2), date(2026, 3, 6))
    assert five.awards[0] == (date(2026, 3, 2), people[0].person_id)
    (elsewhere,) = await preview_badges(await make_organizer(account, "US/TX/"), body=[GOOD])
    assert elsewhere.awards == []
    with pytest.raises(NotAllowed):
        await preview_badges(people[0], body=[GOOD])
    assert await BadgeProgress.filter(account_id=account.id).count() == 0


async def test_badges_are_in_the_download_and_go_with_the_person(account: Account) -> None:
    person = await make_person(account)
    actor = actor_for(person)
    await _log(actor, 0)
    await _tell(actor, 0)
    told = await export_person(actor)
    assert [row["code"] for row in told["badges"]] == ["first_step"]
    certificate = await erase_person(actor, confirm_email=person.email)
    assert (certificate.counts["badges"], certificate.counts["badge_progress"]) == (1, 1)
    await _tell(actor, 0)
    assert await Badge.filter(account_id=account.id).count() == 0
