"""What people have agreed to, as of now. Asked within the transaction that sends, the answer is the one that counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import asyncpg

from models.kernel import clock, work
from models.kernel.actor import Actor
from models.people.policy import ensure_signed_in
from models.people.rules.ages import GUARDED_UNDER
from models.people.rules.consents import OFFERED, is_wanted
from models.people.tables import Channel, PersonKind, Purpose, SuppressedAddress
from models.people.wordings import current_version, wording

AGREES = """
(SELECT granted FROM consents AS c
  WHERE c.account_id = p.account_id AND c.person_id = p.id AND c.purpose = {purpose} AND c.channel = {channel}
  ORDER BY c.at DESC, c.id DESC LIMIT 1)
AND (SELECT granted FROM consents AS c
      WHERE c.account_id = p.account_id AND c.person_id = p.id AND c.purpose = 'participation' AND c.channel = 'app'
      ORDER BY c.at DESC, c.id DESC LIMIT 1)
AND (p.birth_year IS NULL OR p.birth_year < {born_before} OR p.guardian_consent_at IS NOT NULL)
"""
"""Whether a volunteer `p` agrees right now, in SQL: to be formatted with parameters. NULL: they never said."""
_AGREED = f"""
SELECT p.id FROM people AS p
 WHERE p.account_id = $1 AND p.id = ANY($2::uuid[]) AND p.kind = $5
   AND {AGREES.format(purpose="$3", channel="$4", born_before="$6")}
"""


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Where a person stands with one purpose and channel, and the text that belongs to it."""

    purpose: Purpose
    channel: Channel
    granted: bool
    wording: str
    wording_version: int
    decided_at: datetime | None


def born_before(now: datetime) -> int:
    """The year before which somebody is born who needs no guardian: what `AGREES` is formatted with."""
    return now.year - GUARDED_UNDER


async def has_consent(account_id: UUID, person_id: UUID, purpose: Purpose, channel: Channel) -> bool:
    """Whether a person agrees to something right now (see `people_with_consent`)."""
    return bool(await people_with_consent(account_id, [person_id], purpose, channel))


async def people_with_consent(
    account_id: UUID, person_ids: Collection[UUID], purpose: Purpose, channel: Channel
) -> set[UUID]:
    """
    Those of the people who agree right now: they opted in twice, take part at all, and said yes to this last.

    Contacts and the unconfirmed never do, nor do people under 16 without a guardian's consent.
    """
    rows = await work.fetch(
        _AGREED, account_id, list(person_ids), purpose, channel, PersonKind.VOLUNTEER, born_before(clock.now())
    )
    return {row["id"] for row in rows}


async def has_stopped(account_id: UUID, person_id: UUID, purpose: Purpose, channel: Channel) -> bool:
    """Whether somebody does not want service messages of a purpose (one of `UNTIL_STOPPED`) any more: what they said last."""
    granted = await work.fetch_value(
        "SELECT granted FROM consents WHERE account_id = $1 AND person_id = $2 AND purpose = $3 AND channel = $4 "
        "ORDER BY at DESC, id DESC LIMIT 1",
        account_id,
        person_id,
        purpose,
        channel,
    )
    return granted is False


async def my_consents(actor: Actor) -> list[ConsentState]:
    """Everything that the actor is asked to agree to, with the latest decision about each."""
    rows = await work.fetch(
        "SELECT DISTINCT ON (purpose, channel) purpose, channel, granted, wording_version, at FROM consents "
        "WHERE account_id = $1 AND person_id = $2 ORDER BY purpose, channel, at DESC, id DESC",
        actor.account_id,
        ensure_signed_in(actor),
    )
    decided = {(row["purpose"], row["channel"]): row for row in rows}
    return [_state(purpose, channel, decided.get((purpose, channel)), actor.language) for purpose, channel in OFFERED]


async def my_suppressed_addresses(actor: Actor) -> list[SuppressedAddress]:
    """The actor's addresses that nothing is sent to any more, and why."""
    mine = SuppressedAddress.filter(account_id=actor.account_id, person_id=ensure_signed_in(actor))
    return await mine.order_by("channel")


def _state(purpose: Purpose, channel: Channel, decided: asyncpg.Record | None, language: str) -> ConsentState:
    version = decided["wording_version"] if decided else current_version(purpose)
    return ConsentState(
        purpose=purpose,
        channel=channel,
        granted=is_wanted(purpose, channel, decided["granted"] if decided else None),
        wording=wording(purpose, language, version),
        wording_version=version,
        decided_at=decided["at"] if decided else None,
    )
