"""Loaders of what people in a team say, and of news. Each starts from what the actor may see."""

from collections.abc import Mapping
from uuid import UUID

from models.community import queries, tables
from models.kernel.actor import Actor


async def post_by_id(actor: Actor, post_ids: list[UUID]) -> Mapping[UUID, tables.Post]:
    """Posts of the actor's own team."""
    return await queries.posts_by_ids(actor, post_ids)


async def replies_by_thread(actor: Actor, thread_ids: list[UUID]) -> Mapping[UUID, list[tables.Post]]:
    """The replies in talks of the actor's own team."""
    return await queries.replies_by_thread(actor, thread_ids)


async def author_by_post(actor: Actor, post_ids: list[UUID]) -> Mapping[UUID, str]:
    """The names of those who wrote posts that the actor may read."""
    return await queries.author_names(actor, post_ids)


async def news_by_id(actor: Actor, news_ids: list[UUID]) -> Mapping[UUID, tables.News]:
    """News that the actor sees."""
    return await queries.news_by_ids(actor, news_ids)
