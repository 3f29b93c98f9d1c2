"""
How good the learned chances are, judged by outcomes that the models had not seen.

"Active again next week" on the real stream (GROUNDSWELL_DATA, else a folder given, else the seeded stand-in, which it says),
by people whom the model did not know and, fitted on the first two thirds of the weeks, by the last third. A yes and showing
up on the demo campaign, which is made up: loaded into servers of its own in a temporary folder, and learned by the jobs
that learn every night. Prints one JSON object.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from bench.replay import servers
from models.kernel import outbox, redis_connection
from models.kernel.tables import Account
from models.matching.chances import Cells, ChanceKind, ChanceModel, Learned, add_outcomes, learn
from models.matching.chances.calibration import Reliability, judge
from models.matching.chances.levels import LEVELS
from models.matching.chances.weeks import weekly_outcomes
from models.matching.tables import StoredChanceModel
from server.database import close_database, open_database
from server.demo import load_demo
from server.migrate import create_schema
from server.replay.stream import read_stream
from server.settings import settings
from workers.looking import look

NAME = "stream_travel_stackexchange"
SEEDED = Path(__file__).parents[1] / "tests" / "data" / NAME
Days = dict[int, dict[date, int]]
"""Of each person, how often they were active on which day."""


def again(folder: Path, *, made_up: bool) -> dict[str, Any]:
    """Active again next week, on a stream."""
    days, began = _days(folder), time.perf_counter()
    last = max(day for own in days.values() for day in own)
    learned = learn(ChanceKind.AGAIN, _weeks(days, last))
    seconds = time.perf_counter() - began
    first = min(day for own in days.values() for day in own)
    turn = first + (last - first) * 2 // 3
    before = _weeks(days, turn)
    after = _without(_weeks(days, last), before)
    later = _judge_later(learn(ChanceKind.AGAIN, before).model, after)
    return {
        **_report(learned),
        "people": len(days),
        "seconds": round(seconds, 2),
        "made_up": made_up,
        "forward_in_time": {
            "outcomes": later.outcomes,
            "ece": round(later.error, 4),
            "ece_by_tenths": round(later.error_by_tenths, 4),
            "brier": round(later.brier, 4),
        },
    }


def _days(folder: Path) -> Days:
    days: Days = defaultdict(lambda: defaultdict(int))
    for action in read_stream(folder).actions:
        days[action.person][action.at.date()] += 1
    return days


def _weeks(days: Days, until: date) -> Cells:
    cells: Cells = {}
    for person, own in days.items():
        add_outcomes(cells, weekly_outcomes(str(person), own, until))
    return cells


def _without(cells: Cells, others: Cells) -> Cells:
    """What is counted in the first and not in the second, of which it holds all."""
    less = {cell: tuple(map(int.__sub__, counts, others.get(cell, (0, 0)))) for cell, counts in cells.items()}
    return {cell: (trials, successes) for cell, (trials, successes) in less.items() if trials}


def _judge_later(model: ChanceModel, cells: Cells) -> Reliability:
    """How good a model is at what came after it was fitted."""
    names, ordered = LEVELS[model.kind], sorted(cells)
    levels = {
        feature: np.array([names[feature].index(cell.levels[place]) for cell in ordered])
        for place, feature in enumerate(names)
    }
    good, bad = np.array([cell.good for cell in ordered]), np.array([cell.bad for cell in ordered])
    trials, successes = np.array([cells[cell] for cell in ordered]).T
    return judge(model.chances(levels, 0.0, good, bad), trials, successes)


def _report(learned: Learned) -> dict[str, Any]:
    report, used = learned.report, learned.report.learned
    return {
        "verdict": report.verdict.value,
        "held_out": used.outcomes,
        "ece": round(used.error, 4),
        "ece_by_tenths": round(used.error_by_tenths, 4),
        "brier": round(used.brier, 4),
        "shrunken_base_rate_brier": round(report.shrunken.brier, 4),
        "base_rate_brier": round(report.base_brier, 4),
    }


async def asked(postgres_url: str, redis_url: str) -> dict[str, Any]:
    """A yes and showing up, on the demo campaign, learned as every night."""
    await create_schema(postgres_url)
    await open_database(postgres_url, patient=True)
    redis_connection.connect(redis_url)
    try:
        began = time.perf_counter()
        await load_demo(lambda *_: None)
        loading = time.perf_counter() - began
        began = time.perf_counter()
        for name in ("chances.fit", "chances.count", "chances.finish"):
            await look(name)
        learning = time.perf_counter() - began
        account = await Account.get(slug=settings().account)
        stored = await StoredChanceModel.filter(account_id=account.id).order_by("kind")
        assert not {"chances.fit", "chances.count", "chances.finish"} & await outbox.due_names()
    finally:
        await redis_connection.close()
        await close_database()
    found = {row.kind.value: _stored(row) for row in stored}
    return {**found, "loading_seconds": round(loading, 1), "learning_seconds": round(learning, 2)}


def _stored(row: StoredChanceModel) -> dict[str, Any]:
    return {
        "verdict": row.verdict.value,
        "held_out": row.outcomes,
        "ece": round(row.error, 4),
        "brier": round(row.brier, 4),
        "base_rate_brier": round(row.base_brier, 4),
        "made_up": row.made_up,
        "bins": row.bins,
    }


def main() -> None:
    """Read the arguments, run once, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="folder of the stream")
    parser.add_argument("--json", action="store_true", help="print JSON on one line, for machines")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    folder, made_up = (chosen.folder, False) if chosen.folder else _stream()
    result: dict[str, Any] = {"stream": again(folder, made_up=made_up)}
    with servers() as (postgres_url, redis_url):
        result["demo"] = asyncio.run(asked(postgres_url, redis_url))
    result |= {"cores": os.cpu_count(), "load": round(load, 2)}
    json.dump(result, sys.stdout, indent=None if chosen.json else 2)
    print()


def _stream() -> tuple[Path, bool]:
    """The real stream where the data sets lie, else the seeded one of the tests; and whether it is made up."""
    real = Path(os.environ.get("GROUNDSWELL_DATA") or "nowhere") / NAME
    return (real, False) if real.is_dir() else (SEEDED, True)


if __name__ == "__main__":
    main()
