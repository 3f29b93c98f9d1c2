"""
The states of deliveries: reserved by the page, in hand when they begin to be sent, then their result; written only by who
holds the lease, as long as nobody else has it.

Leases and due times go by the database's clock: a worker whose own is wrong neither sends too early nor takes what
another one has in its hands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from models.asks.channels import OutgoingMessage
from models.asks.letters import Letter
from models.asks.tables import Delivery, DeliveryState
from models.kernel import clock, work
from models.kernel.database_clock import NOW
from models.people.tables import Channel

LEASE = timedelta(seconds=60)

_RESERVE = f"""
    WITH due AS (
        SELECT account_id, id FROM deliveries
        WHERE state = 'pending' AND due_at <= {NOW} AND (leased_until IS NULL OR leased_until < {NOW})
        ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET owner = $2, leased_until = {NOW} + $3::interval
    FROM due WHERE d.account_id = due.account_id AND d.id = due.id
    RETURNING d.account_id, d.id
"""
# Ways in and codes have no purpose: whoever asked for them cannot have stopped them.
_STILL_WANTED = """
    (d.purpose = 'sign_in' OR NOT EXISTS (
        SELECT FROM suppressed_addresses x
        WHERE x.account_id = d.account_id AND x.person_id = d.person_id AND x.channel = n.channel))
    AND (d.ask_id IS NULL OR EXISTS (
        SELECT FROM asks a WHERE a.account_id = d.account_id AND a.id = d.ask_id AND a.status = 'chosen' AND a.answer IS NULL))
    AND coalesce((
        SELECT c.granted FROM consents c
        WHERE c.account_id = d.account_id AND c.person_id = d.person_id AND c.channel = n.channel
          AND c.purpose = CASE WHEN d.template = 'duties' THEN 'duties' WHEN d.purpose = 'ask' THEN 'asks' ELSE d.purpose END
        ORDER BY c.at DESC, c.id DESC LIMIT 1), true)
"""
# Lists are read from `given`, so that the plan does not depend on how long they are: PostgreSQL makes it once for a connection
# (PREPARE, "custom plans"), where making it anew took more than half of the statement's time.
# Asks are locked first, as by whoever recalls them. One that was recalled while its message was in our hands has gone out all
# the same. What certainly never arrived is as if it had not been asked: it costs no attention; what may have arrived does.
_EXCHANGE = f"""
    WITH given AS MATERIALIZED (SELECT $5::uuid[] AS done, $16::uuid[] AS asked, $17::uuid[] AS wanted, $18::text[] AS ways
    ), result AS (
        SELECT * FROM unnest((SELECT done FROM given), $6::int[], $7::int[], $8::text[], $9::timestamptz[], $10::timestamptz[],
                             $11::text[], $12::text[], $13::text[], $14::text[], $15::text[])
            AS r (id, attempt, counts, state, due_at, sent_at, message_id, subject, body, error, next_way)
    ), asked AS MATERIALIZED (
        SELECT id, person_id, shift_id, status FROM asks
        WHERE account_id = $4 AND id = ANY((SELECT asked FROM given)::uuid[]) ORDER BY id FOR NO KEY UPDATE
    ), finished AS (
        UPDATE deliveries d SET
            state = r.state, due_at = coalesce(r.due_at, d.due_at), sent_at = r.sent_at,
            attempt = CASE WHEN r.next_way IS NULL THEN d.attempt + r.counts ELSE 0 END,
            channel = coalesce(r.next_way, d.channel),
            parameters = CASE WHEN r.next_way IS NULL THEN d.parameters ELSE d.parameters || jsonb_build_object(
                'closed', coalesce(d.parameters -> 'closed', '[]') || to_jsonb(d.channel::text)) END,
            message_id = r.message_id, subject = r.subject, body = r.body,
            last_error = CASE WHEN r.state = 'pending' THEN coalesce(r.error, d.last_error) ELSE r.error END,
            owner = NULL, leased_until = NULL
        FROM result r
        WHERE (SELECT count(*) FROM asked) >= 0 AND d.account_id = $4 AND d.id = r.id AND d.owner = $2 AND d.attempt = r.attempt
          AND d.state IN ('pending', 'attempting')
        RETURNING d.id, d.ask_id, r.state, r.sent_at
    ), told AS (
        UPDATE asks a SET status = CASE WHEN f.state = 'sent' THEN 'sent' ELSE 'recalled' END, sent_at = f.sent_at
        FROM finished f
        WHERE a.account_id = $4 AND a.id = f.ask_id AND f.state IN ('sent', 'recalled', 'dead')
          AND (a.status = 'chosen' OR a.status = 'recalled' AND f.state = 'sent')
    ), taken AS (
        UPDATE deliveries d SET state = 'attempting', attempt = d.attempt + 1, channel = n.channel, attempted_at = {NOW},
                                leased_until = {NOW} + $3::interval
        FROM unnest((SELECT wanted FROM given), (SELECT ways FROM given)) AS n (id, channel)
        WHERE d.account_id = $4 AND d.id = n.id AND d.owner = $2 AND d.state = 'pending' AND d.leased_until > {NOW}
          AND {_STILL_WANTED}
        RETURNING d.id, d.attempt
    )
    SELECT f.id, NULL AS attempt, a.person_id,
           CASE WHEN a.status <> 'chosen' OR f.state IN ('recalled', 'dead') THEN a.shift_id END AS ended_shift
    FROM finished f LEFT JOIN asked a ON a.id = f.ask_id AND f.state <> 'pending'
    UNION ALL SELECT id, attempt, NULL, NULL FROM taken
"""
_COLUMNS = 11


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    How an attempt ended. The message's subject is kept, its text only if the letter holds no secret.

    Back to pending: due again at `due_at` (None: as before), by the `next_way` where this one is closed, as if it had never
    been tried. `counts` one where that was an attempt and none was counted yet.
    """

    state: DeliveryState
    message: OutgoingMessage | None = None
    letter: Letter | None = None
    error: str | None = None
    due_at: datetime | None = None
    counts: int = 0
    next_way: Channel | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a delivery that was ours, in its attempt of that number."""

    delivery: Delivery
    attempt: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Exchanged:
    """
    What was `written` of the results, by id; and what is in hand now: ids with the numbers of their attempts.

    `asked`: the people whose accounts of attention are to be folded anew; `ended_shifts`: shifts for which asks ended.
    """

    written: set[UUID]
    taken: dict[UUID, int]
    asked: set[UUID]
    ended_shifts: set[UUID]


async def reserve_deliveries(owner: UUID, limit: int) -> list[list[Delivery]]:
    """Lease up to `limit` messages that are due longest, for a minute: none of them is sent by that. By account, in order."""
    rows = await work.fetch(_RESERVE, clock.stopped(), owner, LEASE, limit)
    by_account = groupby(sorted((row["account_id"], row["id"]) for row in rows), key=lambda row: row[0])
    return [
        await Delivery.filter(account_id=account_id, id__in=[row[1] for row in found]).order_by("due_at", "id")
        for account_id, found in by_account
    ]


def reserved_at(delivery: Delivery) -> datetime:
    """When `reserve_deliveries` gave it out, by the database's clock."""
    assert delivery.leased_until is not None
    return delivery.leased_until - LEASE


async def exchange(
    account_id: UUID, owner: UUID, results: Sequence[Result], wanted: Sequence[Delivery], fetch: work.Fetch = work.fetch
) -> Exchanged:
    """
    Write results, and take in hand what is wanted next, in one statement by `fetch`: both are committed when this returns.

    Nothing is written without the lease. Nothing is taken that is not wanted any more at this moment: by consent, suppressed
    address, recalled or answered ask; it stays reserved. What is taken goes by the way that its row in memory says.
    """
    columns = zip(*map(_columns, results), strict=True) if results else [()] * _COLUMNS
    rows = await fetch(
        _EXCHANGE,
        clock.stopped(),
        owner,
        LEASE,
        account_id,
        *map(list, columns),
        [result.delivery.ask_id for result in results if result.delivery.ask_id],
        [delivery.id for delivery in wanted],
        [delivery.channel.value for delivery in wanted],
    )
    return Exchanged(
        written={row["id"] for row in rows if row["attempt"] is None},
        taken={row["id"]: row["attempt"] for row in rows if row["attempt"] is not None},
        asked={row["person_id"] for row in rows if row["person_id"]},
        ended_shifts={row["ended_shift"] for row in rows if row["ended_shift"]},
    )


def _columns(result: Result) -> tuple[Any, ...]:
    outcome = result.outcome
    letter, message = outcome.letter, outcome.message
    return (
        result.delivery.id,
        result.attempt,
        outcome.counts,
        outcome.state.value,
        outcome.due_at,
        clock.now() if outcome.state is DeliveryState.SENT else None,
        message.message_id if message else None,
        message.subject if message else None,
        message.text if message and letter and not letter.secret else None,
        outcome.error[:500] if outcome.error else None,
        outcome.next_way.value if outcome.next_way else None,
    )
