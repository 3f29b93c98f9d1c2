"""
What an ask costs, in what asking is worth: the dearer, the more of somebody's attention is spent (`rules.md` A1).

A needless notice makes a volunteer deaf to the next ones (Manshadi & Rodilitz, Management Science 2022), so that even the
first ask costs something. How fast the price rises follows the primal-dual method for budgets that come back: exponential in
the share that is spent (Buchbinder & Naor, 2009): what one asks for with the last of somebody's attention has to be worth it.
"""

from math import e

import numpy as np

from models.asks.rules.attention import BUDGET
from models.asks.rules.choice import Numbers

FIRST = 0.005
"""For somebody whose attention is whole. What is worth 1: that somebody whom it suits wholly comes where need is greatest."""
RISE = 0.1
"""By how much it would rise for somebody who has nothing left."""


def price_of_attention(spent: Numbers) -> Numbers:
    """What asking costs those of whose budgets so much is spent, in asks: 0 to 4."""
    return np.asarray(FIRST + RISE * np.expm1(spent / BUDGET) / (e - 1))
