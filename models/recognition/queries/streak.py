"""The actor's own streak; nobody else's is to be had."""

from collections.abc import Iterable
from datetime import date, datetime

from models.activity.queries import weeks_with_work
from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.errors import SignInRequired
from models.leaderboards.rules import span_of
from models.leaderboards.tables import Season, Window
from models.people.tables import Pause, Person
from models.recognition.rules.streaks import WEEK, Streak, monday_of, streak_of


async def my_streak(actor: Actor) -> Streak:
    """Weeks in a row up to now, where the actor lives. Raises SignInRequired."""
    if actor.person_id is None or actor.ledger_id is None:
        raise SignInRequired
    person = await Person.get(account_id=actor.account_id, id=actor.person_id)
    seasons = await Season.filter(account_id=actor.account_id)
    pauses = await Pause.filter(account_id=actor.account_id, person_id=person.id).values_list("starts_at", "ends_at")
    return streak_of(
        await weeks_with_work(actor.account_id, actor.ledger_id),
        paused_weeks(pauses, person.time_zone),
        monday_of(clock.local_date(clock.now(), person.time_zone)),
        lambda monday: span_of(Window.SEASON, monday, seasons),
    )


def paused_weeks(pauses: Iterable[tuple[datetime, datetime]], time_zone: str) -> set[date]:
    """The Mondays of all weeks that a break touches, in the person's zone."""
    mondays = set()
    for starts_at, ends_at in pauses:
        monday = monday_of(clock.local_date(starts_at, time_zone))
        last = clock.local_date(ends_at, time_zone)
        while monday <= last:
            mondays.add(monday)
            monday += WEEK
    return mondays
