"""Why nobody stands on a board: points are being counted, there are none, or nobody who has some may be shown."""

from datetime import date
from enum import StrEnum

from models.kernel import outbox, work
from models.kernel.actor import Actor
from models.leaderboards.queries.board import Board, region_rows
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.queries.region_standings import RegionStandings
from models.leaderboards.tables import BoardKind, Window

COUNTING = ("activity.recorded", "boards.push", "boards.rebuild")
"""The jobs that bring points onto boards: each waits from the moment on in which its points are written."""

# Anybody's in the campaign: whether somebody of one small region has points is nobody's business.
_HAS_POINTS = """
    SELECT EXISTS (SELECT FROM totals WHERE account_id = $1 AND kind = 'person' AND window_kind = $2 AND window_start = $3
                   AND points > 0)
"""


class BoardState(StrEnum):
    """What somebody sees who looks at a board."""

    SHOWN = "shown"
    CATCHING_UP = "catching_up"
    NOTHING_YET = "nothing_yet"
    NOBODY_SHOWN = "nobody_shown"


async def state_of_board(actor: Actor, board: Board) -> BoardState:
    """Why a board is empty, if it is."""
    if board.rows:
        return BoardState.SHOWN
    if board.catching_up:
        return BoardState.CATCHING_UP
    return await _state_of_nothing(actor, board.window, board.starts_on)


async def state_of_standings(actor: Actor, found: RegionStandings) -> BoardState:
    """Why fair standings are empty, if they are: regions that may be shown already wait to be compared."""
    if found.lines:
        return BoardState.SHOWN
    region_id = found.region.id if found.region else None
    frame = await frame_of(
        actor.account_id, kind=BoardKind.REGION, window=found.window, on=found.starts_on, region_id=region_id
    )
    rows, catching_up = await region_rows(actor, frame)
    if catching_up or (rows and not found.computed_at):
        return BoardState.CATCHING_UP
    return await _state_of_nothing(actor, found.window, found.starts_on)


async def _state_of_nothing(actor: Actor, window: Window, starts_on: date) -> BoardState:
    if await outbox.is_waiting(actor.account_id, COUNTING):
        return BoardState.CATCHING_UP
    has_points = await work.fetch_value(_HAS_POINTS, actor.account_id, window.value, starts_on)
    return BoardState.NOBODY_SHOWN if has_points else BoardState.NOTHING_YET
