"""What became of the hours at which people were asked: for the policy that learns from it."""

import secrets
from datetime import timedelta
from uuid import UUID

import numpy as np

from models.asks.learning.arms import Policy, learn_policy
from models.asks.rules.choice import PATIENCE
from models.kernel import clock, work

REMEMBERED = timedelta(days=90)
MOST = 4_000
"""Enough to tell two hours apart, and read and learned from in a twentieth of a second."""
SEED_BITS = 62

# What was taken back, or could not be sent, was not carried out: it says nothing about an arm.
_PAST = """
    SELECT arm::int AS arm, coalesce(answer = 'yes', FALSE) AS said_yes FROM asks
    WHERE account_id = $1 AND status IN ('sent', 'answered') AND sent_at > $2 AND sent_at < $3
    ORDER BY sent_at DESC, id LIMIT $4
"""


async def learned_policy(account_id: UUID) -> Policy:
    """By the newest asks that were carried out within 90 days and had two days to be answered; with a fresh seed."""
    now = clock.now()
    rows = await work.fetch(_PAST, account_id, now - REMEMBERED, now - PATIENCE, MOST)
    arms = np.array([row["arm"] for row in rows], dtype=np.int64)
    said_yes = np.array([float(row["said_yes"]) for row in rows])
    return learn_policy(arms, said_yes, secrets.randbits(SEED_BITS))
