"""
How fast messages are made, and how fast they go out.

* `render`: asks in three languages, from rows that are loaded to the bytes of a mail (plain text, HTML, all headers): messages
  a second of one core, without DKIM. Beside it, in the same rounds: signed with DKIM besides (RSA, 2,048 bits), and the same
  letters by templates and the standard library.
* `send`: asks to a mail server in a process of its own, by as many workers as `groundswell up` starts (or `--workers`):
  `prepared`, from written letters to results, which are committed as soon as a group of at most eight is through; and the
  `whole_path`, from rows in PostgreSQL, with facts, consent, letters and leases. Beside them, by turns, a bare loop with the same
  bytes: as many connections as the workers have together, aiosmtplib, one commit for each hundred. Then all with DKIM.

Prints one JSON object: medians of the rounds and their extremes, processor seconds, and the load before.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[1]))

import uvloop

from bench.messages_letters import Loaded, loaded_asks
from bench.messages_sending import compare, make_asks, sink
from bench.messages_workers import SENDER, SENDER_NAME, Order, Spent, channel, prepare, workers
from bench.planning import analyze
from bench.replay import servers
from models.asks import channels, letters
from models.asks.ask_letters import write_ask
from models.asks.channels import OutgoingMessage
from models.asks.channels.dkim import DkimKey, new_key, read_key, sign_mail
from models.asks.channels.mime import build_mail
from models.asks.delivery_letters import message_of
from models.kernel import clock, work
from models.kernel.actor import system_actor
from server.database import close_database, open_database
from server.logging import configure_logging
from server.migrate import create_schema
from server.settings import Settings
from tests.models.asks.stdlib_mail import build_mime

WARM_UP = 400


def build(loaded: Loaded) -> bytes:
    """As the sending path does it."""
    letter = write_ask(loaded.ask, loaded.task, loaded.shift, loaded.person, loaded.last, loaded.reader)
    return build_mail(message_of(loaded.delivery, letter, loaded.person), SENDER, SENDER_NAME)


def signing(key: DkimKey) -> Callable[[Loaded], bytes]:
    """The same, signed."""
    return lambda loaded: sign_mail(build(loaded), key, clock.now())


def build_by_library(loaded: Loaded) -> bytes:
    """With a template for each, and the standard library's MIME."""
    letter = write_ask(loaded.ask, loaded.task, loaded.shift, loaded.person, loaded.last, loaded.reader)
    message = message_of(loaded.delivery, letter, loaded.person)
    html = letters._render("letter.html", letter)
    return build_mime(with_html(message, html), SENDER, SENDER_NAME).as_bytes()


def with_html(message: OutgoingMessage, html: str) -> OutgoingMessage:
    """The message with its HTML, which a channel that takes parts does not get."""
    return replace(message, html=html, parts=None)


def measure(make: Callable[[Loaded], bytes], rows: Iterable[Loaded]) -> tuple[float, int]:
    """Messages a second of the processor, and bytes of all of them."""
    rows = list(rows)
    begin = time.process_time()
    size = sum(len(make(row)) for row in rows)
    return len(rows) / (time.process_time() - begin), size // len(rows)


def render(chosen: argparse.Namespace) -> dict[str, Any]:
    """Ours, signed and not, and the library's, by turns; everybody is new in each round."""
    prepare()
    channels.configure(channel(25, None))
    build_signed = signing(read_key(new_key(), "campaign.example", "bench"))
    measure(build_signed, loaded_asks(1000, 0))
    ours, signed, theirs, size = [], [], [], 0
    for round_ in range(1, chosen.rounds + 1):
        rate, size = measure(build, loaded_asks(chosen.messages, round_))
        ours.append(rate)
        signed.append(measure(build_signed, loaded_asks(chosen.messages, chosen.rounds + round_))[0])
        theirs.append(measure(build_by_library, loaded_asks(max(1, chosen.messages // 20), round_))[0])
    return {
        "messages_per_second": round(statistics.median(ours)),
        "slowest_round": round(min(ours)),
        "fastest_round": round(max(ours)),
        "with_dkim": round(statistics.median(signed)),
        "by_standard_library": round(statistics.median(theirs)),
        "bytes_a_message": size,
    }


def send(chosen: argparse.Namespace) -> dict[str, Any]:
    """The whole path, beside a bare loop."""
    configure_logging(Settings())
    with servers() as (url, _), sink() as (port, taken):
        return uvloop.run(_send(url, chosen, port, taken))


async def _send(url: str, chosen: argparse.Namespace, port: int, taken: Any) -> dict[str, Any]:
    prepare()
    await create_schema(url)
    await open_database(url, owner=True)
    try:
        async with work.unit_of_work(system_actor(UUID(int=0))), work.patiently():
            account_id = await make_asks(4 * (chosen.workers * WARM_UP + chosen.rounds * chosen.messages))
        await analyze()
        plain = await _rounds(account_id, chosen, Order(url, port, None), taken)
        signed = await _rounds(account_id, chosen, Order(url, port, new_key()), taken)
    finally:
        await close_database()
    return {**plain, "dkim": signed, "workers": chosen.workers}


async def _rounds(account_id: UUID, chosen: argparse.Namespace, order: Order, taken: Any) -> dict[str, Any]:
    """With workers that have sent a little before."""
    with workers(chosen.workers, order) as lines:
        await compare(account_id, chosen.workers * WARM_UP, lines, order, taken)
        rounds = [await compare(account_id, chosen.messages, lines, order, taken) for _ in range(chosen.rounds)]
    bare, prepared, whole = zip(*rounds, strict=True)
    return {
        "bare_messages_per_second": round(statistics.median(each.rate for each in bare)),
        "bare_cpu_ms_a_message": _cpu(bare),
        "prepared": _compared(bare, prepared),
        "whole_path": _compared(bare, whole),
    }


def _compared(bare: Sequence[Spent], ours: Sequence[Spent]) -> dict[str, Any]:
    """Medians of the rounds."""
    ratios = [one.rate / other.rate for one, other in zip(ours, bare, strict=True)]
    return {
        "messages_per_second": round(statistics.median(each.rate for each in ours)),
        "ratio": round(statistics.median(ratios), 3),
        "lowest_ratio": round(min(ratios), 3),
        "cpu_ms_a_message": _cpu(ours),
    }


def _cpu(rounds: Sequence[Spent]) -> float:
    return round(1000 * statistics.median(each.cpu_seconds / each.messages for each in rounds), 3)


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("render", "send"))
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=Settings().workers, help="send: processes (as `up` starts them)")
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    begin = time.perf_counter()
    result = {
        **(render if chosen.what == "render" else send)(chosen),
        "messages": chosen.messages,
        "rounds": chosen.rounds,
        "seconds": round(time.perf_counter() - begin, 1),
        "cpu_seconds": round(time.process_time(), 1),
        "cores": os.cpu_count(),
        "load": round(load, 2),
    }
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
