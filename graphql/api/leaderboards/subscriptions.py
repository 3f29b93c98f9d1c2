"""Watching boards."""

from collections.abc import AsyncGenerator
from dataclasses import replace

import strawberry

from api import ids
from api.context import Info
from api.leaderboards.types import Board, Kind, Over, Within, show_board
from models.leaderboards import queries
from models.leaderboards.stream import changes
from models.leaderboards.tables import BoardKind


@strawberry.type
class LeaderboardSubscriptions:
    """Belongs to Subscription."""

    @strawberry.subscription(description="A public board now, and whenever it changes.")
    async def standings_changed(
        self, info: Info, kind: Kind, window: Over, region_id: Within = None
    ) -> AsyncGenerator[Board, None]:
        """The board, again and again; the latest state wins."""
        actor = info.context.actor
        region = ids.row_id("Region", region_id) if region_id is not None else None
        board = await queries.board(actor, kind=kind, window=window, region_id=region)
        yield show_board(board)
        shown = board
        parent_id = board.region.id if board.region and kind is BoardKind.REGION else None
        async for _ in changes(actor.account_id, kind, window, parent_id):
            info.context.loaders.forget()
            board = await queries.board(actor, kind=kind, window=window, region_id=region)
            if replace(board, updated_at=shown.updated_at) != shown:
                shown = board
                yield show_board(board)
