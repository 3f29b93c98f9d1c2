"""Members of a team talk; what should not stand is reported and decided about."""

from uuid import UUID

import pytest

from models.community.actions import decide_report, remove_post, report_post, write_post
from models.community.actions.write_post import MOST_AN_HOUR
from models.community.queries import author_names, posts_page, replies_by_thread, reported_posts
from models.community.tables import Post, PostReport, ReportReason
from models.kernel import clock, ids
from models.kernel.actor import Actor, Role, Scope, stranger
from models.kernel.errors import DomainError, Invalid, NotAllowed, NotFound, SignInRequired
from models.kernel.tables import Account
from models.people.actions import erase_person
from tests.factories import actor_for, make_organizer, make_person
from tests.models.community.stage import make_member, make_team


async def texts(actor: Actor) -> dict[str, list[str]]:
    """The talks that somebody sees: first post, and the answers."""
    page = await posts_page(actor)
    replies = await replies_by_thread(actor, [post.id for post in page.rows])
    return {post.text: [reply.text for reply in replies.get(post.id, [])] for post in page.rows}


async def test_a_talk_is_seen_by_the_team_alone(account: Account) -> None:
    team = await make_team(account)
    ada, bo = await make_member(team, last_name="Lovelace"), await make_member(team)
    stranger_there = actor_for(await make_person(account))
    elsewhere = await make_member(await make_team(account, name="Swallows"))
    first = await write_post(ada, text="Who brings soup?")
    answer = await write_post(bo, text="I do.", reply_to=first.id)
    await write_post(ada, text="Thank you!", reply_to=answer.id)
    await write_post(bo, text="Saturday, then.")
    assert await texts(bo) == {"Saturday, then.": [], "Who brings soup?": ["I do.", "Thank you!"]}
    assert await author_names(bo, [first.id]) == {first.id: "Ada L."}
    for outsider in (stranger_there, elsewhere, stranger(account.id), await make_organizer(account)):
        assert await texts(outsider) == {}
        assert await author_names(outsider, [first.id]) == {}
    with pytest.raises(NotFound):
        await write_post(elsewhere, text="Me too", reply_to=first.id)
    assert await Post.filter(account_id=account.id).count() == 4


async def test_talks_come_in_pages(account: Account) -> None:
    ada = await make_member(await make_team(account))
    for number in range(3):
        await write_post(ada, text=f"{number}")
    page = await posts_page(ada, first=2)
    assert [post.text for post in page.rows] == ["2", "1"]
    assert page.has_next
    rest = await posts_page(ada, first=2, after=page.cursors[-1])
    assert ([post.text for post in rest.rows], rest.has_next) == (["0"], False)


async def test_nobody_talks_without_end(account: Account) -> None:
    ada = await make_member(await make_team(account))
    for number in range(MOST_AN_HOUR):
        await write_post(ada, text=f"{number}")
    with pytest.raises(Invalid):
        await write_post(ada, text="one more")
    assert await Post.filter(account_id=account.id).count() == MOST_AN_HOUR


@pytest.mark.parametrize("problem", [SignInRequired, NotFound, Invalid])
async def test_who_and_what_is_refused(account: Account, problem: type[DomainError]) -> None:
    team = await make_team(account)
    member, alone = await make_member(team), actor_for(await make_person(account))
    actor = {SignInRequired: stranger(account.id), NotFound: alone, Invalid: member}[problem]
    with pytest.raises(problem):
        await write_post(actor, text="" if problem is Invalid else "Hello")
    assert not await Post.exists(account_id=account.id)


async def test_authors_and_leaders_remove(account: Account) -> None:
    team = await make_team(account)
    ada, bo = await make_member(team), await make_member(team)
    leader = Actor(account.id, bo.person_id, bo.ledger_id, (Scope(Role.TEAM_LEADER, "US/NY/061/", team.id),))
    first, second = await write_post(ada, text="one"), await write_post(ada, text="two")
    answer = await write_post(bo, text="answer", reply_to=first.id)
    with pytest.raises(NotAllowed):
        await remove_post(bo, post_id=second.id)
    await remove_post(ada, post_id=first.id)
    await remove_post(leader, post_id=second.id)
    assert [post.id for post in await Post.filter(account_id=account.id)] == [answer.id]
    with pytest.raises(NotFound):
        await remove_post(ada, post_id=first.id)


