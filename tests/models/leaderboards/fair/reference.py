"""The rule of the places once more, in plain Python and by the words of its documents: what the arrays must agree with."""

from math import ceil, sqrt
from typing import NamedTuple


class Row(NamedTuple):
    """A region of the reference."""

    place: int
    score: float
    shown: float
    margin: float


def mean_of(rates: list[float], variances: list[float]) -> tuple[float, float]:
    """The mean weighted by precision, and its variance."""
    total = sum(1 / variance for variance in variances)
    return sum(rate / variance for rate, variance in zip(rates, variances, strict=True)) / total, 1 / total


def between_of(rates: list[float], sampling: list[float]) -> float:
    """DerSimonian & Laird, from a standard deviation above what chance gives."""
    mean, _ = mean_of(rates, sampling)
    scatter = sum((rate - mean) ** 2 / variance for rate, variance in zip(rates, sampling, strict=True))
    freedom = len(rates) - 1
    if scatter <= freedom + sqrt(2 * freedom):
        return 0.0
    first = sum(1 / variance for variance in sampling)
    second = sum(1 / variance**2 for variance in sampling)
    return (scatter - freedom) / (first - second / first)


def normal_score(value: float, skewness: float) -> float:
    """Wilson & Hilferty."""
    if abs(skewness) < 1e-6:
        return value
    inner = 1 + skewness * value / 2
    root = inner ** (1 / 3) if inner >= 0 else -((-inner) ** (1 / 3))
    return 6 / skewness * (root - 1 + skewness**2 / 36)


def standings(regions: list[list[float]]) -> list[Row]:
    """Of regions with at least five people each, whose points are not all the same."""
    everybody = sorted(points for region in regions for points in region)
    most = everybody[ceil(0.9 * len(everybody)) - 1]
    counted = [[min(points, most) for points in region] for region in regions]
    rates = [sum(region) / len(region) for region in counted]
    deviations = [points - rate for region, rate in zip(counted, rates, strict=True) for points in region]
    variance = sum(one**2 for one in deviations) / (len(deviations) - len(regions))
    skewness = sum(one**3 for one in deviations) / len(deviations) / variance**1.5
    sampling = [variance / len(region) for region in regions]
    between = between_of(rates, sampling)
    mean, mean_variance = mean_of(rates, [one + between for one in sampling])
    scores = [
        normal_score(
            (rate - mean) / sqrt(one + between - mean_variance),
            skewness / sqrt(len(region)) * (one / (one + between)) ** 1.5,
        )
        for region, rate, one in zip(regions, rates, sampling, strict=True)
    ]
    errors = [one / (one + between) for one in sampling]
    pairs = [sqrt(a + b) for index, a in enumerate(errors) for b in errors[index + 1 :]]
    half = 1.96 * sum(pairs) / len(pairs) / 2
    rows = []
    for score, rate, one in zip(scores, rates, sampling, strict=True):
        place = 1 + sum(other - half > score + half + 1e-9 for other in scores)
        kept = between / (one + between)
        margin = 1.96 * sqrt(kept * one + (1 - kept) ** 2 * mean_variance)
        rows.append(Row(place, score, mean + kept * (rate - mean), margin))
    return rows
