"""Badges and streaks."""
