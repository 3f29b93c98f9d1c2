"""
How good a match is: fit × chance of a yes × chance of showing up × need (`rules.md` M1), each from 0 to 1.

The chances are learned (`rules.outlook`).
"""

from collections.abc import Sequence

import numpy as np

from models.matching.rules.columns import Integers, Numbers
from models.matching.rules.crowd import KIND_BIT, Crowd, column
from models.matching.rules.evidence import skill_share
from models.matching.rules.limits import Reach
from models.matching.rules.openings import Opening
from models.matching.rules.outlook import chances_of

NEAR_KM = 7 * 1.609344
"""7 miles, within which a match counts fourfold (A5)."""
NEAR, FAR, REMOTE = 1.0, 0.25, 0.5
REMOTE_ABROAD = 0.05
"""Work from home for another country is usually in another language."""
DID_BEFORE, WILLING, SAID_NOTHING, OTHER_WISHES = 1.0, 0.8, 0.5, 0.2
TIMES_KNOWN, TIMES_UNKNOWN = 1.0, 0.8
NO_SKILL = 0.5
"""What is left of the fit of somebody who has none of the skills."""
NEED = (0.4, 0.6, 0.8, 1.0)
"""By urgency, 0 to 3."""


def score(crowd: Crowd, opening: Opening, reach: Reach) -> Numbers:
    """The score of each of the people, as if the task had no match yet (see `crowding`)."""
    numbers = reach.numbers
    fit = (
        _nearness(crowd, opening, reach)
        * _likes(crowd, opening, numbers)
        * _knows(crowd, opening, numbers)
        * np.where(crowd.availability[numbers] < 0, TIMES_UNKNOWN, TIMES_KNOWN)
    )
    return np.asarray(fit * chances_of(crowd, opening, reach).both * NEED[opening.urgency])


def crowding(matches: int) -> float:
    """What remains of a score when the task has so many matches already: the first ones help most (M2)."""
    return 1.0 / float(np.sqrt(1.0 + matches))


def gain(score: float, taken: int, prices: Sequence[float]) -> float:
    """
    What somebody adds to the plan by taking the best place of an opening: their score there less the place's price.

    0 or less: others are as good there or better, and they would be missed elsewhere. Without prices it is the score in
    the next place.
    """
    if not prices:
        return score * crowding(taken)
    return max(score * crowding(taken + place) - price for place, price in enumerate(prices))


def _nearness(crowd: Crowd, opening: Opening, reach: Reach) -> Numbers:
    if opening.remote:
        country = opening.region_path.split("/", 1)[0] + "/"
        at_home = crowd.by_region.begins_with(country, reach.numbers)
        return np.where(at_home, REMOTE, REMOTE_ABROAD)
    return np.where(reach.km <= NEAR_KM, NEAR, FAR)


def _likes(crowd: Crowd, opening: Opening, numbers: Integers) -> Numbers:
    willing = crowd.willing[numbers]
    wants = (willing & KIND_BIT[opening.kind]) > 0
    likes = np.where(wants, WILLING, np.where(willing == 0, SAID_NOTHING, OTHER_WISHES))
    did = column(crowd.times_done, opening.kind).at(numbers) > 0
    return np.where(did, np.where((willing == 0) | wants, DID_BEFORE, OTHER_WISHES), likes)


def _knows(crowd: Crowd, opening: Opening, numbers: Integers) -> Numbers:
    """From NO_SKILL to 1: the mean evidence for the skills that help."""
    if not opening.skills:
        return np.ones(len(numbers))
    return np.asarray(NO_SKILL + (1 - NO_SKILL) * skill_share(crowd, opening, numbers))
