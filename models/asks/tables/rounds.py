"""Rounds of choosing, what was decided in them, and the policies that were learned."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model

from models.asks.learning.dimensions import AskDimension


class AskRound(Model):
    """
    One round of choosing: for one task, or for all; of which shifts, and how many people who come each still wanted.

    What was decided about whom stands in `ask_decisions`. `most`: no more asks than that were wanted. `seed`: of the lots
    that say how somebody is asked.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    asked_by = fields.UUIDField(null=True)
    task_id = fields.UUIDField(null=True)
    most = fields.IntField(null=True)
    decided_at = fields.DatetimeField()
    shift_ids: list[UUID] = ArrayField("uuid", default=list)
    wanted: list[float] = ArrayField("float8", default=list)
    seed = fields.BigIntField(default=0)

    class Meta:
        table = "ask_rounds"
        indexes = [Index(fields=("account_id", "decided_at", "id"), name="ask_rounds_time")]


class AskDecisionPage(Model):
    """
    What a round decided about some thousand people, by their pseudonyms, in order: columns as bytes (`decision_pages`).

    Whether somebody who was to be asked was asked in the end, their ask says: its `round_id` is this one's.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    round_id = fields.UUIDField()
    first_ledger_id = fields.UUIDField()
    ledger_ids = fields.BinaryField()
    shifts = fields.BinaryField()
    decisions = fields.BinaryField()
    hours = fields.BinaryField()
    worth = fields.BinaryField()
    chances = fields.BinaryField()

    class Meta:
        table = "ask_decisions"
        unique_together = (("account_id", "round_id", "first_ledger_id"),)


class PolicyVerdict(StrEnum):
    """What became of a policy that was learned."""

    LIVE = "live"
    KEPT_BACK = "kept_back"


class AskPolicy(Model):
    """
    One policy that was learned from past asks, and how it was judged before it could go live (`evaluation/gate.py`).

    It draws one `dimension`. `chances`: of each arm, by circumstance (`learning/arms.py`). `asks`: how many it learned from.
    `judged`: yes for an ask by the policy that was live then, by this one, what it adds, and what the other arm adds to the
    usual one, each a value with the ends of its interval; `report`: what other ways of choosing would have brought.
    `recovery_days`: after how many days an ask is forgotten, whatever became of the policy. It is live from `live_from`
    until `live_until`.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    dimension = fields.CharEnumField(AskDimension, max_length=10, default=AskDimension.HOUR)
    made_at = fields.DatetimeField()
    verdict = fields.CharEnumField(PolicyVerdict, max_length=10)
    live_from = fields.DatetimeField(null=True)
    live_until = fields.DatetimeField(null=True)
    asks = fields.IntField()
    chances: list[list[float]] = fields.JSONField()
    judged: dict[str, list[float]] = fields.JSONField()
    report: dict[str, Any] = fields.JSONField()
    recovery_days = fields.SmallIntField(default=30)

    class Meta:
        table = "ask_policies"
        indexes = [Index(fields=("account_id", "made_at", "id"), name="ask_policies_time")]
