"""Loaders of work and what it adds up to."""

from collections.abc import Mapping
from uuid import UUID

from models.activity import queries
from models.activity.ledger import ActivityKey
from models.activity.queries import Contributions, ExplainedEntry, LatestVerdict, LoggedActivity, RaisedConcern
from models.kernel.actor import Actor


async def activity_by_id(actor: Actor, activity_ids: list[UUID]) -> Mapping[UUID, LoggedActivity]:
    """Activities that the actor may see."""
    return await queries.activities_by_id(actor, activity_ids)


async def entries_by_activity(actor: Actor, keys: list[ActivityKey]) -> Mapping[ActivityKey, list[ExplainedEntry]]:
    """Ledger entries in the actor's language, of activities that the actor was shown."""
    return await queries.explained_entries(actor.account_id, keys, actor.language)


async def contributions_by_ledger_id(actor: Actor, ledger_ids: list[UUID]) -> Mapping[UUID, Contributions]:
    """What people did so far, of people that the actor was shown."""
    return await queries.contribution_summary(actor.account_id, ledger_ids)


async def concerns_by_activity(actor: Actor, keys: list[ActivityKey]) -> Mapping[ActivityKey, list[RaisedConcern]]:
    """What is unusual about activities that the actor was shown."""
    return await queries.raised_concerns(actor.account_id, keys)


async def verdict_by_activity(actor: Actor, keys: list[ActivityKey]) -> Mapping[ActivityKey, LatestVerdict]:
    """What was said last of activities that the actor was shown."""
    return await queries.latest_verdicts(actor.account_id, keys)
