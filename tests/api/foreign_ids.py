"""Trying the ids of others: the answer must be the same as for an id that nobody has."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from tortoise.transactions import in_transaction

from api.context import Context
from api.execution import Endpoint, Request
from api.ids import global_id
from api.node import NODES
from models.kernel.actor import Actor
from models.kernel.ids import new_id
from models.kernel.tables import Account
from tests.api.id_slots import Slot, document_for, expected_type, variables_for


@dataclass(frozen=True)
class Trial:
    """
    Who tries, with which ids of their own (by type), with whose ids besides.

    `common` types are everybody's; in `excused` places an id of one's own need not make a difference.
    """

    account: Account
    actors: Mapping[str, Actor]
    own: Mapping[str, str]
    foreign: Mapping[str, list[str]]
    common: frozenset[str] = frozenset()
    excused: Collection[str] = ()


async def try_slot(endpoint: Endpoint, slot: Slot, trial: Trial) -> list[str]:
    """What is wrong with the answers of one slot; nothing, if all is well."""
    expected = expected_type(endpoint.schema._schema, slot)
    if expected == "Node":
        kinds = trial.foreign.keys() & NODES.keys()
        return [each for kind in kinds for each in await _try_type(endpoint, slot, trial, kind)]
    if expected is None or expected in trial.common:
        return []
    if expected not in trial.foreign:
        return [f"{slot}: whose id belongs there, and in which table is it? See tests/api/sample_values.py"]
    return await _try_type(endpoint, slot, trial, expected)


async def _try_type(endpoint: Endpoint, slot: Slot, trial: Trial, expected: str) -> list[str]:
    """Everybody tries foreign ids of the type that belongs there; the first one, ids of every other type as well."""
    problems, told = [], str(slot) in trial.excused
    for number, (name, actor) in enumerate(trial.actors.items()):
        asking = _Asking(endpoint, slot, trial, actor)
        reference = await asking.answer(global_id(expected, new_id()))
        kinds = {expected: trial.foreign[expected]} if number else trial.foreign
        answers = [(kind, await asking.answer(each)) for kind, found in kinds.items() for each in found]
        if _is_bug(reference):
            problems.append(f"{slot}: {name} meets a bug: {reference}")
        problems.extend(
            f"{slot}: {name} with somebody's {kind}: {answer}\n    instead of {reference}"
            for kind, answer in answers
            if answer != reference
        )
        told = told or (expected in trial.own and await asking.answer(trial.own[expected]) != reference)
    if not told:
        problems.append(f"{slot}: nobody's own {expected} made a difference; see tests/api/sample_values.py")
    return problems


class _Asking:
    def __init__(self, endpoint: Endpoint, slot: Slot, trial: Trial, actor: Actor) -> None:
        self._endpoint = endpoint
        self._slot = slot
        self._trial = trial
        self._actor = actor

    async def answer(self, tried: str) -> str:
        """What is answered, as text, in which the id that was tried does not show; nothing stays changed."""
        schema = self._endpoint.schema._schema
        variables = variables_for(schema, self._slot, tried, self._trial.own)
        async with undone():
            context = Context(actor=self._actor, account=self._trial.account)
            answer = await self._endpoint.run(Request(document_for(schema, self._slot), variables), context)
        return orjson.dumps(answer.body, option=orjson.OPT_SORT_KEYS).decode().replace(tried, "(id)")


class _Undo(Exception):
    pass


@asynccontextmanager
async def undone() -> AsyncIterator[None]:
    """What the block writes is taken back."""
    try:
        async with in_transaction():
            yield
            raise _Undo
    except _Undo:
        pass


def _is_bug(answer: str) -> bool:
    body: dict[str, Any] = orjson.loads(answer)
    return any("errorId" in error.get("extensions", {}) for error in body.get("errors", ())) or "data" not in body
