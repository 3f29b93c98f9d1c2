"""What became of asks, by what the same person had not answered before: for `learning/recovery.py`."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from models.asks.learning.recovery import DEFAULT, LONGEST, fit_recovery
from models.asks.rules.choice import PATIENCE
from models.asks.tables import AskPolicy
from models.kernel import clock, work

REMEMBERED = timedelta(days=180)
MOST = 20_000

_PAST = """
    SELECT coalesce(a.answer = 'yes', FALSE) AS said_yes, a.chance, ARRAY(
               SELECT extract(epoch FROM a.sent_at - before.sent_at)::float8 / 86400 FROM asks before
               WHERE before.account_id = a.account_id AND before.person_id = a.person_id AND before.status = 'sent'
                 AND before.sent_at < a.sent_at AND before.sent_at > a.sent_at - $5::interval) AS unanswered
    FROM asks a
    WHERE a.account_id = $1 AND a.kind = 'shift' AND a.status IN ('sent', 'answered') AND a.sent_at > $2 AND a.sent_at < $3
    ORDER BY a.sent_at DESC, a.id LIMIT $4
"""


async def learn_recovery(account_id: UUID) -> int:
    """After how many days an unanswered ask is forgotten, by the newest 20,000 asks of half a year."""
    now = clock.now()
    rows = await work.fetch(_PAST, account_id, now - REMEMBERED, now - PATIENCE, MOST, timedelta(days=LONGEST))
    chances, said_yes = (np.array([float(row[name]) for row in rows]) for name in ("chance", "said_yes"))
    return fit_recovery([row["unanswered"] for row in rows], chances, said_yes)


async def recovery_of(account_id: UUID) -> timedelta:
    """After how long an ask is forgotten, as it was learned last."""
    newest = await AskPolicy.filter(account_id=account_id).order_by("-made_at", "-id").first().values("recovery_days")
    return timedelta(days=newest["recovery_days"] if newest else DEFAULT)
