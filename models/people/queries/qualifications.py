"""Reads about licences and trainings."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.kernel import clock, work
from models.kernel.actor import ORGANIZING, Actor
from models.people.policy import may_read_contact
from models.people.qualification_words import name_of
from models.people.rules.qualifications import Holding, QualificationStanding, standing_on
from models.people.tables import Person, PersonQualification, Qualification
from models.people.visibility import visible_condition, visible_to

MOST_WAITING = 50

_WAITING = """
SELECT h.id FROM person_qualifications h
JOIN qualifications q ON q.account_id = h.account_id AND q.id = h.qualification_id
JOIN people p ON p.account_id = h.account_id AND p.id = h.person_id
WHERE h.account_id = $1 AND q.needs_confirmation AND h.confirmed_at IS NULL AND p.kind = 'volunteer' AND p.id <> $2
  AND (h.expires_on IS NULL OR h.expires_on >= $3)
"""


@dataclass(frozen=True, slots=True)
class HeldQualification:
    """A licence or training of somebody, and where they stand with it today."""

    qualification: Qualification
    row: PersonQualification
    standing: QualificationStanding


@dataclass(frozen=True, slots=True)
class WaitingQualification:
    """Somebody who waits for an organizer to confirm what they have."""

    person: Person
    held: HeldQualification


async def qualifications_of_account(actor: Actor) -> list[Qualification]:
    """The vocabulary of the actor's account, by kind and name."""
    rows = await Qualification.filter(account_id=actor.account_id)
    return sorted(rows, key=lambda row: (row.kind, name_of(row, actor.language).casefold(), row.id))


async def qualifications_by_id(account_id: UUID, qualification_ids: Collection[UUID]) -> dict[UUID, Qualification]:
    """Licences and trainings by id; unknown ids are left out."""
    if not qualification_ids:
        return {}
    rows = await Qualification.filter(account_id=account_id, id__in=list(qualification_ids))
    return {row.id: row for row in rows}


async def qualifications_of_people(actor: Actor, person_ids: Collection[UUID]) -> dict[UUID, list[HeldQualification]]:
    """By person, for those whom the actor organizes and the actor themself; the others are left out."""
    people = [
        person for person in await visible_to(actor).filter(id__in=list(person_ids)) if may_read_contact(actor, person)
    ]
    rows = PersonQualification.filter(account_id=actor.account_id, person_id__in=[person.id for person in people])
    found: dict[UUID, list[HeldQualification]] = {person.id: [] for person in people}
    for held in await _held(actor, await rows.order_by("declared_at", "id")):
        found[held.row.person_id].append(held)
    return found


async def qualifications_to_confirm(actor: Actor) -> list[WaitingQualification]:
    """Who waits for a confirmation that the actor may give, longest first; not the actor themself."""
    seen, parameters = visible_condition(actor, 5)
    sql = f"{_WAITING} AND {seen} ORDER BY h.declared_at, h.id LIMIT $4"
    own = actor.person_id or actor.account_id
    found = await work.fetch(sql, actor.account_id, own, clock.now().date(), MOST_WAITING, *parameters)
    rows = PersonQualification.filter(account_id=actor.account_id, id__in=[row["id"] for row in found])
    held = await _held(actor, await rows.order_by("declared_at", "id"))
    people = await visible_to(actor).filter(id__in=[each.row.person_id for each in held])
    mine = {person.id: person for person in people if actor.covers(person.region_path, *ORGANIZING)}
    return [WaitingQualification(mine[each.row.person_id], each) for each in held if each.row.person_id in mine]


async def holdings_of(
    account_id: UUID, person_ids: Collection[UUID], qualification_ids: Collection[UUID]
) -> dict[UUID, dict[UUID, Holding]]:
    """By person and qualification, for rules that no actor stands behind."""
    rows = PersonQualification.filter(
        account_id=account_id, person_id__in=list(person_ids), qualification_id__in=list(qualification_ids)
    )
    found: dict[UUID, dict[UUID, Holding]] = defaultdict(dict)
    for row in await rows:
        found[row.person_id][row.qualification_id] = Holding(row.expires_on, row.confirmed_at)
    return found


async def _held(actor: Actor, rows: list[PersonQualification]) -> list[HeldQualification]:
    known = await qualifications_by_id(actor.account_id, {row.qualification_id for row in rows})
    today = clock.now().date()
    return [
        HeldQualification(known[row.qualification_id], row, _standing(row, known[row.qualification_id], today))
        for row in rows
    ]


def _standing(row: PersonQualification, qualification: Qualification, today: date) -> QualificationStanding:
    holding = Holding(row.expires_on, row.confirmed_at)
    return standing_on(today, holding, needs_confirmation=qualification.needs_confirmation)
