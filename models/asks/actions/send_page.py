"""
A page of prepared messages goes out, at most eight at once: what is in hand when a worker dies is at most that.

The results of those that are done are written in the same statement that takes the next ones in hand; while it is
committed, the others are being sent (`safety.md` 2).
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from models.asks.actions.hand_over import Beginning, abandon, begin, hand_over
from models.asks.actions.prepare_page import Page, Prepared
from models.asks.actions.record_delivery import Exchanged, Outcome, Result, exchange, reserved_at
from models.asks.folding import fold_asks
from models.asks.tables import Delivery, DeliveryState
from models.kernel import outbox, work
from models.kernel.actor import system_actor

IN_FLIGHT = 8
GROUP = 3 * IN_FLIGHT // 4
GATHERING_SECONDS = 0.05
PATIENCE_WHEN_TOLD_TO_END = 4.0
PATIENCE_WITH_THE_DATABASE = 20.0
LOOKED_AT_AGAIN_AFTER = timedelta(seconds=5)
_PAUSE = 0.3

log = structlog.get_logger(__name__)


class Sender:
    """Sends the messages of one page, which are one account's and reserved by `owner`. `sent`: how many have gone out."""

    def __init__(self, account_id: UUID, owner: UUID, page: Page) -> None:
        self._account_id, self._owner = account_id, owner
        self._waiting = deque(page.ready)
        self._results = page.results
        self._begun: deque[tuple[Prepared, Beginning]] = deque()
        self._sending: set[asyncio.Task[Result]] = set()
        self._group_is_done = asyncio.Event()
        self.sent = 0
        self._asked: set[UUID] = set()
        self._ended_shifts: set[UUID] = set()
        self._settling = page.settling

    async def send_all(self) -> None:
        """
        Return when each has its result; what they cost is for `fold`. Told to end, or without a database, it takes no more in
        hand, and writes down what became of the rest as long as that is possible: what is not written is unknown when its
        lease ends.
        """
        try:
            async with work.steady_fetch() as fetch:
                self._begin()
                while self._begun or self._sending or self._results:
                    await self._exchange(fetch)
                    await self._wait_for_a_group()
        except asyncio.CancelledError:
            await _insist(self._put_down(), PATIENCE_WHEN_TOLD_TO_END)
            raise
        except Exception:
            await _insist(self._put_down(), PATIENCE_WITH_THE_DATABASE)
            raise

    async def fold(self) -> None:
        """What asks have cost, once for the page; the job that would do it if this process had died is not needed any more."""
        log.info("delivery.page_sent", account_id=str(self._account_id), messages=self.sent)
        if not self._settling:
            return
        async with work.unit_of_work(system_actor(self._account_id)):
            await fold_asks(self._account_id, sorted(self._asked), list(self._ended_shifts))
            await outbox.finish(self._settling)

    def _begin(self) -> None:
        """On each line that is free, up to where the next message would be handed over."""
        while self._waiting and len(self._sending) + len(self._begun) < IN_FLIGHT:
            prepared = self._waiting.popleft()
            self._begun.append((prepared, begin(prepared)))

    async def _exchange(self, fetch: work.Fetch) -> None:
        results, next_ones = list(self._results), list(self._begun)
        try:
            done = await exchange(
                self._account_id, self._owner, results, [each.delivery for each, _ in next_ones], fetch
            )
        except BaseException:
            self._results += [_not_handed_over(each.delivery) for each, _ in next_ones]
            raise
        del self._results[: len(results)]
        self._note(results, done)
        for _ in next_ones:
            self._take(*self._begun.popleft(), done)
        self._begin()

    def _take(self, prepared: Prepared, beginning: Beginning, done: Exchanged) -> None:
        """Hand it over, if it is in hand."""
        attempt = done.taken.get(prepared.delivery.id)
        if attempt is None:
            abandon(beginning)
            self._results.append(_looked_at_again(prepared.delivery))
            return
        task = asyncio.create_task(hand_over(prepared, attempt, beginning))
        self._sending.add(task)
        task.add_done_callback(self._take_result)

    def _take_result(self, task: asyncio.Task[Result]) -> None:
        self._sending.discard(task)
        if task.cancelled():  # the process ends: what is in hand is unknown when its lease is over
            return
        self._results.append(task.result())
        self._begin()
        if len(self._results) >= GROUP or not self._sending:
            self._group_is_done.set()

    async def _wait_for_a_group(self) -> None:
        """Until most of those in hand are done, or some, and the others are slow: so one statement serves a group."""
        while self._sending and len(self._results) < GROUP:
            self._group_is_done.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(GATHERING_SECONDS):
                    await self._group_is_done.wait()
                    return
            if self._results:
                return

    async def _put_down(self) -> None:
        """Let those be sent that are in hand, and write the results until the database has them."""
        self._waiting.clear()
        while self._begun:
            abandon(self._begun.popleft()[1])
        if self._sending:
            await asyncio.wait(self._sending)
        while self._results:
            try:
                done_now = await exchange(self._account_id, self._owner, self._results, [])
            except Exception as problem:
                log.warning("delivery.not_recorded", problem=repr(problem), results=len(self._results))
                await asyncio.sleep(_PAUSE)
            else:
                self._note(self._results, done_now)
                self._results = []
        await self.fold()

    def _note(self, results: list[Result], done: Exchanged) -> None:
        self._asked |= done.asked
        self._ended_shifts |= done.ended_shifts
        for each in results:
            state, written = each.outcome.state, each.delivery.id in done.written
            if state is DeliveryState.SENT and written:
                self.sent += 1
            elif state is not DeliveryState.PENDING:
                log.info("delivery.finished", delivery_id=str(each.delivery.id), state=state.value, written=written)


def _looked_at_again(delivery: Delivery) -> Result:
    """Not wanted any more since it was prepared, or not ours: whoever prepares it next sees why."""
    later = reserved_at(delivery) + LOOKED_AT_AGAIN_AFTER
    return Result(delivery, delivery.attempt, Outcome(DeliveryState.PENDING, due_at=later))


def _not_handed_over(delivery: Delivery) -> Result:
    """Whether it is in hand, nobody knows, for the answer was lost. It did not go out: if it was taken, that was no attempt."""
    return Result(delivery, delivery.attempt + 1, Outcome(DeliveryState.PENDING, counts=-1))


async def _insist(doing: Coroutine[Any, Any, None], seconds: float) -> None:
    """Do it to its end, for so many seconds, however often somebody cancels."""
    task = asyncio.create_task(doing)
    deadline = asyncio.get_running_loop().time() + seconds
    while not task.done() and (left := deadline - asyncio.get_running_loop().time()) > 0:
        try:
            await asyncio.wait({task}, timeout=left)
        except asyncio.CancelledError:
            continue
    task.cancel()
