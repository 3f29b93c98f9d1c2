"""People one by one: by id, by what others call them, with what belongs to them."""

from collections.abc import Collection
from uuid import UUID

from models.kernel import audit, clock, work
from models.kernel.actor import Actor
from models.kernel.errors import NotAllowed
from models.people.policy import ensure_found, ensure_signed_in, may_read_contact
from models.people.rules.names import public_name
from models.people.rules.questions import ProfileQuestion, next_question
from models.people.tables import Channel, Person, PersonKind, PersonSkill, PublicName, Purpose
from models.people.visibility import visible_to

_ON_PUBLIC_BOARDS = """
SELECT p.ledger_id, p.first_name, p.last_name, p.alias, p.public_name, p.birth_year
  FROM people AS p
 CROSS JOIN LATERAL (
       SELECT granted FROM consents AS c
        WHERE c.account_id = p.account_id AND c.person_id = p.id AND c.purpose = $3 AND c.channel = $4
        ORDER BY c.at DESC, c.id DESC LIMIT 1) AS wanted
 WHERE p.account_id = $1 AND p.ledger_id = ANY($2::uuid[]) AND p.kind = $5 AND NOT p.rank_hidden AND wanted.granted
"""


async def me(actor: Actor) -> Person:
    """The person who acts. Raises SignInRequired, NotFound."""
    person_id = ensure_signed_in(actor)
    return ensure_found(await Person.get_or_none(account_id=actor.account_id, id=person_id))


async def person_by_id(actor: Actor, person_id: UUID) -> Person:
    """A person whom the actor sees. Raises NotFound for all others."""
    return ensure_found(await visible_to(actor).get_or_none(id=person_id))


async def visible_people(actor: Actor, person_ids: Collection[UUID]) -> dict[UUID, Person]:
    """Those of the people whom the actor sees, by id."""
    return {person.id: person for person in await visible_to(actor).filter(id__in=list(person_ids))}


async def person_by_ids(account_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, Person]:
    """People of an account by id, for work that no actor stands behind; unknown ids are left out."""
    return {person.id: person for person in await Person.filter(account_id=account_id, id__in=list(person_ids))}


async def read_contact(actor: Actor, person_id: UUID) -> Person:
    """
    A person, to be shown with e-mail and phone; that somebody looked is put on record.

    Raises NotFound for those whom the actor does not see, NotAllowed for those whom they only lead or analyse.
    """
    person = await person_by_id(actor, person_id)
    if not may_read_contact(actor, person):
        raise NotAllowed("Only organizers of their region see how to reach people.")
    if actor.person_id != person.id:
        async with work.unit_of_work(actor):
            await audit.record(actor, "person.contact", "person", person.id)
    return person


async def next_question_of(person: Person) -> ProfileQuestion | None:
    """The one small question that comes next for a person, if any is left."""
    has_skills = await PersonSkill.exists(account_id=person.account_id, person_id=person.id)
    return next_question(person, has_skills=has_skills)


async def skills_by_person(account_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, list[PersonSkill]]:
    """The skills of people, by person, oldest first; every id asked for has a list."""
    rows = await PersonSkill.filter(account_id=account_id, person_id__in=list(person_ids)).order_by("since", "id")
    found: dict[UUID, list[PersonSkill]] = {person_id: [] for person_id in person_ids}
    for row in rows:
        found[row.person_id].append(row)
    return found


async def public_names(account_id: UUID, ledger_ids: Collection[UUID]) -> dict[UUID, str]:
    """
    What public boards may call people, by ledger id. Whoever is missing is not to be shown: they did not consent, chose
    no name, switched their rank off, are minors or have not told their year of birth.
    """
    rows = await work.fetch(
        _ON_PUBLIC_BOARDS,
        account_id,
        list(ledger_ids),
        Purpose.PUBLIC_BOARD,
        Channel.PUBLIC,
        PersonKind.VOLUNTEER,
    )
    today = clock.now().date()
    names = {
        row["ledger_id"]: public_name(
            row["first_name"], row["last_name"], row["alias"], PublicName(row["public_name"]), row["birth_year"], today
        )
        for row in rows
    }
    return {ledger_id: name for ledger_id, name in names.items() if name}
