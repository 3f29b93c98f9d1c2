"""
After how many days somebody who did not answer an ask hears the next one as if it were the first (`rules.md` A1).

Each needless notice makes a volunteer deaf for a while (Manshadi & Rodilitz, Management Science 2022); for how long, past
asks tell: the window within which unanswered asks best explain who says yes, beside the chance that was told. Windows are
compared by the evidence of a logistic model (MacKay 1992), and 30 days are kept unless another one is much likelier.
"""

from collections.abc import Sequence

import numpy as np

from models.asks.learning.regression import Family, Numbers, Posterior, fit

DEFAULT = 30
WINDOWS = (10, 14, 21, DEFAULT, 45, 60)
"""Days. Whatever is learned, nobody is asked more often than A2 says."""
LONGEST = max(WINDOWS)
ENOUGH_KNOWN = 1_000
MUCH_LIKELIER = 3.0
"""Difference of log evidences: twenty to one (Kass & Raftery, JASA 1995)."""
SHARPEST = 1e-3


def fit_recovery(unanswered: Sequence[Sequence[float]], chances: Numbers, said_yes: Numbers) -> int:
    """
    The window in days, of `WINDOWS`: from n asks, each with how many days before it the same person had not answered
    earlier ones, the chance that was told, and whether they said yes (1).
    """
    if len(said_yes) < ENOUGH_KNOWN:
        return DEFAULT
    fits = {days: _fit(_within(unanswered, days), chances, said_yes) for days in WINDOWS}
    best = max(fits, key=lambda days: fits[days].evidence)
    deafens = fits[best].mode[2] < 0
    return best if deafens and fits[best].evidence > fits[DEFAULT].evidence + MUCH_LIKELIER else DEFAULT


def _within(unanswered: Sequence[Sequence[float]], days: int) -> Numbers:
    return np.array([sum(age < days for age in ages) for ages in unanswered], dtype=np.float64)


def _fit(heard: Numbers, chances: Numbers, said_yes: Numbers) -> Posterior:
    """Coefficients: of everybody, of the chance that was told, of each ask that was not answered."""
    told = np.clip(chances, SHARPEST, 1 - SHARPEST)
    design = np.column_stack((np.ones(len(heard)), np.log(told / (1 - told)), heard))
    return fit(design, said_yes, np.zeros(len(heard)), np.array([1e-4, 1.0, 1.0]), Family.YES_NO)
