"""Whose work an actor may read, as a condition in the query itself."""

from typing import Any

from models.kernel.actor import READING, Actor


def visible_to(actor: Actor, first: int) -> tuple[str, list[Any]]:
    """
    A condition on `activity` and its `maker` (people, outer joined), and its arguments from `$first` on.

    One's own work, and that of the people in one's scope; the system and whoever has the whole account in scope read
    that of erased people too.
    """
    own = f"activity.ledger_id = ${first}::uuid"
    patterns = [_prefix_pattern(scope.region_path) for scope in actor.scopes_with(*READING) if scope.team_id is None]
    scoped = f"coalesce(maker.region_path, '') LIKE ANY(${first + 1}::text[])"
    return f"({own} OR {scoped})", [actor.ledger_id, ["%"] if actor.system else patterns]


def _prefix_pattern(region_path: str) -> str:
    return region_path.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
