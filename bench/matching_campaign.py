"""The people and tasks of `bench/matching_instances.py` as rows of a campaign, for `bench/matching_jobs.py`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from bench.matching_instances import SKILLS, openings, people
from bench.planning import analyze
from models.activity.tables import ActivityKind
from models.kernel import clock, ids, work
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.rules.availability import DayPart, slot_bit
from models.skills.tables import Skill

ZONE = "America/New_York"
FIRST_HOURS = {DayPart.MORNING: 14, DayPart.AFTERNOON: 18, DayPart.EVENING: 23}
"""By UTC, when a shift begins that falls into that part of a day in New York, in winter and in summer."""
DEGREES_A_REGION = 0.5
KINDS = tuple(ActivityKind)[:12]
_PEOPLE = (
    "id", "account_id", "ledger_id", "kind", "first_name", "last_name", "sort_key", "name_key", "public_name", "language",
    "country", "place", "region_id", "region_path", "latitude", "longitude", "time_zone", "availability", "willing",
    "unwilling", "from_home", "dismissed_questions", "maximum_distance_km", "rank_hidden", "holdout", "calendar_version",
    "source", "created_at", "version",
)  # fmt: skip
_CONSENTS = (
    "id", "account_id", "person_id", "purpose", "channel", "granted", "wording_version", "source", "at",
)  # fmt: skip
_TASKS = (
    "id", "account_id", "kind", "title", "description", "region_id", "region_path", "place", "latitude", "longitude", "remote",
    "time_zone", "skill_ids", "qualification_ids", "urgency", "status", "cancel_reason", "created_at", "updated_at", "version",
)  # fmt: skip
_SHIFTS = (
    "id", "account_id", "task_id", "starts_at", "ends_at", "capacity", "confirmed", "overbook", "expected",
)  # fmt: skip


async def make_campaign(size: int, tasks: int, seed: int) -> UUID:
    """An account with so many volunteers who agreed to take part, and so many tasks with a shift each; its id."""
    random, now = np.random.default_rng(seed), clock.now()
    account = await Account.create(id=ids.new_id(), slug="bench", name="Bench", created_at=now)
    async with work.unit_of_work(system_actor(account.id)), work.patiently():
        skills = await _make_skills()
        await _make_people(account.id, size, random, now, skills)
        await _make_tasks(account.id, tasks, random, now, skills)
    await analyze()
    return account.id


async def _make_skills() -> list[UUID]:
    known = [
        Skill(id=ids.id_for(f"skill:{each}"), code=f"bench-{each}", **_named(f"Skill {each}")) for each in range(SKILLS)
    ]
    await Skill.bulk_create(known)
    return [each.id for each in known]


def _named(label: str) -> dict[str, str]:
    return {"uri": "", "label": label, "label_key": label.lower(), "description": ""}


async def _make_people(
    account_id: UUID, size: int, random: np.random.Generator, now: datetime, skills: list[UUID]
) -> None:
    found = people(random, size)
    everybody = [ids.new_id() for _ in range(size)]
    paths = _paths(found.latitude, found.longitude)
    columns = zip(
        everybody, paths, found.latitude.tolist(), found.longitude.tolist(), found.windows.tolist(), found.wishes.tolist(),
        found.reach_km.tolist(), strict=True,
    )  # fmt: skip
    await work.copy_rows(
        "people",
        _PEOPLE,
        (
            (
                person, account_id, ids.new_pseudonym(), "volunteer", "Ada", "", "ada", "ada", "hidden", "en", "US",
                "", ids.id_for(path), path, latitude, longitude, ZONE, windows, [KINDS[bit].value for bit in _bits(wishes)], [],
                True, [], int(reach), False, False, 1, "bench", now - timedelta(days=30), 1,
            )
            for person, path, latitude, longitude, windows, wishes, reach in columns
        ),
    )  # fmt: skip
    await work.copy_rows(
        "consents",
        _CONSENTS,
        ((ids.new_id(), account_id, person, "participation", "app", True, 1, "bench", now) for person in everybody),
    )
    known = (
        (person, skills[bit])
        for person, mask in zip(everybody, found.skills.tolist(), strict=True)
        for bit in _bits(mask)
    )
    await work.copy_rows(
        "person_skills",
        ("id", "account_id", "person_id", "skill_id", "evidence", "since"),
        ((ids.new_id(), account_id, person, skill, "declared", now) for person, skill in known),
    )


async def _make_tasks(
    account_id: UUID, size: int, random: np.random.Generator, now: datetime, skills: list[UUID]
) -> None:
    found = openings(random, size)
    paths = _paths(found.latitude, found.longitude)
    places = np.diff(found.seats.first_place).tolist()
    urgencies = np.rint(found.need / 0.2 - 2).astype(int).tolist()
    rows = list(_rows_of_tasks(found, paths, urgencies, skills))
    every = [ids.new_id() for _ in rows]
    await work.copy_rows(
        "tasks",
        _TASKS,
        ((task, account_id, *row, "open", "", now, now, 1) for task, row in zip(every, rows, strict=True)),
    )
    starts = [_start(now, int(window)) for window in found.window]
    await work.copy_rows(
        "shifts",
        _SHIFTS,
        (
            (ids.new_id(), account_id, task, start, start + timedelta(hours=2), capacity, 0, 0, 0.0)
            for task, start, capacity in zip(every, starts, places, strict=True)
        ),
    )


def _rows_of_tasks(found: Any, paths: list[str], urgencies: list[int], skills: list[UUID]) -> Iterator[tuple[Any, ...]]:
    for number, path in enumerate(paths):
        remote = bool(found.remote[number])
        point = (None, None) if remote else (float(found.latitude[number]), float(found.longitude[number]))
        needed = [skills[bit] for bit in _bits(int(found.helpful[number]))]
        kind = KINDS[int(found.kind[number]).bit_length() - 1].value
        yield kind, "Work", "", ids.id_for(path), path, "", *point, remote, ZONE, needed, [], urgencies[number]


def _start(now: datetime, window: int) -> datetime:
    """In the next full week, in that slot."""
    weekday, part = divmod(window, 3)
    assert slot_bit(weekday, DayPart(part)) == 1 << window
    monday = (now + timedelta(days=7 - now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return monday + timedelta(days=weekday, hours=FIRST_HOURS[DayPart(part)])


def _paths(latitude: Any, longitude: Any) -> list[str]:
    north, west = (np.floor(each / DEGREES_A_REGION).astype(int).tolist() for each in (latitude, -longitude))
    return [f"US/{one}-{other}/" for one, other in zip(north, west, strict=True)]


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
