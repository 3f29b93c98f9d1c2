"""Asks, and what people answer."""

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model


class AskKind(StrEnum):
    """
    What is asked for: a shift; the next rung of the ladder; to come back after a silence; an answer about oneself.

    Thanks are no ask: they cost no attention.
    """

    SHIFT = "shift"
    STEP = "step"
    RETURN = "return"
    PROFILE = "profile"


class AskStatus(StrEnum):
    """Where an ask stands."""

    CHOSEN = "chosen"
    SENT = "sent"
    ANSWERED = "answered"
    RECALLED = "recalled"


class AskRoute(StrEnum):
    """
    Who is to ask first (`rules.md` A8): somebody with a card, or at once the system, and why.

    NOBODY: nobody near offered to ask people personally; BUSY: all who did have three cards today; PRIVATE: there is no
    number to call, or they want no calls; NO_CALLER: a call is the only way that they agreed to, and nobody could make one.
    """

    TEAMMATE = "teammate"
    TEAM_LEADER = "team_leader"
    ORGANIZER = "organizer"
    NOBODY = "nobody"
    BUSY = "busy"
    PRIVATE = "private"
    NO_CALLER = "no_caller"


class AskAnswer(StrEnum):
    """What people answer with one tap."""

    YES = "yes"
    NOT_NOW = "not_now"
    TOO_FAR = "too_far"
    NOT_MY_THING = "not_my_thing"
    ALREADY_DID = "already_did"
    NEVER = "never"


class Ask(Model):
    """
    One ask of one person for one thing: why they (reasons), and with which probability it was chosen. Only SHIFT has a task
    and a shift; the others have a `subject` (`rules/next_steps.py`).

    `chance`: of a yes and of coming then, 0 to 1, as it was told when the ask was chosen. `chosen_on` is the person's
    local date: one ask a day, by constraint. `corrected`: what was said against its reasons, each once. `round_id`: the
    round of choosing that it came from, whose decisions are kept for a month. `arm`: in which dimensions
    (`learning/dimensions.py`; masks) the other arm fell on it than the usual one, of those that were open
    (`possible_arms`). `probability`: of all that together; `arm_chances`: the other arms' own, as `learning/drawing.py`
    packs them, 0 where `probability` says all. `missed_arms`: what was drawn and could not be carried out when it was
    sent. `route`: who was to ask first; None where nobody in the whole account had offered to. `appeal_id`: what an
    organizer wrote to many, if the ask belongs to that. Three more indexes are partial (migration 0029): writing an ask pays
    for none of them.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    kind = fields.CharEnumField(AskKind, max_length=12)
    task_id = fields.UUIDField(null=True)
    shift_id = fields.UUIDField(null=True)
    subject = fields.CharField(max_length=20, null=True)
    reasons: list[dict[str, Any]] = fields.JSONField()
    score = fields.FloatField()
    probability = fields.FloatField(default=1.0)
    arm = fields.SmallIntField(default=0)
    possible_arms = fields.SmallIntField(default=0)
    arm_chances = fields.BigIntField(default=0)
    missed_arms = fields.SmallIntField(default=0)
    chance = fields.FloatField(default=1 / 3)
    status = fields.CharEnumField(AskStatus, max_length=10)
    answer = fields.CharEnumField(AskAnswer, max_length=14, null=True)
    asked_by = fields.UUIDField(null=True)
    chosen_on = fields.DateField()
    chosen_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    corrected: list[str] = ArrayField("text", default=list)
    round_id = fields.UUIDField(null=True)
    route = fields.CharEnumField(AskRoute, max_length=12, null=True)
    appeal_id = fields.UUIDField(null=True)

    class Meta:
        table = "asks"
        unique_together = (("account_id", "person_id", "chosen_on"),)
        indexes = [Index(fields=("account_id", "shift_id", "status"), name="asks_shift")]
