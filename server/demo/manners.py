"""
How people of the demo campaign were asked: drawn as the product draws it, from chances that try each arm a little.

What an arm does to an answer is made up, like the answers; what is learned from them is not.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from models.asks.learning.arms import CIRCUMSTANCES, circumstances, due_times
from models.asks.learning.dimensions import AskDimension
from models.asks.learning.drawing import Policy
from models.asks.rules.parts import is_divisible
from models.kernel import clock
from models.people.tables import Person
from models.tasks.tables import Shift, Task

TRYING = dict.fromkeys(AskDimension, ((0.9, 0.1),) * CIRCUMSTANCES)
SATURDAY = 6
LIKED = {AskDimension.HOUR: 0.5, AskDimension.TONE: 0.35, AskDimension.SIZE: 0.3, AskDimension.ASKER: 0.3}
"""How much more somebody likes an ask of the other arm, in log-odds. On weekends the evening is liked as much less."""


@dataclass(frozen=True, slots=True)
class AskedSo:
    """What was drawn, as asks store it; when the message went out, and how much better it was liked for that (log-odds)."""

    arm: int
    possible_arms: int
    arm_chances: int
    probability: float
    sent_at: datetime
    liked: float


def ask_so(person: Person, task: Task, shift: Shift, moment: datetime, chance: float, *, thanked: bool) -> AskedSo:
    """
    Draw how somebody is asked for a shift at a moment, as a round of its own; `thanked`: there is something that they did with
    others to thank them for. All organizers lent their names, and nobody has notifications.
    """
    hours = due_times(moment, person.time_zone)
    open_ = {
        AskDimension.HOUR: len(hours) > 1,
        AskDimension.TONE: thanked,
        AskDimension.SIZE: is_divisible(task, shift),
        AskDimension.ASKER: True,
    }
    mask = sum(each.bit for each, yes in open_.items() if yes)
    weekend = clock.local_date(moment, person.time_zone).isoweekday() >= SATURDAY
    drawn = Policy(TRYING, seed=int(moment.timestamp())).draw(
        person.ledger_id.bytes, np.array([mask]), circumstances(np.array([chance]), on_weekend=weekend)
    )
    arm = int(drawn.arms[0])
    liked = {each: size for each, size in LIKED.items() if arm & each.bit}
    if weekend and AskDimension.HOUR in liked:
        liked[AskDimension.HOUR] *= -1
    sent_at = hours[arm & AskDimension.HOUR.bit]
    return AskedSo(arm, mask, int(drawn.chances[0]), float(drawn.probability[0]), sent_at, sum(liked.values()))
