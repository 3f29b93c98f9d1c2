"""What became of the arms by which people were asked: for the policies that learn from it."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from models.asks.evaluation import LoggedChoices
from models.asks.learning.arms import circumstances, features
from models.asks.learning.dimensions import WORDED, AskDimension
from models.asks.learning.drawing import BITS_OF_A_CHANCE, WHOLE
from models.asks.learning.regression import Integers
from models.asks.rules.choice import PATIENCE
from models.kernel import clock, work

REMEMBERED = timedelta(days=90)
MOST = 20_000
"""Enough to tell two arms apart in six circumstances, and read and learned from in a second."""

# What was taken back, or could not be sent or done, was not carried out: it says nothing about an arm. Nor does an ask in
# which the dimension was not open (at six in the evening there is nothing left to choose), or that a human carried out.
# Where nothing else was open, the chance of all that was drawn is this dimension's own.
_PAST = f"""
    SELECT (a.arm & $5 <> 0)::int AS arm, coalesce(a.answer = 'yes', FALSE) AS said_yes, a.chance,
           CASE WHEN a.possible_arms = $5 THEN a.probability
                WHEN a.arm & $5 <> 0 THEN other.chance
                ELSE 1 - other.chance END AS propensity,
           extract(isodow FROM a.chosen_on) > 5 AS on_weekend, dense_rank() OVER (ORDER BY a.person_id) AS person
    FROM asks a
    CROSS JOIN LATERAL (
        SELECT ((a.arm_chances >> $6) & {(1 << BITS_OF_A_CHANCE) - 1})::float8 / {WHOLE} AS chance) AS other
    WHERE a.account_id = $1 AND a.status IN ('sent', 'answered') AND a.sent_at > $2 AND a.sent_at < $3
      AND a.possible_arms & $5 <> 0 AND a.missed_arms & $5 = 0
      AND (a.route IS NULL OR a.route IN ('nobody', 'busy', 'private')) AND {{went}}
    ORDER BY a.sent_at DESC, a.id LIMIT $4
"""
_DELIVERY = "SELECT FROM deliveries d WHERE d.account_id = a.account_id AND d.ask_id = a.id AND d.channel"
# Nobody reads a letter's words in a notification. One that failed to arrive may have gone another way than was drawn.
_WENT = {
    **dict.fromkeys(AskDimension, "TRUE"),
    **dict.fromkeys(WORDED, f"NOT EXISTS ({_DELIVERY} = 'push')"),
    AskDimension.CHANNEL: f"EXISTS ({_DELIVERY} = CASE WHEN a.arm & $5 <> 0 THEN 'email' ELSE 'push' END)",
}


async def past_choices(account_id: UUID, dimension: AskDimension) -> tuple[LoggedChoices, Integers]:
    """
    The newest asks within 90 days in which a dimension was open, whose arm was carried out, and that had two days to be
    answered: outcomes are 1 for a yes, clusters are people. Also gives the circumstance of each.
    """
    now = clock.now()
    of_dimension = dimension.bit, BITS_OF_A_CHANCE * dimension.place
    statement = _PAST.format(went=_WENT[dimension])
    rows = await work.fetch(statement, account_id, now - REMEMBERED, now - PATIENCE, MOST, *of_dimension)
    chances = np.array([row["chance"] for row in rows], dtype=np.float64)
    circumstance = circumstances(chances, np.array([row["on_weekend"] for row in rows], dtype=np.bool_))
    choices = LoggedChoices(
        names=dimension.arms,
        arm=np.array([row["arm"] for row in rows], dtype=np.int64),
        outcome=np.array([row["said_yes"] for row in rows], dtype=np.float64),
        propensity=np.array([row["propensity"] for row in rows], dtype=np.float64),
        features=features(circumstance),
        cluster=np.array([row["person"] for row in rows], dtype=np.int64),
    )
    return choices, circumstance
