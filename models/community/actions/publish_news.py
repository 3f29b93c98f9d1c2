"""An organizer tells a region something, and takes it back."""

from uuid import UUID

from models.community.policy import ensure_may_publish
from models.community.rules.texts import LONGEST_NEWS, clean_text, clean_title
from models.community.tables import News
from models.community.visibility import visible_news
from models.kernel import audit, clock, ids, work
from models.kernel.actor import Actor
from models.kernel.errors import NotFound
from models.people.policy import ensure_in_person
from models.regions.tables import Region


async def publish_news(actor: Actor, *, region_id: UUID, title: str, text: str) -> News:
    """Show news to everybody who lives in a region. Raises Invalid, NotFound (the region), NotAllowed, SignInRequired."""
    ensure_in_person(actor)
    region = await Region.get_or_none(id=region_id)
    if region is None:
        raise NotFound("This region")
    written_by = ensure_may_publish(actor, region.path)
    title, text = clean_title(title, field="title"), clean_text(text, field="text", longest=LONGEST_NEWS)
    async with work.unit_of_work(actor):
        news = await News.create(
            id=ids.new_id(),
            account_id=actor.account_id,
            region_id=region.id,
            region_path=region.path,
            title=title,
            text=text,
            written_by=written_by,
            published_at=clock.now(),
        )
        await audit.record(actor, "news.publish", "news", news.id)
    return news


async def withdraw_news(actor: Actor, *, news_id: UUID) -> UUID:
    """Take news back: nobody sees them any more. Raises NotFound, NotAllowed, SignInRequired."""
    ensure_in_person(actor)
    async with work.unit_of_work(actor):
        news = await (await visible_news(actor)).select_for_update().get_or_none(id=news_id)
        if news is None:
            raise NotFound("These news")
        ensure_may_publish(actor, news.region_path)
        await News.filter(account_id=actor.account_id, id=news.id).update(withdrawn_at=clock.now())
        await audit.record(actor, "news.withdraw", "news", news.id)
    return news_id
