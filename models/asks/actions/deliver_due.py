"""
Sending: reserve a page, prepare it, take in hand, hand over, record; each message once (`safety.md` 2).

pending → attempting → sent | unknown | dead | recalled. The lease is fenced by owner and attempt: a worker that slept
beyond it can no longer write its result. Only what is attempting may have gone out: at most eight of a process, so that a
dead worker parks (on a channel without keys) no more than those that it had in its hands.
"""

import time
from dataclasses import dataclass

from models.asks import channels
from models.asks.actions.prepare_page import prepare_page
from models.asks.actions.record_delivery import reserve_deliveries
from models.asks.actions.send_page import IN_FLIGHT, Sender
from models.kernel import ids

LARGEST_PAGE = 100
SECONDS_A_PAGE = 2.0
"""A page is about what goes out in this time: who waits for a way in waits behind no more, however slow the mail server is."""


@dataclass
class _Turn:
    """Whether this process sends at the moment, has been asked for that meanwhile, and how large its next page is."""

    sending: bool = False
    asked: bool = False
    page: int = IN_FLIGHT


_turn = _Turn()


async def deliver_due(limit: int | None = 50) -> int:
    """
    Send up to `limit` messages that are due, of all accounts; None: as many as go out in about two seconds. Returns how many
    were reserved.

    One at a time in a process: whoever asks meanwhile gets 0 at once, and what they mean is sent by who is at it.
    """
    _turn.asked = True
    if _turn.sending:
        return 0
    _turn.sending = True
    try:
        return await _deliver(limit or _turn.page)
    finally:
        _turn.sending = False


async def _deliver(limit: int) -> int:
    count = 0
    while count < limit:
        _turn.asked = False
        found = await _deliver_page(min(limit - count, _turn.page))
        count += found
        if not found and not _turn.asked:
            await channels.rest()
            break
    return count


async def _deliver_page(size: int) -> int:
    owner, began = ids.new_pseudonym(), time.monotonic()
    found = await reserve_deliveries(owner, size)
    for deliveries in found:
        account_id = deliveries[0].account_id
        await Sender(account_id, owner, await prepare_page(account_id, deliveries)).send_all()
    count = sum(map(len, found))
    if count:
        in_time = int(count * SECONDS_A_PAGE / max(time.monotonic() - began, 0.001))
        _turn.page = max(IN_FLIGHT, min(LARGEST_PAGE, in_time, 2 * _turn.page))
    return count
