"""Streaks and badges: pure functions on plain values."""
