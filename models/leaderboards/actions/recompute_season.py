"""Computes a season anew, from its activities up to its standings, and says what differs from what is stored."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.activity.actions import recompute
from models.kernel import work
from models.kernel.actor import Actor
from models.leaderboards import totals
from models.leaderboards.actions.compute_standings import RANKED_WINDOWS, standings_of_window
from models.leaderboards.queries.points_by_part import version_of_totals
from models.leaderboards.rules import WindowSpan, span_of
from models.leaderboards.rules.fair import RULE_VERSION
from models.leaderboards.tables import RegionStanding, Season, Window

_COMPARED = ("league", "place", "score", "shown", "lowest", "highest", "active", "points")


@dataclass(frozen=True, slots=True)
class SeasonDifference:
    """
    Something stored that is not what it comes to now. `what` is `ledger` (an activity's points), `totals` or `standing`;
    `whose` is an activity's key, a member or a region. `found` and `expected` are None where there is nothing.
    """

    what: str
    window: str
    whose: str
    found: object
    expected: object

    def __str__(self) -> str:
        return f"{self.what} {self.window} {self.whose}: found {self.found}, expected {self.expected}"


async def recompute_season(actor: Actor, *, on: date) -> list[SeasonDifference]:
    """
    Compare all of the season that holds a date: ledger entries with what activities are worth by their formulas, totals
    with the ledger, and standings with the totals. Empty: every number is reproduced exactly. Stores nothing.

    Entries that wait to be folded are left out of totals. Standings of a window whose totals have changed since, or that
    an older rule made, are due to be computed again and are not compared. Raises NotAllowed: system only.
    """
    seasons = await Season.filter(account_id=actor.account_id)
    season = span_of(Window.SEASON, on, seasons)
    found = [
        SeasonDifference("ledger", str(one.local_date), one.client_key, None, one.points)
        for one in await recompute(actor, first=season.starts_on, last=season.ends_on)
    ]
    async with work.unit_of_work(actor):
        for row in await totals.differing_totals(actor.account_id):
            if season.starts_on <= row.window_start <= season.ends_on:
                window = f"{row.kind}:{row.window_kind}:{row.window_start}"
                found.append(SeasonDifference("totals", window, str(row.member_id), row.found, row.expected))
        return found + [one async for one in _standings(actor, season, seasons)]


async def _standings(actor: Actor, season: WindowSpan, seasons: list[Season]) -> AsyncIterator[SeasonDifference]:
    stored = await RegionStanding.filter(
        account_id=actor.account_id,
        window_start__gte=season.starts_on,
        window_start__lte=season.ends_on,
        rule_version=RULE_VERSION,
    )
    for window in RANKED_WINDOWS:
        for start in sorted({row.window_start for row in stored if row.window_kind is window}):
            span = span_of(window, start, seasons)
            version = await version_of_totals(actor.account_id, window, span)
            rows = [row for row in stored if row.window_kind is window and row.window_start == start]
            if all(row.totals_version == version for row in rows):
                for difference in _compare(rows, await standings_of_window(actor, window, span, season)):
                    yield difference


def _compare(stored: list[RegionStanding], anew: list[RegionStanding]) -> list[SeasonDifference]:
    before, after = _by_region(stored), _by_region(anew)
    return [
        SeasonDifference(
            "standing",
            f"{row.window_kind}:{row.window_start}",
            f"{row.region_id} in {row.parent_id}",
            _numbers(before.get(key)),
            _numbers(after.get(key)),
        )
        for key, row in (after | before).items()
        if _numbers(before.get(key)) != _numbers(after.get(key))
    ]


def _by_region(rows: list[RegionStanding]) -> dict[tuple[UUID, UUID], RegionStanding]:
    return {(row.parent_id, row.region_id): row for row in rows}


def _numbers(row: RegionStanding | None) -> tuple[object, ...] | None:
    return None if row is None else tuple(getattr(row, name) for name in _COMPARED)
