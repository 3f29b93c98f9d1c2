"""Totals are grouped by board, also where one board has a parent region and the next has none."""

from datetime import date
from uuid import UUID

from models.leaderboards.names import BoardName
from models.leaderboards.tables import BoardKind, Window
from models.leaderboards.totals.read import TotalRow, lines_of

MONDAY = date(2026, 11, 16)
COUNTRIES = BoardName(BoardKind.REGION, Window.WEEK, MONDAY)
STATES = BoardName(BoardKind.REGION, Window.WEEK, MONDAY, UUID(int=1))


def test_countries_and_states_are_boards_of_their_own() -> None:
    member = UUID(int=2)
    rows = [TotalRow(board, member, points, 1) for board, points in [(STATES, 5), (COUNTRIES, 7), (STATES, 6)]]
    lines = {line.board: line.members for line in lines_of(rows)}
    assert lines == {COUNTRIES: f"{member.hex} 7 1", STATES: f"{member.hex} 5 1 {member.hex} 6 1"}
