"""An ask's rows become its letter. What it says in words is remembered, for many people are asked for the same reasons."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from models.asks import links
from models.asks.appeal_texts import Written
from models.asks.composing import KEPT, LastWork, Occasion, compose_ask
from models.asks.letters import Letter
from models.asks.manner_words import USUAL, Manner
from models.asks.tables import Ask
from models.matching.rules import Reader, word_reason
from models.matching.rules.correction_words import word_objection
from models.matching.rules.corrections import objections_to
from models.people.tables import Person
from models.tasks.tables import Shift, Task

Reasons = Sequence[dict[str, Any]]
_OBJECTED = ("code", "skill_id", "qualification_id", "labels")
"""What of a reason decides what can be said against it."""


def write_ask(
    ask: Ask,
    task: Task,
    shift: Shift,
    person: Person,
    last: LastWork | None,
    reader: Reader,
    written: Written | None = None,
    manner: Manner = USUAL,
) -> Letter:
    """
    The letter that asks a person for a shift. `last`: what they did last; `written`: what an organizer wrote to them;
    `manner`: how it was drawn.
    """
    return compose_ask(
        language=person.language,
        first_name=person.first_name,
        occasion=occasion_of(task, shift),
        why=" ".join([words for each in ask.reasons if (words := _reason(orjson.dumps(each), reader))]),
        last=last,
        token=links.sign(links.ASK, ask.account_id, ask.id),
        corrections=_objections(_objected(ask.reasons), person.language),
        written=written,
        manner=manner,
    )


def occasion_of(task: Task, shift: Shift) -> Occasion:
    """The shift as letters speak of it."""
    return Occasion(task.title, task.place, task.remote, shift.starts_at, shift.ends_at, task.time_zone)


@lru_cache(KEPT)
def _reason(reason: bytes, reader: Reader) -> str:
    return word_reason(orjson.loads(reason), reader)


def _objected(reasons: Reasons) -> bytes:
    return orjson.dumps([{name: reason[name] for name in _OBJECTED if name in reason} for reason in reasons])


@lru_cache(KEPT)
def _objections(reasons: bytes, language: str) -> tuple[str, ...]:
    return tuple(word_objection(each, language) for each in objections_to(orjson.loads(reasons)))
