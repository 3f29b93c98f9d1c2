"""An appeal as three of those who would be asked would read it, and what to look at before it is released."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from models.asks.appeal_texts import choose_text, read_texts
from models.asks.ask_letters import occasion_of, write_ask
from models.asks.candidates import Opening
from models.asks.composing import Occasion
from models.asks.letter_facts import read_reader_facts
from models.asks.letters import Letter
from models.asks.preview_checks import Audience, Check, checks_of
from models.asks.tables import Appeal, Ask
from models.asks.waves import PlannedWave
from models.kernel import database_clock
from models.kernel.actor import Actor
from models.kernel.tables import Account
from models.matching.tables import Match
from models.people.rules.names import name_and_initial
from models.people.tables import Person
from models.tasks.tables import Shift, Task

READERS = 3
MOST_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class PreviewReader:
    """Somebody who would be asked, by first name and initial."""

    number: int
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Who could be chosen as a reader, the letter of the one who was, and what to look at."""

    readers: tuple[PreviewReader, ...]
    number: int
    letter: Letter
    checks: tuple[Check, ...]


async def preview(
    actor: Actor,
    appeal: Appeal,
    task: Task,
    planned: PlannedWave | None,
    *,
    number: int = 0,
    language: str | None = None,
) -> Preview | None:
    """
    The letter of one of three people whom the `planned` wave, or later ones, would ask, drawn by lot, but always the same; in
    another language if wanted.

    Where nobody would be asked, whoever looks is the reader. None if the task has no shift. The links of the letter lead
    nowhere.
    """
    readers = await _readers(actor, appeal, planned)
    shift = await _shift_of(task, planned, readers[number % len(readers)].id if readers else None) if readers else None
    if shift is None:
        return None
    chosen = number % len(readers)
    letter = await _letter(appeal, task, shift, readers[chosen], planned, language)
    audience = await _audience(appeal, planned, readers, occasion_of(task, shift))
    return Preview(
        readers=tuple(
            PreviewReader(each, name_and_initial(person.first_name, person.last_name), person.language)
            for each, person in enumerate(readers)
        ),
        number=chosen,
        letter=letter,
        checks=tuple(checks_of(actor.language, read_texts(appeal.texts), letter.subject, audience)),
    )


async def _readers(actor: Actor, appeal: Appeal, planned: PlannedWave | None) -> list[Person]:
    rows = _asked(planned)[: max(appeal.per_wave, READERS)]
    drawn = np.random.default_rng(appeal.id.int).permutation(len(rows))[:READERS]
    person_ids = [rows[each] for each in sorted(drawn.tolist())] or [actor.person_id]
    found = {row.id: row for row in await Person.filter(account_id=actor.account_id, id__in=person_ids)}
    return [found[each] for each in person_ids if each in found]


def _asked(planned: PlannedWave | None) -> Sequence[UUID]:
    """Those of the first wave, then those of later ones."""
    if planned is None:
        return []
    return planned.candidates.person_ids(np.concatenate([planned.rows, planned.later])[:MOST_LOOKED_AT])


def _opening_for(planned: PlannedWave | None, person_id: UUID | None) -> Opening | None:
    if planned is None:
        return None
    rows = np.concatenate([planned.rows, planned.later])[:MOST_LOOKED_AT]
    by_person = dict(zip(planned.candidates.person_ids(rows), planned.candidates.shifts[rows].tolist(), strict=True))
    return planned.candidates.openings[by_person[person_id]] if person_id in by_person else None


async def _shift_of(task: Task, planned: PlannedWave | None, person_id: UUID | None) -> Shift | None:
    opening = _opening_for(planned, person_id)
    if opening is not None:
        return await Shift.get(account_id=task.account_id, id=opening.shift_id)
    return await Shift.filter(account_id=task.account_id, task_id=task.id).order_by("starts_at", "id").first()


async def _letter(
    appeal: Appeal, task: Task, shift: Shift, person: Person, planned: PlannedWave | None, language: str | None
) -> Letter:
    opening = _opening_for(planned, person.id)
    match = (
        await Match.get_or_none(
            account_id=task.account_id, run_id=opening.run_id, shift_id=shift.id, person_id=person.id
        )
        if opening
        else None
    )
    usual, person.language = person.language, language or person.language
    ask = Ask(id=UUID(int=0), account_id=task.account_id, reasons=match.reasons if match else [])
    readers = await read_reader_facts(appeal.account_id, [person], [appeal])
    written = readers.write(appeal, person, occasion_of(task, shift))
    letter = write_ask(ask, task, shift, person, readers.last_work(person), readers.reader(person), written)
    person.language = usual
    return letter


async def _audience(
    appeal: Appeal, planned: PlannedWave | None, readers: Sequence[Person], occasion: Occasion
) -> Audience:
    person_ids = list(_asked(planned))
    people = await Person.filter(account_id=appeal.account_id, id__in=person_ids) if person_ids else list(readers)
    account = await Account.get(id=appeal.account_id)
    texts, facts = read_texts(appeal.texts), await read_reader_facts(appeal.account_id, people, [appeal])
    return Audience(
        people=people,
        chosen={person.language: choose_text(texts, person.language, account.default_language) for person in people},
        now=await database_clock.now(),
        missing=[facts.missing(appeal, person, occasion) for person in people],
    )
