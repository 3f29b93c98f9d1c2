"""Who would gain and who would lose by another formula: sums of before and after, in which no small count shows."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from uuid import UUID

from models.activity.rules.adjust import Facet
from models.activity.rules.formula import Formula
from models.activity.rules.score_day import score_day
from models.activity.rules.standing import EffectiveActivity
from models.activity.tables import ActivityKind

FEWEST_PEOPLE = 5

Key = TypeVar("Key", bound=Hashable)


class Worth(NamedTuple):
    """Points (thousandths) by the ledger, and by the draft."""

    before: int = 0
    after: int = 0

    def plus(self, other: "Worth") -> "Worth":
        """The sum of both."""
        return Worth(self.before + other.before, self.after + other.after)


By = dict[UUID, Worth]
"""What each person (ledger id) has."""


@dataclass(slots=True)
class Comparison:
    """What a draft makes of days of the past: for each person over all, by region and by kind of work."""

    people: By = field(default_factory=dict)
    by_region: dict[UUID, By] = field(default_factory=lambda: defaultdict(dict))
    by_kind: dict[ActivityKind, By] = field(default_factory=lambda: defaultdict(dict))

    def add_day(
        self, draft: Formula, ledger_id: UUID, activities: Iterable[EffectiveActivity], net: Mapping[Facet, int]
    ) -> None:
        """Take in one day of one person: what counts of it, and the sums of its ledger entries."""
        listed = list(activities)
        points = score_day(draft, listed)
        for one in listed:
            self._add(ledger_id, one.region_id, one.kind, Worth(after=points[one.client_key]))
        for facet, before in net.items():
            self._add(ledger_id, facet.region_id, facet.kind, Worth(before=before))

    def _add(self, ledger_id: UUID, region_id: UUID, kind: ActivityKind, worth: Worth) -> None:
        for people in (self.people, self.by_region[region_id], self.by_kind[kind]):
            people[ledger_id] = people.get(ledger_id, Worth()).plus(worth)


@dataclass(frozen=True, slots=True)
class Change:
    """
    What would change for a group: points before and after (thousandths), how many people gain and how many lose.

    The two are None where they, or who stays as they are, are fewer than five but somebody.
    """

    people: int
    before: int
    after: int
    gaining: int | None
    losing: int | None


def change_of(people: By) -> Change:
    """The sums of a group of people."""
    before, after = (sum(worth[column] for worth in people.values()) for column in (0, 1))
    gaining = sum(worth.after > worth.before for worth in people.values())
    losing = sum(worth.after < worth.before for worth in people.values())
    if any(0 < count < FEWEST_PEOPLE for count in (gaining, losing, len(people) - gaining - losing)):
        return Change(len(people), before, after, None, None)
    return Change(len(people), before, after, gaining, losing)


def shown_changes(groups: Mapping[Key, By]) -> dict[Key, Change]:
    """
    The groups that are large enough, most people first.

    What is left out has five people together, or nobody could be left out: else it could be had by subtraction
    (complementary suppression: Cox 1980).
    """
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), str(item[0])))
    hidden = 0
    while ordered and (len(ordered[-1][1]) < FEWEST_PEOPLE or 0 < hidden < FEWEST_PEOPLE):
        hidden += len(ordered.pop()[1])
    return {key: change_of(people) for key, people in ordered}
