"""Somebody reports a post; an organizer decides."""

from typing import Any
from uuid import UUID

from models.community.policy import may_moderate
from models.community.tables import Post, PostReport, ReportReason
from models.community.visibility import visible_posts
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid, NotAllowed, NotFound
from models.people.policy import ensure_in_person, organized_paths
from models.people.tables import Team


async def report_post(actor: Actor, *, post_id: UUID, reason: ReportReason) -> PostReport:
    """
    Say that a post of one's team should not stand; it stays until an organizer of the region has decided.

    Each member once for each post: again, it changes nothing. Raises NotFound, Invalid (one's own), SignInRequired.
    """
    reporter = ensure_in_person(actor)
    async with work.unit_of_work(actor):
        post = await visible_posts(actor).select_for_update().get_or_none(id=post_id)
        if post is None:
            raise NotFound("This post")
        if post.person_id == reporter:
            raise Invalid("This is your own post: you can remove it.", field="id")
        once: dict[str, Any] = {"account_id": actor.account_id, "post_id": post.id, "reported_by": reporter}
        if (known := await PostReport.get_or_none(**once)) is not None:
            return known
        await audit.record(actor, "post.report", "post", post.id, reason=reason.value)
        return await PostReport.create(
            id=ids.new_id(), person_id=post.person_id, reason=reason, created_at=clock.now(), **once
        )


async def decide_report(actor: Actor, *, post_id: UUID, hide: bool) -> Post:
    """
    Take a reported post out of sight, or let it stand; that settles all that was reported about it until now.

    Organizers of the team's region, but not about what they wrote themselves. Raises NotFound, NotAllowed, SignInRequired.
    """
    organized_paths(actor)
    async with work.unit_of_work(actor):
        post = await Post.filter(account_id=actor.account_id, id=post_id).select_for_update().first()
        reports = PostReport.filter(account_id=actor.account_id, post_id=post_id, decided_at__isnull=True)
        if post is None or not await reports.exists() or not await _moderates(actor, post):
            raise NotFound("This post")
        if post.person_id == actor.person_id:
            raise NotAllowed("Somebody else decides about what you wrote.")
        await reports.update(decided_at=clock.now(), upheld=hide)
        if hide:
            await Post.filter(account_id=actor.account_id, id=post_id).update(hidden_at=clock.now())
        await audit.record(actor, "post.decide", "post", post_id, hide=hide)
        return await Post.get(account_id=actor.account_id, id=post_id)


async def _moderates(actor: Actor, post: Post) -> bool:
    return may_moderate(actor, await Team.get(account_id=post.account_id, id=post.team_id))
