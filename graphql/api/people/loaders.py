"""Loaders of people and what belongs to them. Each starts from what the actor may see."""

from collections.abc import Mapping
from uuid import UUID

from models.kernel.actor import Actor
from models.people import queries, tables


async def person_by_id(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, tables.Person]:
    """People whom the actor sees."""
    return await queries.visible_people(actor, person_ids)


async def skills_by_person(actor: Actor, person_ids: list[UUID]) -> Mapping[UUID, list[tables.PersonSkill]]:
    """The skills of people, who are seen already."""
    return await queries.skills_by_person(actor.account_id, person_ids)


async def team_by_id(actor: Actor, team_ids: list[UUID]) -> Mapping[UUID, tables.Team]:
    """Teams, for whoever is signed in."""
    return await queries.visible_teams(actor, team_ids)


async def membership_by_id(actor: Actor, membership_ids: list[UUID]) -> Mapping[UUID, tables.Membership]:
    """The actor's own memberships, and those where they read people."""
    return await queries.visible_memberships(actor, membership_ids)


async def node_by_id(actor: Actor, node_ids: list[UUID]) -> Mapping[UUID, tables.OrganizationNode]:
    """Parts of the organization, for whoever is signed in."""
    return await queries.visible_nodes(actor, node_ids)


async def session_by_id(actor: Actor, session_ids: list[UUID]) -> Mapping[UUID, tables.Session]:
    """The actor's own live sessions and tokens."""
    return await queries.visible_sessions(actor, session_ids)


async def push_subscription_by_id(actor: Actor, subscription_ids: list[UUID]) -> Mapping[UUID, tables.PushSubscription]:
    """The actor's own browsers that take notifications."""
    return await queries.visible_push_subscriptions(actor, subscription_ids)
