"""Facts of many people, laid out so that a rule asks for those of a few at once: what most have not, and what many share."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """A fact that some people have: their numbers, ascending, and its value for each of them."""

    numbers: Integers
    values: Numbers

    @classmethod
    def of(cls, values: Mapping[int, float]) -> "Column":
        """Of values by number."""
        numbers = np.fromiter(values.keys(), dtype=np.int64, count=len(values))
        order = np.argsort(numbers)
        return cls(numbers[order], np.fromiter(values.values(), dtype=np.float64, count=len(values))[order])

    @classmethod
    def of_those(cls, numbers: Iterable[int]) -> "Column":
        """1 for each of these people."""
        found = np.array(sorted(numbers), dtype=np.int64)
        return cls(found, np.ones(len(found)))

    def at(self, numbers: Integers) -> Numbers:
        """Its value for each of some people, 0 for those who do not have it."""
        if not len(self.numbers):
            return np.zeros(len(numbers))
        index = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[index] == numbers, self.values[index], 0.0)


NOBODY = Column.of({})


@dataclass(frozen=True, slots=True)
class Groups:
    """The few values that many people share, sorted, and for each person (by number) which of them is theirs."""

    values: list[str]
    which: Integers

    @classmethod
    def of(cls, values: list[str]) -> "Groups":
        """The groups of a column."""
        position = {value: place for place, value in enumerate(sorted(set(values)))}
        return cls(list(position), np.fromiter((position[value] for value in values), dtype=np.int64))

    def flags(self, test: Callable[[str], bool]) -> Flags:
        """For each person, whether their value passes the test."""
        return np.array([test(value) for value in self.values], dtype=np.bool_)[self.which]

    def begins_with(self, prefix: str, numbers: Integers) -> Flags:
        """For each of some people, whether their value begins like that."""
        first, after = bisect_left(self.values, prefix), bisect_left(self.values, prefix + chr(0x10FFFF))
        which = self.which[numbers]
        return np.asarray((which >= first) & (which < after))

    def numbers(self, compute: Callable[[str], float], numbers: Integers) -> Numbers:
        """For each of some people, what is computed from their value."""
        return np.array([compute(value) for value in self.values], dtype=np.float64)[self.which[numbers]]
