"""
The sending path from rows in PostgreSQL to a mail server in a process of its own, beside a bare loop that sends the same bytes:
once from messages that are prepared, as the loop's are, once with all that there is to do about them.

Workers are processes of their own, as many as `groundswell up` starts. The bare loop: as many connections as they have
together, aiosmtplib, one commit for each hundred messages. It knows neither people nor asks.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

import aiosmtplib
from aiosmtpd.smtp import SMTP

from bench.asks_crowd import make_wanted
from bench.messages_workers import SENDER, Order, Spent, channel, send_ours, send_prepared
from models.asks import channels
from models.asks.actions import choose_asks
from models.asks.actions.prepare_page import Prepared, prepare_page
from models.asks.actions.send_page import IN_FLIGHT
from models.asks.channels.smtp import SmtpChannel
from models.asks.tables import Delivery
from models.kernel import work
from models.kernel.actor import system_actor

COMMIT_EVERY = 100
NOON = 13
SHIFTS = 4
Mail = tuple[str, bytes]
"""To whom, and the bytes."""

# Three languages, a name of its own for each, and everybody's clock says that it is early afternoon.
_TELL_APART = """
    UPDATE people p SET language = (ARRAY['en', 'pl', 'ar'])[1 + n.number % 3], first_name = 'Ada ' || n.number, time_zone = $2
    FROM (SELECT id, row_number() OVER (ORDER BY id)::int AS number FROM people WHERE account_id = $1) n
    WHERE p.account_id = $1 AND p.id = n.id
"""
_REASONS = """
    UPDATE asks SET reasons = jsonb_build_array(
        jsonb_build_object('code', 'near', 'km', round((random() * 11)::numeric, 1)),
        jsonb_build_object('code', 'available', 'weekday', (random() * 6)::int, 'part', 'morning'))
    WHERE account_id = $1
"""
_LATER = "UPDATE deliveries SET due_at = 'infinity' WHERE account_id = $1"
_NOW_DUE = """
    UPDATE deliveries SET due_at = clock_timestamp() - interval '1 s'
    WHERE account_id = $1 AND id IN (SELECT id FROM deliveries WHERE account_id = $1 AND state = 'pending' AND due_at = 'infinity'
                                     ORDER BY id LIMIT $2)
    RETURNING id
"""


class _Counting:
    """Takes everything and counts."""

    def __init__(self, taken: Any) -> None:
        self._taken = taken

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        self._taken.value += 1
        return "250 taken"


def _serve(told: Connection, taken: Any) -> None:
    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(_Counting(taken), hostname="sink", loop=loop), "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


@contextmanager
def sink() -> Any:
    """A mail server in a process of its own, for the length of the block: its port, and how many messages it has taken."""
    context = multiprocessing.get_context("spawn")
    taken, (ours, theirs) = context.Value("q", 0, lock=False), context.Pipe()
    process = context.Process(target=_serve, args=(theirs, taken), daemon=True)
    process.start()
    try:
        yield ours.recv(), taken
    finally:
        process.terminate()
        process.join()


async def make_asks(count: int) -> UUID:
    """An account in which so many people are chosen to be asked; their messages wait until a round wants them."""
    account_id, _, _ = await make_wanted(count, SHIFTS, count)
    zone = f"Etc/GMT{datetime.now(UTC).hour - NOON:+d}"
    await work.execute(_TELL_APART, account_id, zone)
    if await choose_asks(system_actor(account_id)) < count:
        raise RuntimeError("not everybody is asked")
    await work.execute(_REASONS, account_id)
    await work.execute(_LATER, account_id)
    await work.execute("CREATE TABLE bare_sent (message bigint)")
    return account_id


async def make_due(account_id: UUID, count: int) -> list[UUID]:
    """The next so many messages may go out now."""
    return [row["id"] for row in await work.fetch(_NOW_DUE, account_id, count)]


async def written(account_id: UUID, delivery_ids: Sequence[UUID], channel: SmtpChannel) -> list[Mail]:
    """The bytes of messages, as the product will send them."""
    mails: list[Mail] = []
    for start in range(0, len(delivery_ids), COMMIT_EVERY):
        page = await Delivery.filter(account_id=account_id, id__in=delivery_ids[start : start + COMMIT_EVERY])
        for delivery in page:
            delivery.leased_until = datetime.now(UTC) + timedelta(minutes=1)
        ready: list[Prepared] = (await prepare_page(account_id, page)).ready
        mails += [(each.message.to_address, channel._written(each.message)) for each in ready]
    await work.execute("DELETE FROM outbox_rows")
    return mails


async def send_bare(mails: Sequence[Mail], port: int, sender: str, connections: int) -> Spent:
    """Over so many connections, with one commit for each hundred."""
    waiting, done = list(mails), 0
    began, used = time.perf_counter(), time.process_time()

    async def one_line() -> None:
        nonlocal done
        client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, use_tls=False, start_tls=False)
        await client.connect()
        while waiting:
            to_address, mail = waiting.pop()
            await client.sendmail(sender, [to_address], mail)
            done += 1
            if done % COMMIT_EVERY == 0:
                await work.execute("INSERT INTO bare_sent SELECT generate_series(1, $1)", COMMIT_EVERY)
        await client.quit()

    await asyncio.gather(*(one_line() for _ in range(connections)))
    return Spent(len(mails), time.perf_counter() - began, time.process_time() - used)


async def compare(
    account_id: UUID, messages: int, lines: Sequence[Connection], order: Order, taken: Any
) -> tuple[Spent, Spent, Spent]:
    """The bare loop, the product with prepared messages, and all of it. Raises RuntimeError where the sink counts others."""
    way = channel(order.port, order.key)
    channels.configure(way)
    delivery_ids = await make_due(account_id, messages)
    mails = await written(account_id, delivery_ids, way)
    before = taken.value
    bare = await send_bare(mails, order.port, SENDER, len(lines) * IN_FLIGHT)
    prepared = await send_prepared(lines, len(delivery_ids))
    whole = await send_ours(lines, len(await make_due(account_id, messages)))
    if taken.value - before != 3 * messages:
        raise RuntimeError(f"the sink took {taken.value - before} of thrice {messages}")
    return bare, prepared, whole
