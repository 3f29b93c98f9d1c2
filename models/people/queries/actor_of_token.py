"""From the secret of a request to the actor it acts for, in one query."""

from typing import Any
from uuid import UUID

import orjson

from models.kernel import clock, work
from models.kernel.actor import Actor, Role, Scope
from models.people import secrets
from models.people.rules.api_tokens import ORGANIZE, narrow_scopes
from models.people.rules.sessions import BROWSER_LIFETIME, SEEN_EVERY
from models.people.tables import SessionKind

_SESSION = """
WITH seen AS (
    UPDATE sessions SET last_seen_at = $3, expires_at = CASE kind WHEN $4 THEN $5 ELSE expires_at END
     WHERE account_id = $1 AND token_hash = $2 AND revoked_at IS NULL AND expires_at > $3 AND last_seen_at < $6
)
SELECT s.id AS session_id, s.kind AS session_kind, s.permissions, p.id AS person_id, p.ledger_id, p.language,
       (SELECT coalesce(json_agg(json_build_array(m.role, m.region_path, m.team_id)), '[]')
          FROM memberships AS m
         WHERE m.account_id = p.account_id AND m.person_id = p.id AND m.ended_at IS NULL) AS scopes
  FROM sessions AS s
  JOIN people AS p ON p.account_id = s.account_id AND p.id = s.person_id
 WHERE s.account_id = $1 AND s.token_hash = $2 AND s.revoked_at IS NULL
   AND s.kind <> $7 AND s.expires_at > $3 AND (s.access_expires_at IS NULL OR s.access_expires_at > $3)
"""


async def actor_of_token(token: str) -> Actor | None:
    """
    Who a session's or API token's secret belongs to, with the scopes of their memberships; None if it is over or unknown.

    The same statement notes, at most once an hour, that the session is used: a browser's lives for 60 days from then on.
    A screen's link belongs to nobody.
    An API token has no more than it was made for, and no more than its owner (still) has.
    """
    account_id = secrets.account_of(token)
    if account_id is None:
        return None
    now = clock.now()
    row = await work.fetch_row(
        _SESSION,
        account_id,
        secrets.hash_token(token),
        now,
        SessionKind.BROWSER,
        now + BROWSER_LIFETIME,
        now - SEEN_EVERY,
        SessionKind.KIOSK,
    )
    return _actor(account_id, row) if row else None


def _actor(account_id: UUID, row: Any) -> Actor:
    scopes = tuple(_scope(*scope) for scope in orjson.loads(row["scopes"]))
    is_api_token = row["session_kind"] == SessionKind.API_TOKEN
    return Actor(
        account_id=account_id,
        person_id=row["person_id"],
        ledger_id=row["ledger_id"],
        scopes=narrow_scopes(scopes, row["permissions"]) if is_api_token else scopes,
        session_id=row["session_id"],
        language=row["language"],
        is_api_token=is_api_token,
        read_only=is_api_token and ORGANIZE not in row["permissions"],
    )


def _scope(role: str, region_path: str, team_id: str | None) -> Scope:
    return Scope(Role(role), region_path, UUID(team_id) if team_id else None)
