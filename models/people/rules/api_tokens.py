"""What an organizer's API token may do: less than its owner, never more."""

from collections.abc import Collection
from dataclasses import replace

from models.kernel.actor import READING, Role, Scope
from models.kernel.errors import Invalid

READ = "read"
ORGANIZE = "organize"
PERMISSIONS = (READ, ORGANIZE)
LONGEST_DAYS = 365


def ensure_permissions(permissions: Collection[str]) -> list[str]:
    """The permissions, in order, without repetition. Raises Invalid if there is none or an unknown one."""
    if not permissions or not set(permissions) <= set(PERMISSIONS):
        raise Invalid("Choose what the token may do: read, or read and organize.", field="permissions")
    return [permission for permission in PERMISSIONS if permission in permissions]


def narrow_scopes(scopes: tuple[Scope, ...], permissions: Collection[str]) -> tuple[Scope, ...]:
    """
    The scopes that a token has of its owner's: with `organize` those of an organizer at most (it gives no roles of
    administrators), with `read` alone those of an analyst.
    """
    reading = [scope for scope in scopes if scope.role in READING]
    if ORGANIZE not in permissions:
        return tuple(replace(scope, role=Role.ANALYST) for scope in reading)
    return tuple(replace(scope, role=Role.ORGANIZER) if scope.role is Role.ADMIN else scope for scope in reading)


def ensure_days(days: int) -> int:
    """For how many days a token lives: 1 to 365; else raises Invalid."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid("A token lives for 1 to {longest} days.", field="days", longest=LONGEST_DAYS)
    return days
