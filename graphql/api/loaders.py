"""
One query for many: a loader collects the keys that one step of an execution asks for and fetches them together.

A loader is a function, named for its key: `async def person_by_id(actor, ids) -> dict[UUID, Person]`. It lives in
`api/<domain>/loaders.py`, starts from what the actor may see, and leaves out what it does not find.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from models.kernel.actor import Actor

Key = TypeVar("Key")
Value = TypeVar("Value")

Loader = Callable[[Actor, list[Key]], Awaitable[Mapping[Key, Value]]]


class Loaders:
    """The loaders of one request: each remembers what it has fetched until the request ends."""

    def __init__(self) -> None:
        self._started: dict[tuple[Any, Actor], DataLoader[Any, Any]] = {}

    async def load(self, actor: Actor, loader: Loader[Key, Value], key: Key) -> Value | None:
        """What belongs to the key, as far as the actor may see it, or None."""
        started = self._started.get((loader, actor))
        if started is None:
            started = self._started[loader, actor] = DataLoader(_fetch_by(actor, loader))
        value: Value | None = await started.load(key)
        return value

    def forget(self) -> None:
        """Fetch everything anew: after a mutation has changed it."""
        self._started.clear()


def _fetch_by(actor: Actor, loader: Loader[Any, Any]) -> Callable[[list[Any]], Awaitable[list[Any]]]:
    async def fetch(keys: list[Any]) -> list[Any]:
        found = await loader(actor, keys)
        return [found.get(key) for key in keys]

    return fetch
