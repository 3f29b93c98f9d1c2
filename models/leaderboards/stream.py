"""
Changes of boards as they happen: one Redis subscription per process, shared by everybody who watches.

Whoever is slow misses nothing but repetitions: a change only says “look now”, and the latest state is what counts.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

import structlog
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from models.kernel.redis_connection import redis
from models.leaderboards.names import channel
from models.leaderboards.tables import BoardKind, Window

LISTEN_SECONDS = 1.0
RECONNECT_SECONDS = 1.0
QUIET_SECONDS = 3.0
"""Somebody who no longer wants to be shown changes no points, and midnight tells nobody either: look anyway."""

_log = structlog.get_logger(__name__)


class _Listener:
    """The process's subscription, open while somebody watches."""

    def __init__(self) -> None:
        self._watchers: dict[str, set[asyncio.Event]] = defaultdict(set)
        self._pubsub: PubSub | None = None
        self._task: asyncio.Task[None] | None = None

    async def add(self, name: str, event: asyncio.Event) -> None:
        """Set `event` from now on whenever something is told on the channel."""
        self._watchers[name].add(event)
        if self._task is None:
            self._task = asyncio.create_task(self._listen())
        elif self._pubsub is not None:
            await self._pubsub.subscribe(name)

    def remove(self, name: str, event: asyncio.Event) -> None:
        """Tell this watcher no more; the last one closes the subscription."""
        self._watchers[name].discard(event)
        if not self._watchers[name]:
            del self._watchers[name]
        if not self._watchers and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_until_lost()
            except (RedisError, OSError) as problem:
                _log.warning("board_changes_lost", problem=repr(problem))
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen_until_lost(self) -> None:
        async with redis().pubsub(ignore_subscribe_messages=True) as pubsub:
            await pubsub.subscribe(*self._watchers)
            self._pubsub = pubsub
            self._wake(*self._watchers)  # what happened before we listened was not heard
            try:
                while True:
                    message = await pubsub.get_message(timeout=LISTEN_SECONDS)
                    if message is not None:
                        self._wake(message["channel"])
            finally:
                self._pubsub = None

    def _wake(self, *names: str) -> None:
        for name in names:
            for event in self._watchers.get(name, ()):
                event.set()


_listener = _Listener()


async def changes(account_id: UUID, kind: BoardKind, window: Window, parent_id: UUID | None) -> AsyncIterator[None]:
    """
    Yields soon after the start, after each change of a board of this kind and window, and every 3 seconds in between, for
    what changes without points (a withdrawn consent, a new day). Never ends by itself.

    `parent_id` is the region whose parts compete (regions only).
    """
    name = channel(account_id, kind, window, parent_id)
    changed = asyncio.Event()
    await _listener.add(name, changed)
    try:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), QUIET_SECONDS)
            changed.clear()
            yield None
    finally:
        with suppress(KeyError):
            _listener.remove(name, changed)
