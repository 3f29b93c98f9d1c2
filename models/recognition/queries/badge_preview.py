"""Who would have got which badge, and when, had other badges been there from the start."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from models.activity.queries import work_of_people
from models.kernel import work
from models.kernel.actor import READING, Actor
from models.kernel.errors import Invalid, NotAllowed, SignInRequired
from models.people.visibility import visible_condition
from models.recognition.rules.badges import BadgeRule, count_days
from models.recognition.rules.parse_badges import parse_badges

FEWEST_PEOPLE = 5
PAGE = 1000
MOST_PEOPLE = 50_000
NAMED = 10


@dataclass(slots=True)
class BadgePreview:
    """Who (person ids) would have got a badge, and on which local date, the earliest first."""

    rule: BadgeRule
    awards: list[tuple[date, UUID]] = field(default_factory=list)

    @property
    def people(self) -> int | None:
        """How many; None for one to four."""
        return None if 0 < len(self.awards) < FEWEST_PEOPLE else len(self.awards)

    @property
    def first_on(self) -> date | None:
        """When the first one would have got it; None where few would be given away."""
        return self.awards[0][0] if len(self.awards) >= FEWEST_PEOPLE else None

    @property
    def last_on(self) -> date | None:
        """When the last one would have got it; None where few would be given away."""
        return self.awards[-1][0] if len(self.awards) >= FEWEST_PEOPLE else None


async def preview_badges(actor: Actor, *, body: Any) -> list[BadgePreview]:
    """
    Count all days of everybody whom the actor sees by a draft; nothing is kept.

    Raises BadgesInvalid, Invalid (too many people), NotAllowed, SignInRequired.
    """
    if actor.is_stranger:
        raise SignInRequired
    if not actor.has_role(*READING):
        raise NotAllowed
    previews = [BadgePreview(rule) for rule in parse_badges(body)]
    person_ids = await _people(actor)
    ledger_ids = list(person_ids)
    for start in range(0, len(ledger_ids), PAGE):
        page = await work_of_people(actor.account_id, ledger_ids[start : start + PAGE])
        for ledger_id, days in page.items():
            state = count_days([preview.rule for preview in previews], {}, days)
            for preview in previews:
                earned_on = state[preview.rule.code].earned_on
                if earned_on is not None:
                    preview.awards.append((date.fromisoformat(earned_on), person_ids[ledger_id]))
    for preview in previews:
        preview.awards.sort()
    return previews


async def _people(actor: Actor) -> dict[UUID, UUID]:
    """Person ids by ledger id of everybody in scope who ever did anything."""
    condition, arguments = visible_condition(actor, 3)
    rows = await work.fetch(
        f"""
        SELECT p.ledger_id, p.id FROM people AS p
        WHERE p.account_id = $1 AND p.last_active_at IS NOT NULL AND {condition} ORDER BY p.id LIMIT $2
        """,
        actor.account_id,
        MOST_PEOPLE + 1,
        *arguments,
    )
    if len(rows) > MOST_PEOPLE:
        raise Invalid("These are too many people to look at in one go. Ask an organizer of a smaller region to try it.")
    return {row["ledger_id"]: row["id"] for row in rows}
