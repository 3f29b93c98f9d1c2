"""What is kept folded from asks: everybody's attention, and what open invitations bring."""

from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.models import Model

from models.asks.rules.attention import Unheard


class Attention(Model):
    """
    The one account of a person's attention, across channels, organizers and campaigns (`rules.md` A1, A2).

    `waiting`: asks on their way to them. `free_at`: from when on they may be asked again, by those that reached them, and
    `why` not earlier. `spent`: of their budget, in asks, when it was counted last; at night it is counted again, so that it is
    never too little. Deciding locks this row. Folded from `asks`: see `attention_accounts`, which counts again, too.
    What they declined are tasks, and kinds of work. The database's primary key is (account_id, person_id).
    """

    person_id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    waiting = fields.SmallIntField(default=0)
    free_at = fields.DatetimeField()
    why = fields.CharEnumField(Unheard, max_length=12, null=True)
    spent = fields.FloatField(default=0.0)
    declined_task_ids: list[UUID] = ArrayField("uuid", default=list)
    declined_kinds: list[str] = ArrayField("text", default=list)

    class Meta:
        table = "attention"


class ShiftInvitations(Model):
    """
    What the open asks for a shift are expected to bring, in people who come; `recount_at`: from when on that is not so any more.

    Folded from `asks`: see `invitations`. The database's primary key is (account_id, shift_id).
    """

    shift_id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    brings = fields.FloatField()
    recount_at = fields.DatetimeField()

    class Meta:
        table = "shift_invitations"
