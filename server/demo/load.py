"""Loads the demo campaign."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from models.kernel import clock, ids, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.tables import Season
from models.matching.chances import ChanceKind
from models.people.actions import add_known_qualifications
from models.people.actions.greeting_steps import start_greeting
from models.people.tables import OrganizationNode
from models.regions.queries import region_by_code
from server.demo.cast import Crowd, gather
from server.demo.history import live_through
from server.demo.next_steps import offer_next_steps
from server.demo.past import remember
from server.demo.talk import talk
from server.demo.work_to_do import ask_for_help
from server.progress import Report
from server.reference import load_reference
from server.settings import settings

SEED = 2012
STEPS = 5
UNTIL_MATCHING = timedelta(seconds=30)
UNTIL_LEARNING = timedelta(seconds=18)
UNTIL_FIRST_ASKS = timedelta(seconds=20)
UNTIL_STANDINGS = timedelta(seconds=15)
UNTIL_MATCHES = timedelta(seconds=10)
WEEKS_OF_MATCHES = 4
DAYS_OF_THIS_SEASON = timedelta(days=60)


async def load_demo(report: Report) -> None:
    """
    Load reference data, then the demo campaign if its account is not there yet.

    What follows from it (boards, chances, matches, the first asks) is left to the worker, as jobs in the outbox.
    """
    await load_reference(report)
    if await Account.exists(slug=settings().account):
        return
    dice = Random(SEED)
    async with work.unit_of_work(system_actor(ids.new_id())):
        account = await _found_campaign()
        actor = system_actor(account.id)
        report("Demo campaign", 1, STEPS)
        crowds = await gather(actor, dice)
        await _start_clocks(crowds)
        report("Demo campaign", 2, STEPS)
        await live_through(actor, crowds, dice)
        report("Demo campaign", 3, STEPS)
        await ask_for_help(actor, crowds, dice)
        report("Demo campaign", 4, STEPS)
        await remember(actor, crowds, dice)
        await offer_next_steps(actor, crowds)
        await talk(actor, crowds)
        await _leave_to_the_worker(account.id)
        report("Demo campaign", STEPS, STEPS)


async def _start_clocks(crowds: list[Crowd]) -> None:
    """Of those whom nobody has greeted yet."""
    for person in (person for crowd in crowds for person in crowd.people if person.greeted_at is None):
        await start_greeting(person, started_at=person.confirmed_at)


async def _leave_to_the_worker(account_id: UUID) -> None:
    """Learn from the past, match and ask by what was learned; once all work is added up, say where regions stand."""
    for kind in ChanceKind:
        await outbox.enqueue("chances.fit", account_id=account_id, kind=kind.value)
    await outbox.enqueue("matching.all", account_id=account_id, due_at=clock.now() + UNTIL_MATCHING)
    await outbox.enqueue("asks.learn", account_id=account_id, due_at=clock.now() + UNTIL_LEARNING)
    await outbox.enqueue("asks.choose", account_id=account_id, due_at=clock.now() + UNTIL_FIRST_ASKS)
    today, due_at = clock.now().date(), clock.now() + UNTIL_STANDINGS
    for on in (today - DAYS_OF_THIS_SEASON - timedelta(days=1), today):
        await outbox.enqueue("standings.compute", account_id=account_id, on=on, due_at=due_at)
    drawn_on, then = today - timedelta(weeks=WEEKS_OF_MATCHES), due_at + UNTIL_MATCHES
    await outbox.enqueue("season.advance", account_id=account_id, on=drawn_on, due_at=then)
    await outbox.enqueue("season.advance", account_id=account_id, on=today, due_at=then + UNTIL_MATCHES)


async def _found_campaign() -> Account:
    now = clock.now()
    account = await Account.create(
        id=ids.new_id(),
        slug=settings().account,
        name="Clear Water",
        default_country="US",
        default_language="en",
        time_zone="America/New_York",
        created_at=now - timedelta(days=121),
    )
    first_day = now.date() - DAYS_OF_THIS_SEASON
    await _make_season(account, "First season", first_day - timedelta(days=60), first_day - timedelta(days=1))
    await _make_season(account, "Second season", first_day, first_day + timedelta(days=90))
    await _found_organization(account)
    await add_known_qualifications(account.id)
    return account


async def _make_season(account: Account, name: str, starts_on: date, ends_on: date) -> None:
    await Season.create(id=ids.new_id(), account_id=account.id, name=name, starts_on=starts_on, ends_on=ends_on)


async def _found_organization(account: Account) -> None:
    parent_id = None
    for level, name, code in (
        ("national", "Clear Water", "US"),
        ("state", "Clear Water New York", "US-NY"),
        ("chapter", "Clear Water Manhattan", "US-NY-061"),
    ):
        region = await region_by_code(code)
        node = await OrganizationNode.create(
            id=ids.new_id(),
            account_id=account.id,
            parent_id=parent_id,
            level=level,
            name=name,
            region_id=region.id,
            region_path=region.path,
            created_at=account.created_at,
        )
        parent_id = node.id
