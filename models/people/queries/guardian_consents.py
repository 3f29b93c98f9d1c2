"""Whether a parent or guardian agreed, for those who organize the person and for the person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.kernel import clock
from models.kernel.actor import Actor
from models.people.policy import may_read_contact
from models.people.rules.ages import needs_guardian
from models.people.tables import GuardianConsent, Person
from models.people.visibility import visible_to
from models.people.wordings import guardian_wording


@dataclass(frozen=True, slots=True)
class GuardianState:
    """`needed`: the person is known to be perhaps under 16. `given_at` is None as long as nobody agreed, or no longer."""

    needed: bool
    given_at: datetime | None
    guardian_name: str | None
    wording: str


async def guardian_states(actor: Actor, person_ids: Collection[UUID]) -> dict[UUID, GuardianState]:
    """By person, for those whom the actor organizes and the actor themself; the others are left out."""
    people = [
        person for person in await visible_to(actor).filter(id__in=list(person_ids)) if may_read_contact(actor, person)
    ]
    given = [person.id for person in people if person.guardian_consent_at is not None]
    rows = await GuardianConsent.filter(account_id=actor.account_id, person_id__in=given).order_by("at", "id")
    latest = {row.person_id: row for row in rows}
    return {person.id: _state(person, latest.get(person.id), actor.language) for person in people}


def _state(person: Person, latest: GuardianConsent | None, language: str) -> GuardianState:
    return GuardianState(
        needed=needs_guardian(person.birth_year, clock.now().date()),
        given_at=person.guardian_consent_at,
        guardian_name=latest.guardian_name if latest else None,
        wording=guardian_wording(language, latest.wording_version if latest else None),
    )
