"""
Workers that send, in processes of their own, as many as `groundswell up` starts: told when to begin, they answer with what it took.
"""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import uvloop

from models.asks import channels, links
from models.asks.actions import deliver_due
from models.asks.actions.deliver_due import LARGEST_PAGE
from models.asks.actions.prepare_page import prepare_page
from models.asks.actions.record_delivery import reserve_deliveries
from models.asks.actions.send_page import Sender
from models.asks.channels.dkim import read_key
from models.asks.channels.smtp import SmtpChannel, SmtpSettings
from models.kernel import ids
from models.people import secrets
from server.database import open_database
from server.garbage import collect_rarely
from server.logging import configure_logging
from server.settings import Settings

SENDER, SENDER_NAME = "hello@campaign.example", "Clear Water"
EVERYTHING = -1
"""What a worker is told that is to send all that is due; else how many messages to prepare, and again, to send them."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a round took: messages, seconds by the wall, and of this process's processor."""

    messages: int
    seconds: float
    cpu_seconds: float

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds


@dataclass(frozen=True, slots=True)
class Order:
    """What a worker is to be: its database, the mail server's port, and the key (PEM) with which it signs."""

    url: str
    port: int
    key: bytes | None


@contextmanager
def workers(count: int, order: Order) -> Iterator[list[Connection]]:
    """So many, ready to send, for the length of the block: lines on which one tells each to begin."""
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe() for _ in range(count)]
    processes = [context.Process(target=_work, args=(order, theirs), daemon=True) for _, theirs in pipes]
    for process in processes:
        process.start()
    try:
        lines = [ours for ours, _ in pipes]
        for line in lines:
            line.recv()
        yield lines
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _work(order: Order, told: Connection) -> None:
    configure_logging(Settings())
    uvloop.run(_send_when_told(order, told))


async def _send_when_told(order: Order, told: Connection) -> None:
    """Send all that is due as often as told; answer with how many that were, when it ended, and what it took."""
    prepare()
    channels.configure(channel(order.port, order.key))
    await open_database(order.url, application_name="groundswell worker")
    told.send("ready")
    while count := await asyncio.to_thread(told.recv):
        prepared = await _prepare_pages(count) if count != EVERYTHING else []
        if prepared:
            told.send("ready")
            await asyncio.to_thread(told.recv)
        used = time.process_time()
        sent = await (_send_pages(prepared) if prepared else _send_everything())
        told.send((sent, time.perf_counter(), time.process_time() - used))


async def _send_everything() -> int:
    sent = 0
    while found := await deliver_due(limit=None):
        sent += found
    return sent


async def _prepare_pages(count: int) -> list[Sender]:
    """So many messages, up to where they are handed over."""
    owner, senders, found = ids.new_pseudonym(), [], 0
    while found < count:
        for deliveries in await reserve_deliveries(owner, min(LARGEST_PAGE, count - found)):
            account_id = deliveries[0].account_id
            senders.append(Sender(account_id, owner, await prepare_page(account_id, deliveries)))
            found += len(deliveries)
    return senders


async def _send_pages(senders: Sequence[Sender]) -> int:
    """One after the other; what each has cost is counted while the next one goes out."""
    async with asyncio.TaskGroup() as counting:
        for sender in senders:
            await sender.send_all()
            counting.create_task(sender.fold())
    return sum(sender.sent for sender in senders)


def prepare() -> None:
    """What a worker has set when it starts."""
    collect_rarely()
    links.configure("https://campaign.example")
    secrets.configure(b"a key for measuring, 32 bytes long")


def channel(port: int, key: bytes | None) -> SmtpChannel:
    """The way to the sink; with a key it signs."""
    dkim = read_key(key, "campaign.example", "bench") if key else None
    return SmtpChannel(SmtpSettings("127.0.0.1", port, SENDER, SENDER_NAME, security="none", dkim=dkim))


async def send_ours(lines: Sequence[Connection], count: int) -> Spent:
    """All that workers do about what is due."""
    return await _measure(lines, [EVERYTHING] * len(lines), count)


async def send_prepared(lines: Sequence[Connection], count: int) -> Spent:
    """What workers do about messages that are prepared, as the bare loop's are: hand over, and write each result."""
    shares = [count // len(lines) + (number < count % len(lines)) for number in range(len(lines))]
    await _tell(lines, shares)
    return await _measure(lines, shares, count)


async def _measure(lines: Sequence[Connection], orders: Sequence[int], count: int) -> Spent:
    began = time.perf_counter()
    answers = await _tell(lines, orders)
    if sum(sent for sent, _, _ in answers) != count:
        raise RuntimeError(f"{count} were due, {answers} were taken")
    return Spent(count, max(end for _, end, _ in answers) - began, sum(used for _, _, used in answers))


async def _tell(lines: Sequence[Connection], orders: Sequence[int]) -> list[Any]:
    for line, order in zip(lines, orders, strict=True):
        line.send(order)
    return [await asyncio.to_thread(line.recv) for line in lines]
