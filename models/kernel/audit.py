"""The audit log: append-only rows, payloads readable only as long as the person's key exists."""

from typing import Any
from uuid import UUID

import orjson
from cryptography.fernet import Fernet

from models.kernel import clock, ids, work
from models.kernel.actor import Actor
from models.kernel.tables import AuditEntry, AuditKey


async def record(
    actor: Actor,
    verb: str,
    subject_kind: str,
    subject_id: UUID | None,
    *,
    about: UUID | None = None,
    **payload: Any,
) -> None:
    """
    Append one entry in the current unit of work.

    `verb` reads like `task.update`. A payload is stored only encrypted, with the key of the person it is `about`
    (the actor, if not said); without such a person it is left out.
    """
    person_id = about or actor.person_id
    key = await _key_of(actor.account_id, person_id) if payload and person_id else None
    await AuditEntry.create(
        id=ids.new_id(),
        account_id=actor.account_id,
        at=clock.now(),
        actor_person_id=actor.person_id,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        key_id=key.id if key else None,
        payload=Fernet(key.key).encrypt(orjson.dumps(payload, default=str)) if key else None,
    )


async def read_payload(entry: AuditEntry) -> dict[str, Any] | None:
    """What an entry says, or None if it says nothing (any more)."""
    if entry.payload is None:
        return None
    key = await AuditKey.get_or_none(account_id=entry.account_id, id=entry.key_id)
    if key is None:
        return None
    payload: dict[str, Any] = orjson.loads(Fernet(key.key).decrypt(entry.payload))
    return payload


async def destroy_key(account_id: UUID, person_id: UUID) -> None:
    """Make everything the audit log says about a person unreadable, for good."""
    await AuditKey.filter(account_id=account_id, person_id=person_id).delete()


async def _key_of(account_id: UUID, person_id: UUID) -> AuditKey:
    await work.execute(
        "INSERT INTO audit_keys (id, account_id, person_id, key) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        ids.new_id(),
        account_id,
        person_id,
        Fernet.generate_key(),
    )
    return await AuditKey.get(account_id=account_id, person_id=person_id)
