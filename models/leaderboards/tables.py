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

    Totals were summed by the seasons of their time: whoever adds, moves or deletes one over days that have points has
    them recounted (`rebuild_boards`; by hand: `groundswell boards rebuild`).
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


class RegionStanding(Model):
    """
    Where a region stood in its league in a window when it was last computed (`rules/fair`).

    Only regions that may be shown in public have a row. Points and rates are thousandths; `points` is the region's
    total, `shown` the shrunk rate per active person between `lowest` and `highest`; `counted` the points as they count in
    matches (nobody with more than the league's 90th percentile), `variance` that of a person's points in the league.
    `next_league`: where it plays next; set once, when a season is closed: from then on the row is final.
    `totals_version` is the sum of the versions of the window's region totals from which it was computed: as long as that
    holds, so does the standing.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    parent_id = fields.UUIDField()
    region_id = fields.UUIDField()
    window_kind = fields.CharEnumField(Window, max_length=8)
    window_start = fields.DateField()
    league = fields.IntField()
    place = fields.IntField()
    score = fields.FloatField()
    shown = fields.BigIntField()
    lowest = fields.BigIntField()
    highest = fields.BigIntField()
    active = fields.IntField()
    points = fields.BigIntField()
    counted = fields.BigIntField(default=0)
    variance = fields.FloatField(default=0.0)
    next_league = fields.IntField(null=True)
    totals_version = fields.BigIntField()
    rule_version = fields.IntField()
    computed_at = fields.DatetimeField()

    class Meta:
        table = "region_standings"
        unique_together = (("account_id", "parent_id", "window_kind", "window_start", "region_id"),)


class Fixture(Model):
    """
    A match of two regions of a league over an ISO week, drawn with about even odds.

    `chance`: that `one` has the higher rate, as predicted when it was drawn; `joint_target`: points (thousandths) that
    both reach together when both win. When the week is over: `one_rate` and `other_rate` (thousandths per active person),
    `joint_points`, and `outcome` for `one` (1 won, 0 lost, ½ drawn); all null where a side had too few active people.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    parent_id = fields.UUIDField()
    season_start = fields.DateField()
    week_start = fields.DateField()
    league = fields.IntField()
    one_id = fields.UUIDField()
    other_id = fields.UUIDField()
    chance = fields.FloatField()
    joint_target = fields.BigIntField()
    drawn_at = fields.DatetimeField()
    one_rate = fields.BigIntField(null=True)
    other_rate = fields.BigIntField(null=True)
    joint_points = fields.BigIntField(null=True)
    outcome = fields.FloatField(null=True)
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "fixtures"
        unique_together = (("account_id", "week_start", "one_id"), ("account_id", "week_start", "other_id"))
        indexes = [Index(fields=("account_id", "parent_id", "week_start"), name="fixtures_week")]
