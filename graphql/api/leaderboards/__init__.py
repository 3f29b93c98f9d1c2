"""Boards, standings, and their changes."""
