"""What boards are called in Redis, and on which channels their changes are told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.leaderboards.tables import BoardKind, Window

WORLD = "world"


@dataclass(frozen=True, slots=True)
class BoardName:
    """One board of an account. Regions compete with those that have the same parent; `parent_id` None: countries."""

    kind: BoardKind
    window: Window
    starts_on: date
    parent_id: UUID | None = None

    def __str__(self) -> str:
        head = f"{self.kind}:{self.window}:{self.starts_on}"
        return f"{head}:{self.parent_id or WORLD}" if self.kind is BoardKind.REGION else head


def state_key(account_id: UUID) -> str:
    """The hash that says which generation of an account's boards is live, and which is being built."""
    return f"boards:{account_id}"


def prefix(account_id: UUID) -> str:
    """What all boards of an account begin with; generation and name follow."""
    return f"board:{account_id}:"


def channel(account_id: UUID, kind: BoardKind, window: Window, parent_id: UUID | None) -> str:
    """Where changes of boards of a kind and window are told; the message is the window's first day."""
    head = f"board-changes:{account_id}:{kind}:{window}"
    return f"{head}:{parent_id or WORLD}" if kind is BoardKind.REGION else head
