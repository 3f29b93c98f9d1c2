"""Sessions for tests that come in from outside."""

from datetime import UTC, datetime
from uuid import UUID

from models.kernel import clock, ids
from models.kernel.tables import Account
from models.people import secrets
from models.people.tables import Session, SessionKind


async def give_session(account: Account, person_id: UUID, **changes: object) -> str:
    """The secret of a new browser session."""
    token, now = secrets.new_token(account.id), clock.now()
    values = {"id": ids.new_id(), "account_id": account.id, "person_id": person_id, "kind": SessionKind.BROWSER}
    times = {"created_at": now, "last_seen_at": now, "expires_at": datetime(2100, 1, 1, tzinfo=UTC)}
    await Session.create(**values | times | {"token_hash": secrets.hash_token(token)} | changes)
    return token
