"""News reach everybody who lives in the region, and nobody else."""

import pytest

from models.community.actions import publish_news, withdraw_news
from models.community.queries import news_page
from models.community.tables import News
from models.kernel import ids
from models.kernel.actor import Actor, stranger
from models.kernel.errors import Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from tests.factories import actor_for, make_organizer, make_person, make_region

NEW_YORK, TEXAS = "US-NY", "US-TX"


async def titles(actor: Actor) -> list[str]:
    return [news.title for news in (await news_page(actor)).rows]


async def test_news_go_down_the_tree(account: Account) -> None:
    country, state, county = [await make_region(code) for code in ("US", NEW_YORK, "US-NY-061")]
    organizer = await make_organizer(account, "US/")
    for region in (country, state, county):
        await publish_news(organizer, region_id=region.id, title=f"For {region.code}", text="Hello\n\nthere")
    here = actor_for(await make_person(account))
    upstate = actor_for(await make_person(account, region_path="US/NY/001/"))
    elsewhere = actor_for(await make_person(account, region_path="US/TX/201/"))
    assert await titles(here) == ["For US-NY-061", "For US-NY", "For US"]
    assert await titles(upstate) == ["For US-NY", "For US"]
    assert await titles(elsewhere) == ["For US"]
    assert await titles(stranger(account.id)) == []
    assert await titles(organizer) == ["For US-NY-061", "For US-NY", "For US"]


async def test_withdrawn_news_are_gone(account: Account) -> None:
    state = await make_region(NEW_YORK)
    organizer = await make_organizer(account, "US/NY/")
    news = await publish_news(organizer, region_id=state.id, title="Wrong", text="Sorry")
    reader = actor_for(await make_person(account))
    with pytest.raises(NotAllowed):
        await withdraw_news(reader, news_id=news.id)
    assert await titles(reader) == ["Wrong"]
    await withdraw_news(organizer, news_id=news.id)
    assert await titles(reader) == []
    with pytest.raises(NotFound):
        await withdraw_news(organizer, news_id=news.id)


async def test_who_may_not_publish_what(account: Account) -> None:
    state = await make_region(TEXAS)
    organizer = await make_organizer(account, "US/NY/")
    volunteer = actor_for(await make_person(account))
    for actor, region_id, title, problem in (
        (organizer, state.id, "Hello", NotAllowed),
        (volunteer, state.id, "Hello", NotAllowed),
        (stranger(account.id), state.id, "Hello", SignInRequired),
        (await make_organizer(account), ids.new_id(), "Hello", NotFound),
        (await make_organizer(account), state.id, " ", Invalid),
    ):
        with pytest.raises(problem):
            await publish_news(actor, region_id=region_id, title=title, text="Text")
    assert not await News.exists(account_id=account.id)
