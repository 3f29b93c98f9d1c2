"""In which dimensions there is something to choose for whom: only there a lot is drawn, and what is open is logged with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from models.asks.candidates import BY_MAIL, BY_PUSH
from models.asks.channels import open_channels
from models.asks.learning.dimensions import AskDimension
from models.asks.learning.regression import Integers
from models.asks.signers import HAS_ASK_SIGNER
from models.kernel import work
from models.people.queries import born_before
from models.people.tables import Channel

LATELY = timedelta(days=60)
"""What was done together longer ago is not thanked for."""

# What nobody in the account has is looked up once, not for each person.
_OPEN = f"""
    SELECT CASE WHEN EXISTS (SELECT FROM assignments mine
               JOIN shifts s ON s.account_id = $1 AND s.id = mine.shift_id
               JOIN assignments other ON other.account_id = $1 AND other.shift_id = s.id AND other.state = 'attended'
                                     AND other.person_id <> mine.person_id
               WHERE mine.account_id = $1 AND mine.person_id = p.id AND mine.state = 'attended' AND s.starts_at > $3)
           THEN {AskDimension.TONE.bit} ELSE 0 END
         | CASE WHEN (SELECT EXISTS (SELECT FROM ask_signers WHERE account_id = $1)) AND {HAS_ASK_SIGNER}
           THEN {AskDimension.ASKER.bit} ELSE 0 END
         | CASE WHEN $4 AND (SELECT EXISTS (SELECT FROM push_subscriptions WHERE account_id = $1))
                AND {BY_PUSH.format(born_before="$5")} AND {BY_MAIL.format(born_before="$5")}
           THEN {AskDimension.CHANNEL.bit} ELSE 0 END AS arms
    FROM unnest($2::uuid[]) WITH ORDINALITY AS o (id, number)
    JOIN people p ON p.account_id = $1 AND p.id = o.id
    ORDER BY o.number
"""


async def read_open_arms(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> Integers:
    """
    By person, in this order, as masks. TONE: they did something with others lately; ASKER: an organizer of their region
    lends their name; CHANNEL: they agreed to notifications and to mail, and are reached by both.
    """
    both_ways = {Channel.PUSH, Channel.EMAIL} <= set(open_channels())
    rows = await work.fetch(_OPEN, account_id, list(person_ids), now - LATELY, both_ways, born_before(now))
    return np.array([row["arms"] for row in rows], dtype=np.int64)
