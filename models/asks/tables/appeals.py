"""What organizers ask many for, in their own words, and in waves."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class AppealState(StrEnum):
    """Where an appeal stands: only a running one asks anybody."""

    DRAFT = "draft"
    RUNNING = "running"
    FILLED = "filled"
    TOO_LATE = "too_late"
    STOPPED = "stopped"


class Appeal(Model):
    """
    What an organizer asks many for, in waves (`rules.md` A4): the texts by language (`subject`, `body`), how many people a
    wave, and after how many hours the next one goes out. `urgent`: cover at short notice (A13).

    `next_wave_at`: while it runs; at most one of a task does. `simulation`: what was foreseen when it was released: counts
    alone. Whom it asked, `asks` say.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    task_id = fields.UUIDField()
    asked_by = fields.UUIDField(null=True)
    texts: dict[str, dict[str, str]] = fields.JSONField()
    per_wave = fields.SmallIntField()
    wait_hours = fields.SmallIntField()
    urgent = fields.BooleanField(default=False)
    state = fields.CharEnumField(AppealState, max_length=10, default=AppealState.DRAFT)
    simulation: dict[str, Any] | None = fields.JSONField(null=True)
    created_at = fields.DatetimeField()
    released_at = fields.DatetimeField(null=True)
    next_wave_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "appeals"
        indexes = [
            Index(fields=("account_id", "task_id", "created_at"), name="appeals_task"),
            Index(fields=("account_id", "state", "next_wave_at"), name="appeals_due"),
        ]


class AppealWave(Model):
    """A wave of an appeal that asked somebody: the first is number 1. Stored in the transaction that asked them."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    appeal_id = fields.UUIDField()
    number = fields.SmallIntField()
    round_id = fields.UUIDField()
    asked = fields.SmallIntField()
    at = fields.DatetimeField()

    class Meta:
        table = "appeal_waves"
        unique_together = (("account_id", "appeal_id", "number"),)
