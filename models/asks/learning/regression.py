"""
Regressions with normal priors: the most likely coefficients, how sure they are, and how well the prior fits the data.

Yes and no by logistic regression, with Laplace's approximation of the posterior around its mode (MacKay, “The evidence
framework applied to classification networks”, Neural Computation 1992; Bishop, “Pattern Recognition and Machine
Learning”, 2006, 4.5); amounts by linear regression of unit noise, where the same is exact. Newton's method.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]

STEPS = 60
CLOSE = 1e-9
LONGEST_STEP = 2.0


class Family(StrEnum):
    """What an outcome is: yes (1) or no (0), or an amount."""

    YES_NO = "yes_no"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Posterior:
    """
    Normal around `mode` with the inverse of `precision` (p × p) as covariance; `evidence`: the log of the chance of the
    data under the prior, up to what does not depend on the prior.
    """

    mode: Numbers
    precision: Numbers
    evidence: float

    def draws(self, dice: np.random.Generator, number: int) -> Numbers:
        """`number` × p coefficients, drawn from the posterior."""
        lower = np.linalg.cholesky(self.precision)
        standard = dice.standard_normal((len(self.mode), number))
        return self.mode + np.linalg.solve(lower.T, standard).T


def fit(design: Numbers, outcomes: Numbers, offset: Numbers, prior: Numbers, family: Family) -> Posterior:
    """
    The posterior of the coefficients of `design` (n × p) for `outcomes` (n) beyond `offset` (n, on the linear scale).

    `prior`: their precisions before the data (p, above 0). Amounts come in units of their noise.
    """
    mode = np.zeros(design.shape[1])
    for _ in range(STEPS):
        slope, bend = _slopes(offset + design @ mode, outcomes, family)
        gradient = design.T @ slope - prior * mode
        step = np.linalg.solve(_precision(design, bend, prior), gradient)
        longest = float(np.max(np.abs(step), initial=0.0))
        mode += step if family is Family.AMOUNT else step * min(1.0, LONGEST_STEP / max(longest, CLOSE))
        if longest < CLOSE:
            break
    return _around(mode, design, outcomes, offset, prior, family)


def expected(linear: Numbers, family: Family) -> Numbers:
    """What a linear score stands for: a chance, or the amount itself."""
    return chances(linear) if family is Family.YES_NO else linear


def chances(linear: Numbers) -> Numbers:
    """The logistic function, safe at both ends."""
    return np.asarray(0.5 * (1 + np.tanh(linear / 2)))


def _around(
    mode: Numbers, design: Numbers, outcomes: Numbers, offset: Numbers, prior: Numbers, family: Family
) -> Posterior:
    linear = offset + design @ mode
    precision = _precision(design, _slopes(linear, outcomes, family)[1], prior)
    evidence = _log_likelihood(linear, outcomes, family) - 0.5 * float(prior @ mode**2)
    evidence += 0.5 * float(np.log(prior).sum() - np.linalg.slogdet(precision)[1])
    return Posterior(mode, precision, evidence)


def _precision(design: Numbers, bend: Numbers, prior: Numbers) -> Numbers:
    return np.asarray(design.T @ (design * bend[:, None]) + np.diag(prior))


def _slopes(linear: Numbers, outcomes: Numbers, family: Family) -> tuple[Numbers, Any]:
    """First and negated second derivative of the log-likelihood, row by row."""
    if family is Family.AMOUNT:
        return outcomes - linear, np.ones_like(linear)
    chance = chances(linear)
    return outcomes - chance, chance * (1 - chance)


def _log_likelihood(linear: Numbers, outcomes: Numbers, family: Family) -> float:
    if family is Family.AMOUNT:
        return -0.5 * float(((outcomes - linear) ** 2).sum())
    return float((outcomes * linear - np.logaddexp(0.0, linear)).sum())
