"""What became of the hours at which people were asked: for the policy that learns from it."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from models.asks.evaluation import LoggedChoices
from models.asks.learning.arms import Arm, circumstances, features, mask_of
from models.asks.learning.regression import Integers
from models.asks.rules.choice import PATIENCE
from models.kernel import clock, work

REMEMBERED = timedelta(days=90)
MOST = 20_000
"""Enough to tell two hours apart in six circumstances, and read and learned from in a second."""
NAMES = tuple(arm.name.lower() for arm in Arm)

# What was taken back, or could not be sent, was not carried out: it says nothing about an arm. Nor does an ask whose hour
# was not open (at six in the evening there is nothing left to choose), or that a human carried out.
_PAST = """
    SELECT a.arm::int AS arm, a.probability, coalesce(a.answer = 'yes', FALSE) AS said_yes, a.chance,
           extract(isodow FROM a.chosen_on) > 5 AS on_weekend, dense_rank() OVER (ORDER BY a.person_id) AS person
    FROM asks a
    WHERE a.account_id = $1 AND a.status IN ('sent', 'answered') AND a.sent_at > $2 AND a.sent_at < $3
      AND a.possible_arms = $5 AND (a.route IS NULL OR a.route IN ('nobody', 'busy', 'private'))
    ORDER BY a.sent_at DESC, a.id LIMIT $4
"""


async def past_choices(account_id: UUID) -> tuple[LoggedChoices, Integers]:
    """
    The newest asks that were carried out within 90 days, could have gone out at any hour, and had two days to be answered:
    outcomes are 1 for a yes, clusters are people. Also gives the circumstance of each.
    """
    now = clock.now()
    rows = await work.fetch(_PAST, account_id, now - REMEMBERED, now - PATIENCE, MOST, mask_of(Arm))
    chances = np.array([row["chance"] for row in rows], dtype=np.float64)
    circumstance = circumstances(chances, np.array([row["on_weekend"] for row in rows], dtype=np.bool_))
    choices = LoggedChoices(
        names=NAMES,
        arm=np.array([row["arm"] for row in rows], dtype=np.int64),
        outcome=np.array([row["said_yes"] for row in rows], dtype=np.float64),
        propensity=np.array([row["probability"] for row in rows], dtype=np.float64),
        features=features(circumstance),
        cluster=np.array([row["person"] for row in rows], dtype=np.int64),
    )
    return choices, circumstance
