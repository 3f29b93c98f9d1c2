"""
How much a skill counts: by its evidence, fading while it is not used (`rules.md` M4).

What is not practised is forgotten, most of it within a year (Arthur, Bennett, Stanush & McNelly 1998, a meta-analysis of
skill decay), but learned again quickly: half of what a skill counts above the least is gone after two years.
"""

import numpy as np

from models.matching.rules.columns import Integers, Numbers
from models.matching.rules.crowd import Crowd, column
from models.matching.rules.openings import Opening
from models.people.tables import Evidence

FRESH = {Evidence.DECLARED: 0.6, Evidence.DEMONSTRATED: 0.8, Evidence.ENDORSED: 0.9, Evidence.TAUGHT: 1.0}
LEAST = 0.4
"""What is left in the end of any skill that somebody once had."""
HALF_LIFE_DAYS = 730


def weight_of(evidence: Evidence, idle_days: float) -> float:
    """What a skill counts, 0 to 1, so many days after it was last used (or came to be known)."""
    return LEAST + (FRESH[evidence] - LEAST) * float(0.5 ** (max(0.0, idle_days) / HALF_LIFE_DAYS))


def skill_share(crowd: Crowd, opening: Opening, numbers: Integers) -> Numbers:
    """The mean evidence of each of these people for the skills that help, 0 to 1; 0 where none is needed."""
    weight = np.zeros(len(numbers))
    for skill_id in opening.skills:
        weight += column(crowd.skill_columns, skill_id).at(numbers)
    return weight / max(1, len(opening.skills))
