"""How chances are learned at night: in pages, once, whatever is killed."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from models.kernel import clock, outbox, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account, OutboxRow
from models.matching.actions import fit_chances
from models.matching.chances import ChanceKind, ChanceVerdict
from models.matching.tables import ChanceFit, ChancePage, StoredChanceModel
from models.tasks.tables import AssignmentState
from tests.factories import make_account, make_assignment, make_person, make_shift, make_task
from workers.jobs import JOBS
from workers.jobs.chances import fit_nightly
from workers.looking import look
from workers.schedule import SCHEDULE


async def _people_who_came(account: Account, people: int, came: int) -> None:
    shift = await make_shift(await make_task(account), starts_at=clock.now() - timedelta(days=2), capacity=people)
    for number in range(people):
        state = AssignmentState.ATTENDED if number < came else AssignmentState.NO_SHOW
        person = await make_person(account)
        await make_assignment(shift, person, state=state, queued_at=clock.now() - timedelta(days=4))


async def _enqueue(account: Account, kind: ChanceKind) -> None:
    async with work.unit_of_work(system_actor(account.id)):
        await outbox.enqueue("chances.fit", account_id=account.id, kind=kind.value)


async def _claimed(name: str) -> list[dict[str, Any]]:
    return await outbox.claim(name, 100)


async def test_every_night_each_account_learns_each_chance(committed_account: Account) -> None:
    await _people_who_came(committed_account, people=3, came=2)
    line = next(line for line in SCHEDULE if line.name == "chances.nightly")
    assert line.run is fit_nightly
    await line.run()
    for name, jobs in (("chances.fit", 3), ("chances.count", 3), ("chances.finish", 3)):
        assert await look(name) == jobs
    models = {row.kind: row for row in await StoredChanceModel.filter(account_id=committed_account.id)}
    assert set(models) == set(ChanceKind)
    show = models[ChanceKind.SHOW]
    assert (show.version, show.outcomes, show.verdict, show.made_up) == (1, 3, ChanceVerdict.TOO_FEW, False)
    assert show.coefficients["mean"] == (2 + 4) / (3 + 5)
    assert await OutboxRow.all().count() == 0


async def test_pages_add_up_whatever_their_number(account: Account) -> None:
    await _people_who_came(account, people=7, came=5)
    found = []
    for size in (2, 100):
        with patch.object(fit_chances, "PAGE", size):
            await _enqueue(account, ChanceKind.SHOW)
            await JOBS["chances.fit"](await _claimed("chances.fit"))
        counts = await _claimed("chances.count")
        await JOBS["chances.count"](counts)
        finishing = await _claimed("chances.finish")
        await JOBS["chances.finish"](finishing)
        found.append((len(counts), len(finishing)))
    assert found == [(4, 1), (1, 1)]
    first, second = await StoredChanceModel.filter(account_id=account.id).order_by("version")
    assert (first.version, second.version) == (1, 2)
    assert (first.coefficients, first.bins, first.outcomes) == (second.coefficients, second.bins, 7)


async def test_every_step_may_be_done_twice(account: Account) -> None:
    await _people_who_came(account, people=4, came=2)
    await _enqueue(account, ChanceKind.SHOW)
    with patch.object(fit_chances, "PAGE", 3):
        fits = await _claimed("chances.fit")
        for _ in range(2):
            await JOBS["chances.fit"](fits)
    assert await ChanceFit.filter(account_id=account.id).count() == 1
    counts = await _claimed("chances.count")
    assert len(counts) == 2
    for half in ([counts[0]], [counts[0]], counts, counts):
        await JOBS["chances.count"](half)
    assert await ChancePage.filter(account_id=account.id).count() == 2
    finishing = await _claimed("chances.finish")
    assert len(finishing) == 1
    for _ in range(2):
        await JOBS["chances.finish"](finishing)
        await JOBS["chances.count"](counts)
        await JOBS["chances.fit"](fits)
    assert [row.outcomes for row in await StoredChanceModel.filter(account_id=account.id)] == [4]
    assert await ChanceFit.filter(account_id=account.id).count() == 0
    assert await ChancePage.filter(account_id=account.id).count() == 0


async def test_a_newer_fit_replaces_one_that_was_left_half_done(account: Account) -> None:
    await _people_who_came(account, people=4, came=2)
    await _enqueue(account, ChanceKind.SHOW)
    with patch.object(fit_chances, "PAGE", 3):
        await JOBS["chances.fit"](await _claimed("chances.fit"))
    half_done, late = await _claimed("chances.count")
    await JOBS["chances.count"]([half_done])
    await _enqueue(account, ChanceKind.SHOW)
    await JOBS["chances.fit"](await _claimed("chances.fit"))
    await JOBS["chances.count"]([late, *await _claimed("chances.count")])
    await JOBS["chances.finish"](await _claimed("chances.finish"))
    assert [(row.version, row.outcomes) for row in await StoredChanceModel.all()] == [(1, 4)]


async def test_an_account_without_people_learns_nothing(db: None) -> None:
    account = await make_account()
    await _enqueue(account, ChanceKind.AGAIN)
    await JOBS["chances.fit"](await _claimed("chances.fit"))
    assert await ChanceFit.all().count() == 0
    assert await _claimed("chances.count") == []
