"""The actor's own badges, and the way to the next ones where it is short."""

from dataclasses import dataclass
from datetime import date

from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.errors import SignInRequired
from models.people.tables import Person
from models.recognition.badge_book import badge_book
from models.recognition.rules.badges import BadgeRule, is_near
from models.recognition.rules.progress import from_json
from models.recognition.tables import Badge, BadgeProgress


@dataclass(frozen=True, slots=True)
class MyBadge:
    """A badge that was earned, or (`earned_on` None) is near: `value` of its threshold is there."""

    rule: BadgeRule
    value: int
    earned_on: date | None


async def my_badges(actor: Actor) -> list[MyBadge]:
    """Those that were earned, the latest first, then those that are near. Raises SignInRequired."""
    if actor.person_id is None:
        raise SignInRequired
    mine = {"account_id": actor.account_id, "person_id": actor.person_id}
    rules = {rule.code: rule for rule in (await badge_book(actor.account_id)).rules}
    rows = await Badge.filter(**mine, code__in=list(rules)).order_by("-earned_on", "code")
    return [MyBadge(rules[row.code], row.value, row.earned_on) for row in rows] + await _near(actor, rules)


async def _near(actor: Actor, rules: dict[str, BadgeRule]) -> list[MyBadge]:
    row = await BadgeProgress.get_or_none(account_id=actor.account_id, person_id=actor.person_id)
    if row is None:
        return []
    person = await Person.get(account_id=actor.account_id, id=row.person_id)
    today = clock.local_date(clock.now(), person.time_zone)
    now = from_json(row.version, row.through, row.state).now
    return [
        MyBadge(rules[code], tally.value, None)
        for code, tally in now.items()
        if code in rules and is_near(rules[code], tally, today)
    ]
