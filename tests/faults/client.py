"""
A client in a process of its own: `python -m tests.faults.client VERB`, told what to do in JSON on stdin.

It runs the real actions through the real connections, as the web server does, and answers a line of JSON for each
result as soon as it has it: what it has answered was acknowledged.
"""

import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.activity.actions import log_activity, recompute
from models.activity.tables import ActivityKind
from models.kernel import clock, work
from models.kernel.actor import system_actor
from models.kernel.errors import DomainError
from models.leaderboards.actions import rebuild_boards
from models.people.tables import Person
from models.tasks.actions import sign_up_for_shift
from server import connections
from server.logging import configure_logging
from server.settings import Settings
from tests.factories import actor_for
from tests.faults import seeds

PAUSE_SECONDS = 0.05
STARTING_GUN = 20261122


def say(**answer: Any) -> None:
    """One line to whoever listens."""
    sys.stdout.write(json.dumps(answer, default=str) + "\n")
    sys.stdout.flush()


async def log(account_id: str, people: list[str], keys: list[str], at_once: int, pause: float = 0.0) -> None:
    """Log one activity for each key, and try again under the same key until it is taken. A key says who did what."""
    rows = await Person.filter(account_id=account_id, id__in=people)
    by_id = {str(row.id): row for row in rows}
    waiting = [(by_id[random.Random(key).choice(people)], key) for key in keys]
    await asyncio.gather(*(_log_all(waiting[start::at_once], pause) for start in range(at_once)))


async def _log_all(waiting: list[tuple[Person, str]], pause: float) -> None:
    for person, key in waiting:
        repeated, tries = await _log_until_taken(person, key)
        say(ledger_id=person.ledger_id, key=key, repeated=repeated, tries=tries)
        await asyncio.sleep(pause)


async def _log_until_taken(person: Person, key: str) -> tuple[bool, int]:
    """Whether an earlier try had counted after all, and how many tries it took."""
    chance = random.Random(key)  # the same key says the same each time, whoever sends it
    for tries in range(1, 10_000):
        try:
            logged = await log_activity(
                actor_for(person),
                client_key=key,
                kind=chance.choice(list(ActivityKind)),
                quantity=chance.randrange(1, 60),
                minutes=chance.randrange(1, 240),
                started_at=clock.now() - timedelta(minutes=chance.randrange(1, 30 * 24 * 60)),
            )
        except DomainError:
            raise
        except Exception:  # the line or the server broke: a phone would try again
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return logged.repeated, tries
    raise RuntimeError(f"{key} was never taken")


async def recomputed(account_id: str) -> None:
    """Score all activities anew and answer where the ledger differs."""
    today = clock.now().date()
    found = await recompute(
        system_actor(UUID(account_id)), first=today - timedelta(days=60), last=today + timedelta(days=1)
    )
    for difference in found:
        say(difference=str(difference))


async def sign_up(account_id: str, shift_ids: list[str], people: list[str], join_waiting_list: bool) -> None:
    """Have people sign up for shifts, all at once, when the starting gun goes off."""
    rows = await Person.filter(account_id=account_id, id__in=people)
    await wait_for_starting_gun()
    await asyncio.gather(*(_sign_up(row, UUID(shift_id), join_waiting_list) for shift_id in shift_ids for row in rows))


async def _sign_up(person: Person, shift_id: UUID, join_waiting_list: bool) -> None:
    try:
        got = await sign_up_for_shift(actor_for(person), shift_id=shift_id, join_waiting_list=join_waiting_list)
    except DomainError as refusal:
        say(person_id=person.id, shift_id=shift_id, result=refusal.code)
    else:
        say(person_id=person.id, shift_id=shift_id, result=got.state.value)


async def choose(account_id: str, task_ids: list[str]) -> None:
    """Ask the matched people for tasks, one task after the other, when the starting gun goes off."""
    from models.asks.actions import choose_asks

    await wait_for_starting_gun()
    for task_id in task_ids:
        say(chosen=await choose_asks(system_actor(UUID(account_id)), task_id=UUID(task_id)))


async def deliver() -> None:
    """Send all that is due, one message after the other, as a single worker would if its sweep did not help it."""
    from models.asks.actions import deliver_due, send_page

    send_page.IN_FLIGHT = 1
    while sent := await deliver_due():
        say(sent=sent)


async def rebuild(account_id: str) -> None:
    """Build all boards anew."""
    say(entries=await rebuild_boards(system_actor(UUID(account_id))))


async def wait_for_starting_gun() -> None:
    """Wait until the judge lets go of its lock: everybody runs at the same moment."""
    await work.fetch_value("SELECT pg_advisory_lock_shared($1)", STARTING_GUN)


VERBS: dict[str, Callable[..., Awaitable[None]]] = {
    "log": log,
    "recomputed": recomputed,
    "sign_up": sign_up,
    "choose": choose,
    "deliver": deliver,
    "rebuild": rebuild,
    "seed_people": seeds.seed_people,
    "seed_shifts": seeds.seed_shifts,
    "seed_asks": seeds.seed_asks,
    "count_attention": seeds.count_attention,
    "request_asks": seeds.request_asks,
    "request_matches": seeds.request_matches,
    "request_shift_letters": seeds.request_shift_letters,
    "seed_sign_ups": seeds.seed_sign_ups,
}


async def main(verb: str, told: dict[str, Any]) -> None:
    """Do one thing with everything open that an action needs."""
    configure_logging(Settings())
    async with connections.opened(Settings(), application_name=f"client {verb}"):
        await VERBS[verb](**told)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], json.load(sys.stdin)))
