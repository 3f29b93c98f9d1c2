"""Keeps when somebody took a break, so that no streak ends by it."""

from datetime import datetime

from models.kernel import clock, ids
from models.people.tables import Pause, Person


async def remember_pause(person: Person, until: datetime | None) -> None:
    """End the break that is on, if any, and begin the one until `until`, if that is still to come."""
    now = clock.now()
    mine = Pause.filter(account_id=person.account_id, person_id=person.id)
    await mine.filter(ends_at__gt=now).update(ends_at=now)
    if until is not None and until > now:
        await Pause.create(
            id=ids.new_id(), account_id=person.account_id, person_id=person.id, starts_at=now, ends_at=until
        )
