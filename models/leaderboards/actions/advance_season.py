"""Lets the rivalry go on by the clock: matches that are over, seasons that are over, matches to come."""

from datetime import date

from models.kernel import clock, outbox, work
from models.kernel.actor import Actor, system_actor
from models.kernel.tables import Account
from models.leaderboards.actions.close_seasons import close_seasons
from models.leaderboards.actions.draw_fixtures import draw_fixtures
from models.leaderboards.actions.settle_fixtures import settle_fixtures

ADVANCE = "season.advance"


async def request_advance() -> None:
    """Have each account's season go on."""
    for account in await Account.all():
        async with work.unit_of_work(system_actor(account.id)):
            today = clock.local_date(clock.now(), account.time_zone)
            await outbox.enqueue(ADVANCE, account_id=account.id, on=today)


async def advance_season(actor: Actor, *, on: date) -> None:
    """Settle what is over, close the seasons that are over, and draw what is to come from a date on. Any repetition does."""
    await settle_fixtures(actor)
    await close_seasons(actor)
    await draw_fixtures(actor, on=on)
