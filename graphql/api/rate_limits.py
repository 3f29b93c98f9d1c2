"""
How much anybody may ask for in a while: counted in units of cost, by address, by person and by account.

The counters live in Redis. Without Redis, reading goes on uncounted, and the doors that must not be tried at will
(signing in) stay shut: `safety.md` 4.
"""

import asyncio
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from api.context import Context
from api.faults import RateLimited, Unavailable
from models.kernel import redis_connection, words
from models.people import secrets

PATIENCE = 0.5
SECONDS_OFF = 5.0
LEAST_CHARGE = 10
REFUSAL_CHARGE = 200
_TOO_MUCH = words.lazy("You asked for too much in a short time. Please wait a moment and try again.")
_SHUT = words.lazy("Signing in is not possible at the moment. Please try again in a few minutes.")


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of cost a minute, and attempts at a guarded door in ten minutes."""

    address: int = 1_500_000
    person: int = 400_000
    account: int = 60_000_000
    door_by_address: int = 60
    door_by_account: int = 20_000


Counter = tuple[RateLimitItem, str]


class RateLimits:
    """The counters, on the process's Redis connection."""

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._limiter: FixedWindowRateLimiter | None = None
        self._connection: object = None
        self._off_until = 0.0

    async def charge(self, context: Context, cost: int) -> None:
        """Count a request by its cost. Raises RateLimited; passes when nothing can be counted."""
        try:
            await self._hit(self._counters(context), max(cost, LEAST_CHARGE))
        except _CANNOT_COUNT:
            self._off_until = time.monotonic() + SECONDS_OFF

    async def pass_door(self, context: Context, door: str) -> None:
        """Count an attempt at a guarded door. Raises RateLimited, and Unavailable when nothing can be counted."""
        ten_minutes = [
            (RateLimitItemPerMinute(self._rates.door_by_address, 10), _name(door, _network(context.address))),
            (RateLimitItemPerMinute(self._rates.door_by_account, 10), _name(door, context.account.id)),
        ]
        try:
            await self._hit(ten_minutes[0 if context.address else 1 :], 1, patient=True)
        except _CANNOT_COUNT as problem:
            raise Unavailable(_SHUT) from problem

    def _counters(self, context: Context) -> list[Counter]:
        """Narrowest first: what one address is refused does not count against its whole campaign."""
        counters: list[Counter] = []
        if context.address:
            counters.append((RateLimitItemPerMinute(self._rates.address), _name("address", _network(context.address))))
        if context.actor.person_id:
            counters.append((RateLimitItemPerMinute(self._rates.person), _name("person", context.actor.person_id)))
        counters.append((RateLimitItemPerMinute(self._rates.account), _name("account", context.account.id)))
        return counters

    async def _hit(self, counters: Sequence[Counter], cost: int, *, patient: bool = False) -> None:
        if not patient and time.monotonic() < self._off_until:
            return
        limiter = self._current()
        async with asyncio.timeout(PATIENCE):
            for item, name in counters:
                if not await limiter.hit(item, name, cost=cost):
                    wait = (await limiter.get_window_stats(item, name)).reset_time - time.time()
                    raise RateLimited(_TOO_MUCH, retryAfter=max(1, math.ceil(wait)))

    def _current(self) -> FixedWindowRateLimiter:
        try:
            connection = redis_connection.redis()
        except RuntimeError as problem:
            raise ConnectionError(str(problem)) from problem
        if self._limiter is None or self._connection is not connection:
            pool = connection.connection_pool
            options: Any = {"connection_pool": pool}  # (the hints of `limits` forget that it takes one)
            storage = RedisStorage("async+redis://", implementation="redispy", key_prefix="rate", **options)
            self._limiter, self._connection = FixedWindowRateLimiter(storage), connection
        return self._limiter


def _network(address: str) -> str:
    """What one household has: an IPv4 address, or the first half of one of version 6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else str(found)


_CANNOT_COUNT = (RedisError, OSError, TimeoutError)


def _name(kind: str, what: object) -> str:
    """A counter's name: it shows no address and no id, for Redis holds nothing that belongs to a person."""
    return f"{kind}:{secrets.derive('rate limit', kind, what).hex()[:24]}"
