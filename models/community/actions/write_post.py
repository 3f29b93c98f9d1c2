"""Members talk to their team, and take back what they said."""

from datetime import timedelta
from uuid import UUID

from models.community.policy import may_remove, team_of
from models.community.rules.texts import LONGEST_POST, clean_text
from models.community.tables import Post, PostReport
from models.community.visibility import visible_posts
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid, NotAllowed, NotFound
from models.people.policy import ensure_in_person
from models.people.tables import Person

MOST_AN_HOUR = 30


async def write_post(actor: Actor, *, text: str, reply_to: UUID | None = None) -> Post:
    """
    Say something to one's team, or answer in a talk of it: an answer to an answer joins the same talk.

    Raises Invalid (nothing written, too long, too much in an hour), NotFound (no team, no such post), SignInRequired.
    """
    team = await team_of(actor)
    text = clean_text(text, field="text", longest=LONGEST_POST)
    async with work.unit_of_work(actor):
        mine = {"account_id": actor.account_id, "id": ensure_in_person(actor)}
        person = await Person.filter(**mine).select_for_update(no_key=True).get()
        await _ensure_not_too_much(person)
        post_id = ids.new_id()
        return await Post.create(
            id=post_id,
            account_id=actor.account_id,
            team_id=team.id,
            person_id=person.id,
            thread_id=post_id if reply_to is None else (await _post(actor, reply_to)).thread_id,
            text=text,
            created_at=clock.now(),
        )


async def remove_post(actor: Actor, *, post_id: UUID) -> UUID:
    """
    Delete one's own post, or one of the team one leads; what was answered to it stays. Returns its id.

    Raises NotFound, NotAllowed, SignInRequired.
    """
    ensure_in_person(actor)
    async with work.unit_of_work(actor):
        post = await _post(actor, post_id)
        if not may_remove(actor, post):
            raise NotAllowed("You can remove what you wrote yourself. Report what should not stand here.")
        await PostReport.filter(account_id=actor.account_id, post_id=post.id).delete()
        await Post.filter(account_id=actor.account_id, id=post.id).delete()
        await audit.record(actor, "post.remove", "post", post.id)
    return post.id


async def _post(actor: Actor, post_id: UUID) -> Post:
    post = await visible_posts(actor).select_for_update().get_or_none(id=post_id)
    if post is None:
        raise NotFound("This post")
    return post


async def _ensure_not_too_much(person: Person) -> None:
    since = clock.now() - timedelta(hours=1)
    mine = Post.filter(account_id=person.account_id, person_id=person.id, created_at__gt=since)
    if await mine.count() >= MOST_AN_HOUR:
        raise Invalid("That was a lot in one hour. Please go on a little later.", field="text")
