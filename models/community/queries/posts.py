"""What a team's members say to each other."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from tortoise.expressions import F

from models.community.tables import Post
from models.community.visibility import visible_posts
from models.kernel import paging
from models.kernel.actor import Actor
from models.people.queries import person_by_ids
from models.people.rules.names import name_and_initial

MOST_REPLIES = 50


async def posts_page(actor: Actor, *, first: int | None = None, after: str | None = None) -> paging.Page[Post]:
    """The first posts of the talks of the actor's team, the newest talk first. Raises Invalid."""
    count = paging.ensure_first(first)
    posts = visible_posts(actor).filter(thread_id=F("id"))
    if after is not None:
        posts = posts.filter(id__lt=paging.decode_cursor(after, UUID)[0])
    rows = await posts.order_by("-id").limit(count + 1)
    return paging.page_of(rows, count, [paging.encode_cursor(row.id) for row in rows])


async def replies_by_thread(actor: Actor, thread_ids: Collection[UUID]) -> Mapping[UUID, list[Post]]:
    """The replies in talks that the actor may read, oldest first, at most 50 of each."""
    rows = await visible_posts(actor).filter(thread_id__in=list(thread_ids)).exclude(id=F("thread_id")).order_by("id")
    found: dict[UUID, list[Post]] = defaultdict(list)
    for row in rows:
        if len(found[row.thread_id]) < MOST_REPLIES:
            found[row.thread_id].append(row)
    return found


async def author_names(actor: Actor, post_ids: Collection[UUID]) -> dict[UUID, str]:
    """Who wrote those of the posts that the actor may read, by post: first name and initial."""
    posts = await posts_by_ids(actor, post_ids)
    people = await person_by_ids(actor.account_id, {post.person_id for post in posts.values()})
    names = {person.id: name_and_initial(person.first_name, person.last_name) for person in people.values()}
    return {post.id: names[post.person_id] for post in posts.values() if post.person_id in names}


async def posts_by_ids(actor: Actor, post_ids: Collection[UUID]) -> dict[UUID, Post]:
    """Those of the posts that the actor may read."""
    return {row.id: row for row in await visible_posts(actor).filter(id__in=list(post_ids))}
