"""Who acts: passed as the first argument to every query and action, never ambient."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a membership lets a person do in its region, from least to most."""

    VOLUNTEER = "volunteer"
    TEAM_LEADER = "team_leader"
    ORGANIZER = "organizer"
    ANALYST = "analyst"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Scope:
    """A role over a subtree of regions. `region_path` is the path's prefix; empty means everywhere."""

    role: Role
    region_path: str = ""
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """
    A person (or the system, or a stranger) within one account.

    `person_id` is None for a stranger and for the system; `system` marks jobs and the command line.
    `session_id` is the session the request came with, if any. `is_api_token` marks organizers' tokens; those that were
    made for reading alone are `read_only` as well: the API takes no mutation from them.
    """

    account_id: UUID
    person_id: UUID | None = None
    ledger_id: UUID | None = None
    scopes: tuple[Scope, ...] = field(default=())
    system: bool = False
    session_id: UUID | None = None
    language: str = "en"
    is_api_token: bool = False
    read_only: bool = False

    @property
    def is_stranger(self) -> bool:
        """Nobody signed in, and not the system either."""
        return self.person_id is None and not self.system

    def scopes_with(self, *roles: Role) -> tuple[Scope, ...]:
        """The scopes in which the actor has one of these roles."""
        return tuple(scope for scope in self.scopes if scope.role in roles)

    def has_role(self, *roles: Role) -> bool:
        """Whether the actor has one of these roles anywhere."""
        return self.system or bool(self.scopes_with(*roles))

    def covers(self, region_path: str, *roles: Role) -> bool:
        """Whether one of these roles holds in the region at `region_path` (a path such as `US/CA/037/`)."""
        if self.system:
            return True
        return any(
            region_path.startswith(scope.region_path) for scope in self.scopes_with(*roles) if scope.team_id is None
        )


ORGANIZING = (Role.ORGANIZER, Role.ADMIN)
READING = (Role.ORGANIZER, Role.ANALYST, Role.ADMIN)


def system_actor(account_id: UUID) -> Actor:
    """The actor of jobs, imports and the command line: sees and may do everything within its account."""
    return Actor(account_id=account_id, system=True)


def stranger(account_id: UUID, language: str = "en") -> Actor:
    """Somebody who has not signed in."""
    return Actor(account_id=account_id, language=language)
