"""Reconcile what is unknown with a mail server's own log of deliveries: it knows which Message-IDs it took."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from models.asks import links
from models.asks.actions.follow_delivery import follow_delivery
from models.asks.actions.record_delivery import LEASE
from models.asks.folding import fold_asks
from models.asks.tables import AskStatus
from models.kernel import audit, clock, work
from models.kernel.actor import system_actor
from models.kernel.database_clock import NOW
from models.kernel.tables import Account

_ID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_UNSURE = "d.account_id = $1 AND d.channel = 'email' AND d.state IN ('unknown', 'presumed')"
_TAKEN = f"""
    UPDATE deliveries d SET state = 'sent', sent_at = coalesce(d.attempted_at, d.due_at)
    WHERE {_UNSURE} AND d.id = ANY($2::uuid[])
    RETURNING d.ask_id, d.sent_at
"""
_NOT_TAKEN = f"""
    UPDATE deliveries d SET state = 'pending', owner = NULL, leased_until = NULL
    WHERE d.account_id = $2 AND d.channel = 'email' AND d.state = 'unknown' AND d.id <> ALL($3::uuid[])
      AND coalesce(d.attempted_at, d.due_at) >= $4 AND coalesce(d.attempted_at, d.due_at) < least($5, {NOW} - $6::interval)
    RETURNING CASE WHEN d.ask_id IS NOT NULL THEN d.person_id END AS asked
"""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many messages had arrived after all, and how many had not and are sent again if they are still wanted."""

    arrived: int
    sent_again: int


def read_message_ids(lines: Iterable[str]) -> set[UUID]:
    """The deliveries whose Message-IDs stand anywhere in the lines of a log, whatever else does."""
    ours = re.compile(rf"<?({_ID})@{re.escape(links.host())}(?![\\w.-])")
    return {UUID(found) for line in lines for found in ours.findall(line)}


async def reconcile_mail(
    taken: set[UUID], *, since: datetime | None = None, until: datetime | None = None
) -> Reconciled:
    """
    Mails of all accounts that are unknown: those that the log names were sent, late or not.

    Only for a log that is known to be whole from `since` to `until`: what was attempted between them and is not named never
    arrived, and waits to be sent again. What is presumed sent is not. Without both nothing is sent again.
    """
    arrived = sent_again = 0
    for account in await Account.all():
        found = await _reconcile(account.id, taken, since, until)
        arrived, sent_again = arrived + found.arrived, sent_again + found.sent_again
    return Reconciled(arrived, sent_again)


async def _reconcile(account_id: UUID, taken: set[UUID], since: datetime | None, until: datetime | None) -> Reconciled:
    named = sorted(taken)
    async with work.unit_of_work(system_actor(account_id)):
        arrived = await work.fetch(_TAKEN, account_id, named)
        for row in arrived:
            if row["ask_id"]:
                await follow_delivery(account_id, row["ask_id"], AskStatus.SENT, row["sent_at"])
        missing: list[Any] = []
        if since and until:
            missing = await work.fetch(_NOT_TAKEN, clock.stopped(), account_id, named, since, until, LEASE)
            await fold_asks(account_id, sorted({row["asked"] for row in missing if row["asked"]}), [])
        if arrived or missing:
            await audit.record(system_actor(account_id), "delivery.reconcile", "delivery", None)
    return Reconciled(len(arrived), len(missing))
