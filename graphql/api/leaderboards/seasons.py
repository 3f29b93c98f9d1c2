"""Seasons and their leagues."""

from datetime import date

import strawberry

from api.costs import costs
from api.leaderboards.standings import RegionLine, show_line
from models.leaderboards import queries


@strawberry.type(description="A stretch of time that is won once.")
class Season:
    """Shows a `SeasonSpan` of the domain."""

    name: str = strawberry.field(description="What it is called.")
    starts_on: date = strawberry.field(description="The first day; `date` of other queries takes it.")
    ends_on: date = strawberry.field(description="The last day.")
    is_over: bool = strawberry.field(description="Whether the last day has passed.")
    is_closed: bool = strawberry.field(
        description="Whether its standings are final, and the best and the last have moved."
    )


@strawberry.type(description="A size league of a season.")
class LeagueTable:
    """Shows a `League` of the domain."""

    number: int = strawberry.field(description="1 is that of the largest regions.")
    lines: list[RegionLine] = strawberry.field(description="Its regions, best first.", metadata=costs(rows=16))


def show_season(found: queries.SeasonSpan) -> Season:
    """A season as clients see it."""
    return Season(
        name=found.name,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        is_over=found.is_over,
        is_closed=found.is_closed,
    )


def show_league(found: queries.League) -> LeagueTable:
    """A league as clients see it."""
    return LeagueTable(number=found.number, lines=[show_line(line) for line in found.lines])
