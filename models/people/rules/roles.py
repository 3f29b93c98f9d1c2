"""Which roles may give which."""

from collections.abc import Iterable

from models.kernel.actor import Role, Scope

_ORDER = list(Role)
_GRANTING = frozenset({Role.ORGANIZER, Role.ADMIN})


def rank(role: Role) -> int:
    """0 for a volunteer, up to 4 for an administrator."""
    return _ORDER.index(role)


def highest(held: Iterable[Role]) -> Role:
    """The one that lets its holder do most. Raises ValueError for none."""
    return max(held, key=rank)


def may_grant(scope: Scope, role: Role, region_path: str) -> bool:
    """
    Whether a scope is enough to give (or end) `role` over `region_path`: its holder organizes there, and no one gives
    more than they have. Analysts read; they give nothing.
    """
    inside = scope.team_id is None and region_path.startswith(scope.region_path)
    return inside and scope.role in _GRANTING and rank(role) <= rank(scope.role)
