"""What has been given so far in a run, and what may still be given: one thing at a time, within each one's week."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from models.matching.rules.candidates import Candidates, Choice
from models.matching.rules.care import COLUMNS, Engagement, clashes, table_of, too_many_in_a_row
from models.matching.rules.columns import Flags, Integers, Numbers
from models.matching.rules.crowd import Crowd
from models.matching.rules.openings import Opening, Week
from models.matching.rules.score import crowding


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """
    What other runs plan for the same people: a table of engagements (`care.COLUMNS`), and the minutes of each week.

    Nobody gets a place at the same time from two runs; a reserve may.
    """

    spans: Numbers = field(default_factory=lambda: np.empty((0, COLUMNS)))
    minutes_in_week: Mapping[Week, Mapping[int, int]] = field(default_factory=dict)

    def is_free(self, opening: Opening, numbers: Integers) -> Flags:
        """Which of these people have nothing planned that excludes the opening."""
        against = self.spans[clashes(self.spans, opening.engagement), 0]
        return np.asarray(~np.isin(numbers, against.astype(np.int64)))


@dataclass(slots=True)
class Plan:
    """Matches of people (by number) with openings (by position), checked one by one."""

    crowd: Crowd
    candidates: Sequence[Candidates]
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    factors: Mapping[int, Numbers] = field(default_factory=dict)
    """By opening: what its places leave of a score, where they are not the next ones of the task."""
    taken: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """By opening: the indexes, among its candidates, of who is matched."""
    spans: dict[int, list[Engagement]] = field(default_factory=lambda: defaultdict(list))
    """What is planned for each person, here and elsewhere."""
    held: dict[int, list[Engagement]] = field(default_factory=lambda: defaultdict(list))
    """What each person has signed up for: all candidates are free beside it, but it counts towards shifts in a row."""
    minutes: dict[tuple[int, Week], int] = field(default_factory=lambda: defaultdict(int))

    def __post_init__(self) -> None:
        for table, known in ((self.elsewhere.spans, self.spans), (self.crowd.busy, self.held)):
            for number, start, end, late, *point in table.tolist():
                known[int(number)].append(Engagement(start, end, bool(late), *point))
        for minutes_in_week in (self.crowd.minutes_in_week, self.elsewhere.minutes_in_week):
            for week, minutes_of in minutes_in_week.items():
                for number, minutes in minutes_of.items():
                    self.minutes[number, week] += minutes

    def can_take(self, position: int, index: int) -> bool:
        """Whether that candidate is not in it yet, can bear it beside all else, and has time enough that week."""
        opening = self.candidates[position].opening
        number = int(self.candidates[position].numbers[index])
        new, planned = opening.engagement, self.spans.get(number, [])
        rest, most = float(self.crowd.rest_seconds[number]), int(self.crowd.in_a_row[number])
        if planned and clashes(table_of((number, each) for each in planned), new, rest).any():
            return False
        if too_many_in_a_row([*planned, *self.held.get(number, [])], new, most):
            return False
        total = self.minutes[number, opening.week] + opening.minutes
        return total <= int(self.crowd.weekly_minutes[number])

    def take(self, position: int, index: int) -> None:
        """Match that candidate with the opening."""
        opening = self.candidates[position].opening
        number = int(self.candidates[position].numbers[index])
        self.taken[position].append(index)
        self.spans[number].append(opening.engagement)
        self.minutes[number, opening.week] += opening.minutes

    def give_back(self, position: int, index: int) -> None:
        """Undo `take`."""
        opening = self.candidates[position].opening
        number = int(self.candidates[position].numbers[index])
        self.taken[position].remove(index)
        self.spans[number].remove(opening.engagement)
        self.minutes[number, opening.week] -= opening.minutes

    def has_match(self, number: int) -> bool:
        """Whether anything is planned for that person."""
        return bool(self.spans[number])

    def crowding(self, position: int) -> float:
        """What the next place of an opening leaves of a score."""
        return self.factor(position, len(self.taken[position]))

    def factor(self, position: int, place: int) -> float:
        """What a place of an opening (from 0) leaves of a score."""
        own = self.factors.get(position, ())
        if place < len(own):
            return float(own[place])
        return crowding(self.candidates[position].opening.taken + place)

    def matched(self, position: int) -> list[int]:
        """The numbers of who is matched with an opening."""
        return [int(number) for number in self.candidates[position].numbers[self.taken[position]]]

    def choices(self) -> list[Choice]:
        """All matches by opening, the best first: the first places help most, so they go to the best (M2)."""
        return [
            self.choice(position, index, self.factor(position, place))
            for position in range(len(self.candidates))
            for place, index in enumerate(sorted(self.taken[position]))
        ]

    def choice(self, position: int, index: int, factor: float, *, reserve: bool = False) -> Choice:
        """That candidate for the opening, in a place of that factor."""
        each = self.candidates[position]
        score = float(each.scores[index]) * factor
        return Choice(position, int(each.numbers[index]), score, float(each.km[index]), reserve)

    def without_match(self) -> Flags:
        """Whom, by number, nothing is planned for."""
        free = np.ones(len(self.crowd), dtype=np.bool_)
        for position in range(len(self.candidates)):
            free[self.matched(position)] = False
        return free
