"""Badges of the week, told to everybody in a region: by consent, in the name that each has chosen."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.kernel import work
from models.kernel.actor import Actor
from models.kernel.paging import ensure_first
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.tables import BoardKind, Window
from models.people.queries import public_names
from models.recognition.badge_book import badge_book
from models.recognition.rules.badges import BadgeRule

PAGE = 200
MOST_READ = 2_000

_EARNED = """
SELECT person.ledger_id, badge.code, badge.earned_on FROM badges AS badge
JOIN people AS person ON person.account_id = badge.account_id AND person.id = badge.person_id
WHERE badge.account_id = $1 AND badge.earned_on BETWEEN $2 AND $3 AND starts_with(person.region_path, $4)
ORDER BY badge.earned_on DESC, badge.id DESC LIMIT $5 OFFSET $6
"""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Somebody who agreed to be named has earned a badge."""

    name: str
    rule: BadgeRule
    earned_on: date


async def announcements(actor: Actor, *, region_id: UUID | None = None, first: int | None = None) -> list[Announcement]:
    """
    The first 1 to 100 (20) badges of this week in a region (in the whole campaign, if none is said), the latest first.

    Public, so only of those who may be on public boards at this moment. Raises Invalid, NotFound.
    """
    count = ensure_first(first)
    frame = await frame_of(actor.account_id, kind=BoardKind.PERSON, window=Window.WEEK, on=None, region_id=region_id)
    rules = {rule.code: rule for rule in (await badge_book(actor.account_id)).rules}
    path = frame.region.path if frame.region else ""
    told: list[Announcement] = []
    for skip in range(0, MOST_READ, PAGE):
        rows = await work.fetch(_EARNED, actor.account_id, frame.name.starts_on, frame.ends_on, path, PAGE, skip)
        names = await public_names(actor.account_id, {row["ledger_id"] for row in rows})
        told += [
            Announcement(names[row["ledger_id"]], rules[row["code"]], row["earned_on"])
            for row in rows
            if row["ledger_id"] in names and row["code"] in rules
        ]
        if len(told) >= count or len(rows) < PAGE:
            break
    return told[:count]
