"""What another formula would have made of the past."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from models.activity import policy
from models.activity.ledger import DayKey, read_days
from models.activity.queries.visibility import visible_to
from models.activity.rules import Formula, parse_formula
from models.activity.rules.preview import FEWEST_PEOPLE, Change, Comparison, Worth, change_of, shown_changes
from models.activity.tables import ActivityKind
from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.errors import Invalid

LONGEST = timedelta(days=366)
PAGE = 2000
MOST_PERSON_DAYS = 200_000
NAMED = 5
DRAFT_VERSION = 0
"""What is no version yet."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What one person had in the ledger, and would have had (thousandths)."""

    person_id: UUID
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FormulaPreview:
    """
    What would have changed, all together, by region and by kind; `people` are those with the largest differences.

    `all` is None when fewer than five people did anything.
    """

    all: Change | None
    by_region: dict[UUID, Change]
    by_kind: dict[ActivityKind, Change]
    people: list[PersonChange]


async def preview_formula(actor: Actor, *, body: Any, first: date, last: date) -> FormulaPreview:
    """
    Score the local dates from `first` to `last` (at most a year) of everybody in the actor's scope by a draft.

    Raises FormulaInvalid, Invalid (for the dates), NotAllowed, SignInRequired.
    """
    policy.ensure_may_preview_formula(actor)
    if not timedelta(0) <= last - first < LONGEST:
        raise Invalid("Choose a stretch of one day to a year.", field="last")
    draft = parse_formula(DRAFT_VERSION, first, {**body, "last_day": None} if isinstance(body, dict) else body)
    comparison, person_ids = await _compare(actor, draft, first, last)
    return FormulaPreview(
        all=change_of(comparison.people) if len(comparison.people) >= FEWEST_PEOPLE else None,
        by_region=shown_changes(comparison.by_region),
        by_kind=shown_changes(comparison.by_kind),
        people=_largest(comparison.people, person_ids),
    )


async def _compare(actor: Actor, draft: Formula, first: date, last: date) -> tuple[Comparison, dict[UUID, UUID]]:
    comparison, person_ids = Comparison(), dict[UUID, UUID]()
    page: list[DayKey] = []
    seen = 0
    while found := await _next_days(actor, first, last, page):
        page = [(ledger_id, local_date) for ledger_id, local_date, _ in found]
        seen += len(page)
        if seen > MOST_PERSON_DAYS:
            raise Invalid("That is too much to look at in one go. Choose a shorter stretch.", field="last")
        person_ids |= {ledger_id: person_id for ledger_id, _, person_id in found}
        for (ledger_id, _), day in (await read_days(actor.account_id, page)).items():
            comparison.add_day(draft, ledger_id, day.activities.values(), day.net)
    return comparison, person_ids


async def _next_days(actor: Actor, first: date, last: date, before: list[DayKey]) -> list[tuple[UUID, date, UUID]]:
    condition, arguments = visible_to(actor, 7)
    rows = await work.fetch(
        f"""
        SELECT DISTINCT activity.ledger_id, activity.local_date, maker.id AS person_id
        FROM activities AS activity
        JOIN people AS maker ON maker.account_id = activity.account_id AND maker.ledger_id = activity.ledger_id
        WHERE activity.account_id = $1 AND activity.local_date BETWEEN $2 AND $3
          AND ($4::uuid IS NULL OR (activity.ledger_id, activity.local_date) > ($4, $5)) AND {condition}
        ORDER BY activity.ledger_id, activity.local_date LIMIT $6
        """,
        actor.account_id,
        first,
        last,
        *(before[-1] if before else (None, None)),
        PAGE,
        *arguments,
    )
    return [(row["ledger_id"], row["local_date"], row["person_id"]) for row in rows]


def _largest(people: dict[UUID, Worth], person_ids: dict[UUID, UUID]) -> list[PersonChange]:
    """Those who would gain most, then those who would lose most; who stays as they are is left out."""
    changed = sorted(
        ((worth.after - worth.before, ledger_id) for ledger_id, worth in people.items() if worth.after != worth.before),
        reverse=True,
    )
    gaining = [ledger_id for difference, ledger_id in changed if difference > 0][:NAMED]
    losing = [ledger_id for difference, ledger_id in reversed(changed) if difference < 0][:NAMED]
    return [PersonChange(person_ids[one], *people[one]) for one in [*gaining, *losing]]
