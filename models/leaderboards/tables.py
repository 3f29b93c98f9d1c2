"""Totals: what the boards in Redis are copies of. Derived from the ledger, versioned, rebuildable."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class BoardKind(StrEnum):
    """Who competes."""

    PERSON = "person"
    TEAM = "team"
    REGION = "region"


class Window(StrEnum):
    """Over which time. Weeks are ISO weeks, seasons are the account's (the calendar year where it has none)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"


class Season(Model):
    """
    A stretch of time that is won once.

    Totals were summed by the seasons of their time: whoever adds, moves or deletes one over days that have points calls
    `request_rebuild` in the same unit of work (by hand: `groundswell boards rebuild`).
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    name = fields.CharField(max_length=80)
    starts_on = fields.DateField()
    ends_on = fields.DateField()

    class Meta:
        table = "seasons"
        unique_together = (("account_id", "starts_on"),)


class Total(Model):
    """
    The points (thousandths) of one member of one board in one window.

    `version` rises with each change, in the transaction of the change: the fence that keeps an older score from
    overwriting a newer one in Redis. `member_id` is a person's ledger_id, a team's id or a region's id. The database's
    primary key is (account_id, kind, window_kind, window_start, member_id); Tortoise knows only of one column.
    """

    member_id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(BoardKind, max_length=8)
    window_kind = fields.CharEnumField(Window, max_length=8)
    window_start = fields.DateField()
    points = fields.BigIntField()
    version = fields.BigIntField()

    class Meta:
        table = "totals"
        indexes = [
            Index(fields=("account_id", "kind", "window_kind", "window_start", "points"), name="totals_board"),
        ]
