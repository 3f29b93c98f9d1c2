"""What the postal codes around an unknown one say."""

from collections.abc import Sequence

from models.regions.places import Place

INCOMPLETE = frozenset({"DZ", "MA", "PK", "PL"})
"""Countries whose list lacks codes that are in use, those of post-office boxes (`00-950`) above all."""

_LEAST_IN_COMMON = 3
"""Digits: codes are given out in blocks, and in these countries three digits are at most a town or a county."""


def stands_for(code: str, around: Sequence[Place]) -> Place | None:
    """
    The place that an unlisted code must lie in: that of the codes that share most of its first digits, if they share at
    least three and all are of one name in one region; else None. The one nearest in number stands for them.
    """
    shared = max((common_prefix(code, place.postal_code or "") for place in around), default=0)
    closest = [place for place in around if common_prefix(code, place.postal_code or "") == shared]
    agreed = {(place.name, place.region_id) for place in closest}
    if shared < _LEAST_IN_COMMON or len(agreed) != 1:
        return None
    return min(closest, key=lambda place: nearness(code, place))


def common_prefix(code: str, other: str) -> int:
    """How many first letters and digits two codes share."""
    shared = 0
    for left, right in zip(code.replace("-", ""), other.replace("-", ""), strict=False):
        if left != right:
            break
        shared += 1
    return shared


def nearness(code: str, place: Place) -> tuple[int, int, str]:
    """By what places are sorted to have those first whose codes are nearest to `code`."""
    other = place.postal_code or ""
    apart = abs(_number(code) - _number(other))
    return -common_prefix(code, other), apart, other


def _number(code: str) -> int:
    return int("".join(letter for letter in code if letter in "0123456789") or 0)
