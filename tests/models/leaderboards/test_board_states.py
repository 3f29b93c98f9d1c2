"""Why nobody stands on a board: points are being counted, there are none, or nobody who has some may be shown."""

import pytest

from models.kernel import clock, ids
from models.kernel.actor import stranger, system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import compute_standings
from models.leaderboards.queries import (
    BoardState,
    board,
    region_standings,
    state_of_board,
    state_of_standings,
)
from models.leaderboards.tables import BoardKind, Window
from tests.factories import make_person
from tests.models.leaderboards.stage import NEW_YORK, Made, record, settle
from tests.models.leaderboards.test_queries import NOON, TODAY, bring_about, make_public, make_team


async def state(account: Account, kind: BoardKind = BoardKind.REGION, **options: object) -> BoardState:
    actor = stranger(account.id)
    with clock.freeze(NOON):
        return await state_of_board(actor, await board(actor, kind=kind, window=Window.WEEK, **options))


async def standings_state(account: Account) -> BoardState:
    actor = stranger(account.id)
    with clock.freeze(NOON):
        return await state_of_standings(actor, await region_standings(actor, window=Window.WEEK))


async def score(account: Account, people: int) -> None:
    await record(account, [Made(ids.new_id(), 1000, TODAY) for _ in range(people)])


async def test_nobody_has_points_yet(geography: object, committed_account: Account) -> None:
    await settle()
    await record(committed_account, [Made(ids.new_id(), 1000, TODAY.replace(day=8))])
    await settle()
    assert [await state(committed_account, kind) for kind in BoardKind] == [BoardState.NOTHING_YET] * 3
    assert await standings_state(committed_account) is BoardState.NOTHING_YET


async def test_what_was_just_logged_is_being_counted(geography: object, committed_account: Account) -> None:
    await settle()
    await score(committed_account, 1)
    assert [await state(committed_account, kind) for kind in BoardKind] == [BoardState.CATCHING_UP] * 3
    assert await standings_state(committed_account) is BoardState.CATCHING_UP


async def test_nobody_who_has_points_may_be_shown(geography: object, committed_account: Account) -> None:
    account = committed_account
    pair = await make_team(account, "Pair", 2)
    ada = await make_person(account, team_id=pair.id)
    await record(account, [Made(ada.ledger_id, 1000, TODAY, ada.region_id, pair.id)])
    await settle()
    assert [await state(account, kind) for kind in BoardKind] == [BoardState.NOBODY_SHOWN] * 3
    assert await standings_state(account) is BoardState.NOBODY_SHOWN


async def test_whether_somebody_of_a_region_has_points_is_not_told(
    geography: object, committed_account: Account
) -> None:
    """The same is said of one in which nobody has any."""
    await score(committed_account, 1)
    await settle()
    for region in (NEW_YORK, ids.id_for("region:US-CA")):
        assert await state(committed_account, BoardKind.PERSON, region_id=region) is BoardState.NOBODY_SHOWN


async def test_somebody_stands_there(geography: object, committed_account: Account) -> None:
    account = committed_account
    ada = await make_public(account, "Ada")
    await record(account, [Made(ada.ledger_id, 1000, TODAY, ada.region_id)])
    await score(account, 4)
    await settle()
    assert await state(account, BoardKind.PERSON) is BoardState.SHOWN
    assert await state(account) is BoardState.SHOWN
    assert await standings_state(account) is BoardState.CATCHING_UP
    with clock.freeze(NOON):
        await compute_standings(system_actor(account.id), on=TODAY)
    assert await standings_state(account) is BoardState.SHOWN


@pytest.mark.parametrize("kind", BoardKind)
async def test_without_redis_it_is_being_counted(
    geography: object, committed_account: Account, kind: BoardKind
) -> None:
    await bring_about("from postgres")
    assert await state(committed_account, kind) is BoardState.CATCHING_UP