async def reported(account: Account) -> tuple[Post, Actor, Actor]:
    """A post that was reported twice: it, its author, and one who reported it."""
    team = await make_team(account)
    ada, bo, cy = [await make_member(team) for _ in range(3)]
    post = await write_post(ada, text="Idiots.")
    await report_post(bo, post_id=post.id, reason=ReportReason.HURTFUL)
    await report_post(bo, post_id=post.id, reason=ReportReason.OTHER)
    await report_post(cy, post_id=post.id, reason=ReportReason.HURTFUL)
    return post, ada, bo


@pytest.mark.parametrize("hide", [True, False])
async def test_an_organizer_decides_once_about_all_reports(account: Account, hide: bool) -> None:
    post, _, bo = await reported(account)
    organizer = await make_organizer(account, "US/NY/")
    (shown,) = await reported_posts(organizer)
    assert (shown.text, shown.reasons, shown.number) == ("Idiots.", (ReportReason.HURTFUL,), 2)
    await decide_report(organizer, post_id=post.id, hide=hide)
    assert await texts(bo) == ({} if hide else {"Idiots.": []})
    assert await reported_posts(organizer) == []
    assert await PostReport.filter(account_id=account.id, upheld=hide).count() == 2
    with pytest.raises(NotFound):
        await decide_report(organizer, post_id=post.id, hide=not hide)


async def test_only_organizers_of_the_region_decide_and_not_about_themselves(account: Account) -> None:
    post, ada, bo = await reported(account)
    elsewhere = await make_organizer(account, "US/TX/")
    assert await reported_posts(elsewhere) == []
    herself = Actor(account.id, ada.person_id, ada.ledger_id, (Scope(Role.ORGANIZER, "US/"),))
    (shown,) = await reported_posts(herself)
    assert shown.is_mine
    for actor, problem in ((elsewhere, NotFound), (herself, NotAllowed), (bo, NotAllowed)):
        with pytest.raises(problem):
            await decide_report(actor, post_id=post.id, hide=True)
    assert not await PostReport.exists(account_id=account.id, decided_at__isnull=False)
    assert (await Post.get(id=post.id)).hidden_at is None


async def test_reports_need_somebody_elses_visible_post(account: Account) -> None:
    team = await make_team(account)
    ada = await make_member(team)
    post = await write_post(ada, text="Mine")
    elsewhere = await make_member(await make_team(account, name="Swallows"))
    cases: list[tuple[Actor, UUID, type[DomainError]]] = [
        (ada, post.id, Invalid),
        (elsewhere, post.id, NotFound),
        (ada, ids.new_id(), NotFound),
    ]
    for actor, post_id, problem in cases:
        with pytest.raises(problem):
            await report_post(actor, post_id=post_id, reason=ReportReason.OTHER)
    assert not await PostReport.exists(account_id=account.id)


async def test_whoever_is_erased_leaves_no_word(account: Account) -> None:
    post, ada, bo = await reported(account)
    await write_post(bo, text="Please be kind.", reply_to=post.id)
    bo_post = await write_post(bo, text="A new day")
    await report_post(ada, post_id=bo_post.id, reason=ReportReason.OTHER)
    admin = await make_organizer(account, role=Role.ADMIN, greeted_at=clock.now())
    assert ada.person_id is not None
    certificate = await erase_person(admin, person_id=ada.person_id)
    assert (certificate.counts["posts"], certificate.counts["post_reports"]) == (1, 2)
    assert sorted(each.text for each in await Post.filter(account_id=account.id)) == ["A new day", "Please be kind."]
    (left,) = await PostReport.filter(account_id=account.id)
    assert (left.post_id, left.reported_by) == (bo_post.id, None)
