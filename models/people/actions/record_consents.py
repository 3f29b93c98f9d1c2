"""Decisions about consent: rows are added, never changed."""

from collections.abc import Iterable
from uuid import UUID

from models.kernel import clock, ids
from models.kernel.actor import Actor
from models.people.rules.consents import Agreement
from models.people.tables import Consent
from models.people.wordings import current_version


async def record_consents(
    actor: Actor, person_id: UUID, agreements: Iterable[Agreement], *, granted: bool, source: str
) -> None:
    """Append a decision about each purpose and channel, with the version of the wording that is shown now."""
    at = clock.now()
    rows = [
        Consent(
            id=ids.new_id(),
            account_id=actor.account_id,
            person_id=person_id,
            purpose=purpose,
            channel=channel,
            granted=granted,
            wording_version=current_version(purpose),
            source=source,
            at=at,
        )
        for purpose, channel in agreements
    ]
    await Consent.bulk_create(rows)
