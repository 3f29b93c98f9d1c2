"""News of the campaign for where one lives."""

from collections.abc import Collection
from uuid import UUID

from models.community.tables import News
from models.community.visibility import visible_news
from models.kernel import paging
from models.kernel.actor import Actor


async def news_page(actor: Actor, *, first: int | None = None, after: str | None = None) -> paging.Page[News]:
    """News that the actor sees, the newest first. Raises Invalid."""
    count = paging.ensure_first(first)
    news = await visible_news(actor)
    if after is not None:
        news = news.filter(id__lt=paging.decode_cursor(after, UUID)[0])
    rows = await news.order_by("-id").limit(count + 1)
    return paging.page_of(rows, count, [paging.encode_cursor(row.id) for row in rows])


async def news_by_ids(actor: Actor, news_ids: Collection[UUID]) -> dict[UUID, News]:
    """Those of the news that the actor sees."""
    news = await visible_news(actor)
    return {row.id: row for row in await news.filter(id__in=list(news_ids))}
