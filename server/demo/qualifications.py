"""Licences and trainings in the demo campaign: most people drive, some are trained, a few wait for a confirmation."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from models.kernel import clock, ids
from models.people.tables import Person, PersonQualification, Qualification

if TYPE_CHECKING:
    from server.demo.cast import Crowd

SHARES = {
    "driving_licence": 0.7,
    "food_hygiene": 0.3,
    "child_protection": 0.25,
    "first_aid": 0.2,
    "canvass_training": 0.4,
}
CONFIRMED = 0.8
"""Of those that need it; each is confirmed by whoever organizes in the neighbourhood (see `cast`)."""
DAYS_VALID = (90, 365, 730)


async def known_qualification(account_id: UUID, word: str) -> list[UUID]:
    """The one of that word, or none."""
    return [row.id for row in await Qualification.filter(account_id=account_id, word=word)] if word else []


async def qualifications_of_cast(account_id: UUID, crowds: "list[Crowd]") -> list[PersonQualification]:
    """What everybody has. Its dice are its own, so that the rest of the campaign is what it was."""
    known = await Qualification.filter(account_id=account_id).order_by("word")
    dice = Random("qualifications")
    found: list[PersonQualification] = []
    for number, crowd in enumerate(crowds):
        organizer = crowd.people[0 if number else 1]
        for person in crowd.people:
            found += _held(person, organizer, known, dice)
    return found


def _held(person: Person, organizer: Person, known: list[Qualification], dice: Random) -> Iterator[PersonQualification]:
    for each in known:
        if dice.random() >= SHARES.get(each.word or "", 0):
            continue
        seen = each.needs_confirmation and person is not organizer and dice.random() < CONFIRMED
        ends = clock.now().date() + timedelta(days=dice.choice(DAYS_VALID))
        yield PersonQualification(
            id=ids.new_id(),
            account_id=person.account_id,
            person_id=person.id,
            qualification_id=each.id,
            expires_on=None if each.word == "canvass_training" else ends,
            declared_at=person.created_at,
            confirmed_at=person.created_at + timedelta(days=1) if seen else None,
            confirmed_by=organizer.id if seen else None,
        )
