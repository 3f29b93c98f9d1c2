"""What became of an appeal so far: from the asks themselves, so that nothing has to be kept up to date."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.asks.rules.foresight import Foresight
from models.asks.rules.small_counts import hide_small
from models.asks.simulation import depth_of_regions, region_at
from models.asks.tables import Appeal, AppealWave
from models.kernel import work
from models.tasks.tables import Task

_TO_BE_CALLED = "(a.status = 'chosen' AND coalesce(a.route, '') IN ('teammate', 'team_leader', 'organizer'))"
_COUNTED = f"""
    SELECT a.{{by}} AS of, count(*) FILTER (WHERE a.status <> 'recalled' AND NOT {_TO_BE_CALLED}) AS asked,
           count(*) FILTER (WHERE {_TO_BE_CALLED}) AS to_be_called,
           count(*) FILTER (WHERE a.status = 'chosen' AND NOT {_TO_BE_CALLED}) AS unsent,
           count(*) FILTER (WHERE a.answer = 'yes') AS yes, count(*) FILTER (WHERE a.answer <> 'yes') AS no,
           count(*) FILTER (WHERE a.status = 'sent') AS silent, count(*) FILTER (WHERE a.status = 'recalled') AS recalled
    FROM asks a WHERE a.account_id = $1 AND a.appeal_id = $2 GROUP BY 1
"""
_PATHS = f"""
    SELECT p.region_path, count(*) AS people FROM asks a JOIN people p ON p.account_id = a.account_id AND p.id = a.person_id
    WHERE a.account_id = $1 AND a.appeal_id = $2 AND a.status <> 'recalled' AND NOT {_TO_BE_CALLED} GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class AskTally:
    """
    People asked; of those not sent yet, yes, no, silent so far; and those who do not count as asked: whom somebody was given
    to call and has not called yet, and those taken back.
    """

    asked: int = 0
    to_be_called: int = 0
    unsent: int = 0
    yes: int = 0
    no: int = 0
    silent: int = 0
    recalled: int = 0


@dataclass(frozen=True, slots=True)
class WaveProgress:
    """A wave, and what became of those whom it asked."""

    wave: AppealWave
    tally: AskTally


async def progress_of(appeal: Appeal) -> AskTally:
    """All waves together."""
    return (await _tallies(appeal, "appeal_id")).get(appeal.id, AskTally())


async def waves_of(appeal: Appeal) -> list[WaveProgress]:
    """Wave by wave, the latest first."""
    waves = await AppealWave.filter(account_id=appeal.account_id, appeal_id=appeal.id).order_by("-number")
    tallies = await _tallies(appeal, "round_id")
    return [WaveProgress(wave, tallies.get(wave.round_id, AskTally())) for wave in waves]


async def progress_by_shift(appeal: Appeal) -> Mapping[UUID, AskTally]:
    """Shift by shift."""
    return await _tallies(appeal, "shift_id")


async def asked_by_region(appeal: Appeal, task: Task, foreseen: Foresight) -> dict[UUID, int | None]:
    """People asked so far in each of the regions that the simulator looked at, few of them hidden."""
    asked: Counter[UUID] = Counter()
    for row in await work.fetch(_PATHS, appeal.account_id, appeal.id):
        asked[region_at(row["region_path"], depth_of_regions(task))] += row["people"]
    return hide_small({each.region_id: asked[each.region_id] for each in foreseen.regions})


async def _tallies(appeal: Appeal, by: str) -> dict[UUID, AskTally]:
    rows: list[Any] = await work.fetch(_COUNTED.format(by=by), appeal.account_id, appeal.id)
    return {row["of"]: AskTally(*(row[name] for name in AskTally.__slots__)) for row in rows}
