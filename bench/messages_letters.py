"""Asks as their rows are when a message is to be made of them: three languages, many places, names and reasons."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from models.activity.tables import ActivityKind
from models.activity.words import name_of_kind
from models.asks.composing import LastWork
from models.asks.tables import Ask, AskKind, Delivery, MessagePurpose
from models.kernel import ids
from models.matching.rules import Reader
from models.people.tables import Channel, Person
from models.tasks.tables import Shift, Task

NAMES = {
    "en": ("Ada", "Grace", "Mary-Jane", "D'Arcy", "Zoë"),
    "pl": ("Łucja", "Małgorzata", "Żaneta", "Jan", "Wiesław"),
    "ar": ("نور", "فاطمة الزهراء", "محمد", "ليلى", "عبد الرحمن"),
}
NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


class Loaded(NamedTuple):
    """What has been read for one message."""

    delivery: Delivery
    ask: Ask
    task: Task
    shift: Shift
    person: Person
    last: LastWork | None
    reader: Reader


def loaded_asks(count: int, seed: int) -> Iterator[Loaded]:
    """`count` asks for forty shifts; no two people have the same name and reasons."""
    chance = random.Random(seed)
    account_id = ids.new_id()
    shifts = [_shift(account_id, number) for number in range(40)]
    for number in range(count):
        language = chance.choice(tuple(NAMES))
        task, shift = chance.choice(shifts)
        person = Person(
            id=ids.new_id(),
            account_id=account_id,
            first_name=f"{chance.choice(NAMES[language])} {number}",
            email=f"person.{number}@example.org",
            language=language,
        )
        ask = Ask(
            id=ids.new_id(),
            account_id=account_id,
            person_id=person.id,
            kind=AskKind.SHIFT,
            task_id=task.id,
            shift_id=shift.id,
            reasons=_reasons(chance),
        )
        delivery = Delivery(
            id=ids.new_id(),
            account_id=account_id,
            person_id=person.id,
            purpose=MessagePurpose.ASK,
            channel=Channel.EMAIL,
            template="ask",
            ask_id=ask.id,
        )
        yield Loaded(delivery, ask, task, shift, person, _last(chance, language), Reader(language, language == "en"))


def _shift(account_id: Any, number: int) -> tuple[Task, Shift]:
    task = Task(
        id=ids.new_id(),
        account_id=account_id,
        title=f"Doors in district {number}",
        place=f"Corner of Main Street & {number}th",
        remote=False,
        time_zone="America/New_York",
    )
    starts_at = NOON + timedelta(days=3 + number % 20, hours=number % 5)
    return task, Shift(
        id=ids.new_id(),
        account_id=account_id,
        task_id=task.id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
    )


def _reasons(chance: random.Random) -> list[dict[str, Any]]:
    kind = chance.choice(list(ActivityKind)).value
    return [
        {
            "code": "did_before",
            "kind": kind,
            "times": chance.randrange(1, 30),
            "month": f"2026-{chance.randrange(1, 11):02}",
        },
        {"code": "near", "km": round(chance.uniform(0.1, 11), 1)},
        {
            "code": "available",
            "weekday": chance.randrange(7),
            "part": chance.choice(("morning", "afternoon", "evening")),
        },
    ]


def _last(chance: random.Random, language: str) -> LastWork | None:
    if chance.random() < 0.2:
        return None
    return LastWork(name_of_kind(chance.choice(list(ActivityKind)), language), chance.randrange(0, 24) * 10)
