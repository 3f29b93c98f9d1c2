"""Loaders of suggestions."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel.actor import Actor
from models.matching import queries


async def my_suggestion_by_task(actor: Actor, task_ids: list[UUID]) -> Mapping[UUID, queries.Suggestion]:
    """The best shift of each task that the actor could do."""
    return await queries.suggestions_of_me_by_task(actor, task_ids)
