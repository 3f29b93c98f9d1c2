"""Reads of the boards."""

from models.leaderboards.queries.board import Board, BoardRow, board
from models.leaderboards.queries.standings_around import standings_around

__all__ = ["Board", "BoardRow", "board", "standings_around"]
