"""
Sending: reserve a page, prepare it, take in hand, hand over, record; each message once (`safety.md` 2).

pending → attempting → sent | unknown | dead | recalled. The lease is fenced by owner and attempt: a worker that slept
beyond it can no longer write its result. Only what is attempting may have gone out: at most eight of a process, so that a
dead worker parks (on a channel without keys) no more than those that it had in its hands.

Two lanes take pages by turns: while one sends, the other prepares its next page, or counts what its last one has cost.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from models.asks import channels
from models.asks.actions.prepare_page import prepare_page
from models.asks.actions.record_delivery import reserve_deliveries
from models.asks.actions.send_page import IN_FLIGHT, Sender
from models.asks.tables import Delivery
from models.kernel import ids

LANES = 2
LARGEST_PAGE = 100
SECONDS_A_PAGE = 1.0
"""A page is about what goes out in this time: who waits for a way in waits behind two, however slow the mail server is."""
SECONDS_A_RUN = 2.0


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
        return await _deliver(limit)
    finally:
        _turn.sending = False


async def _deliver(limit: int | None) -> int:
    """Told to end, it ends when both lanes have written down what they had in hand. Raises what ended a lane."""
    run = _Run(limit)
    for end in await asyncio.gather(*(run.lane() for _ in range(LANES)), return_exceptions=True):
        if isinstance(end, BaseException):
            raise end
    if run.found_nothing:
        await channels.rest()
    return run.reserved


@dataclass
class _Run:
    """What the lanes share. Only who has the `hand` sends: what is in flight is in one lane's."""

    limit: int | None
    reserved: int = 0
    found_nothing: bool = False
    failed: bool = False
    hand: asyncio.Lock = field(default_factory=asyncio.Lock)
    began: float = field(default_factory=time.monotonic)

    async def lane(self) -> None:
        """Send page after page, until there are no more, or the other lane has failed."""
        owner = ids.new_pseudonym()
        try:
            while page := await self._reserve(owner):
                for deliveries in page:
                    await self._send(owner, deliveries)
        except BaseException:
            self.failed = True
            raise

    async def _reserve(self, owner: UUID) -> list[list[Delivery]]:
        """The next page, by account. Who asks while it is looked for may mean what came too late to be found."""
        while size := self._room():
            _turn.asked = False
            self.reserved += size
            found = await reserve_deliveries(owner, size)
            self.reserved += sum(map(len, found)) - size
            if found:
                return found
            if not _turn.asked:
                self.found_nothing = True
                break
        return []

    def _room(self) -> int:
        """How large the next page may be."""
        if self.failed:
            return 0
        if self.limit is None:
            in_time = time.monotonic() < self.began + SECONDS_A_RUN
            return _turn.page if in_time or not self.reserved else 0
        return min(_turn.page, self.limit - self.reserved)

    async def _send(self, owner: UUID, deliveries: Sequence[Delivery]) -> None:
        account_id = deliveries[0].account_id
        sender = Sender(account_id, owner, await prepare_page(account_id, deliveries))
        async with self.hand:
            began = time.monotonic()
            await sender.send_all()
            in_time = int(len(deliveries) * SECONDS_A_PAGE / max(time.monotonic() - began, 0.001))
        _turn.page = max(IN_FLIGHT, min(LARGEST_PAGE, in_time, 2 * _turn.page))
        await sender.fold()
