"""Asks, and the life of each message."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.models import Model

from models.asks.rules.attention import Unheard
from models.people.tables import Channel


class AskKind(StrEnum):
    """What is asked for."""

    SHIFT = "shift"


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
    number to call, or no teammate may have it.
    """

    TEAMMATE = "teammate"
    TEAM_LEADER = "team_leader"
    ORGANIZER = "organizer"
    NOBODY = "nobody"
    BUSY = "busy"
    PRIVATE = "private"


class CardResult(StrEnum):
    """What became of asking somebody personally: their answer, or that they could not be asked."""

    YES = "yes"
    NOT_NOW = "not_now"
    TOO_FAR = "too_far"
    NOT_MY_THING = "not_my_thing"
    ALREADY_DID = "already_did"
    NEVER = "never"
    NOT_REACHED = "not_reached"
    WRONG_NUMBER = "wrong_number"


class AppealState(StrEnum):
    """Where an appeal stands: only a running one asks anybody."""

    DRAFT = "draft"
    RUNNING = "running"
    FILLED = "filled"
    TOO_LATE = "too_late"
    STOPPED = "stopped"


class AskAnswer(StrEnum):
    """What people answer with one tap."""

    YES = "yes"
    NOT_NOW = "not_now"
    TOO_FAR = "too_far"
    NOT_MY_THING = "not_my_thing"
    ALREADY_DID = "already_did"
    NEVER = "never"


class MessagePurpose(StrEnum):
    """Why a message goes out. Service messages, ways in and proofs of a number need no consent and cost no attention."""

    SIGN_IN = "sign_in"
    PROOF = "proof"
    ASK = "ask"
    THANKS = "thanks"
    SERVICE = "service"


class DeliveryState(StrEnum):
    """The life of one message (`safety.md` 2)."""

    PENDING = "pending"
    ATTEMPTING = "attempting"
    SENT = "sent"
    UNKNOWN = "unknown"
    PRESUMED_SENT = "presumed"
    DEAD = "dead"
    RECALLED = "recalled"


class Ask(Model):
    """
    One ask of one person for one shift: why they (reasons), and with which probability it was chosen.

    `chance`: of a yes and of coming then, 0 to 1, as it was told when the ask was chosen. `chosen_on` is the person's
    local date: one ask a day, by constraint. `corrected`: what was said against its reasons, each once. `round_id`: the
    round of choosing that it came from, whose decisions are kept for a month. `arm`: at which hour it goes out
    (`learning/arms.py`), drawn with `probability` among `possible_arms` (a mask: bit 0 is arm 0). `route`: who was to ask
    first; None where nobody in the whole account had offered to. `appeal_id`: what an organizer wrote to many, if the ask
    belongs to that.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    kind = fields.CharEnumField(AskKind, max_length=12)
    task_id = fields.UUIDField()
    shift_id = fields.UUIDField()
    reasons: list[dict[str, Any]] = fields.JSONField()
    score = fields.FloatField()
    probability = fields.FloatField(default=1.0)
    arm = fields.SmallIntField(default=0)
    possible_arms = fields.SmallIntField(default=1)
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
        indexes = [
            Index(fields=("account_id", "person_id", "chosen_at"), name="asks_person"),
            Index(fields=("account_id", "shift_id", "status"), name="asks_shift"),
            Index(fields=("account_id", "asked_by", "chosen_at"), name="asks_asker"),
            Index(fields=("account_id", "sent_at"), name="asks_sent"),
            Index(fields=("account_id", "appeal_id"), name="asks_appeal"),
        ]


class PersonalAsker(Model):
    """Somebody who offered to ask teammates (those of their team, or of their region as an organizer) personally."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    since = fields.DatetimeField()

    class Meta:
        table = "personal_askers"
        unique_together = (("account_id", "person_id"),)


class AskCard(Model):
    """
    An ask in somebody's hands (`rules.md` A8), before its message goes out: theirs until `leased_until`, when that is due.

    In hand while it has no `result`, the lease runs, and the ask is still only chosen. `given_on`: the asker's local date.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    ask_id = fields.UUIDField()
    person_id = fields.UUIDField()
    asker_person_id = fields.UUIDField(null=True)
    route = fields.CharEnumField(AskRoute, max_length=12)
    given_on = fields.DateField()
    given_at = fields.DatetimeField()
    leased_until = fields.DatetimeField()
    result = fields.CharEnumField(CardResult, max_length=12, null=True)
    recorded_at = fields.DatetimeField(null=True)

    class Meta:
        table = "ask_cards"
        unique_together = (("account_id", "ask_id"),)
        indexes = [
            Index(fields=("account_id", "asker_person_id", "given_on"), name="ask_cards_day"),
            Index(fields=("account_id", "asker_person_id", "leased_until"), name="ask_cards_asker"),
        ]


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


class Attention(Model):
    """
    The one account of a person's attention, across channels, organizers and campaigns (`rules.md` A1, A2).

    `waiting`: asks on their way to them. `free_at`: from when on they may be asked again, by those that reached them, and
    `why` not earlier. Deciding locks this row. Folded from `asks`: see `attention_accounts`, which counts again, too.
    What they declined are tasks, and kinds of work. The database's primary key is (account_id, person_id).
    """

    person_id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    waiting = fields.SmallIntField(default=0)
    free_at = fields.DatetimeField()
    why = fields.CharEnumField(Unheard, max_length=12, null=True)
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


class AskRound(Model):
    """
    One round of choosing: for one task, or for all; of which shifts, and how many people who come each still wanted.

    What was decided about whom stands in `ask_decisions`. `most`: no more asks than that were wanted. `seed`: of the lots
    that say at which hour somebody is asked.
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


class PolicyVerdict(StrEnum):
    """What became of a policy that was learned."""

    LIVE = "live"
    KEPT_BACK = "kept_back"


class AskPolicy(Model):
    """
    One policy that was learned from past asks, and how it was judged before it could go live (`evaluation/gate.py`).

    `chances`: of each arm, by circumstance (`learning/arms.py`). `asks`: how many it learned from. `judged`: yes for an ask
    by the policy that was live then, by this one, and what it adds, each a value with the ends of its interval; `report`:
    what other ways of choosing would have brought. `recovery_days`: after how many days an ask is forgotten, whatever became of
    the policy. It is live from `live_from` until `live_until`.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
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


class Delivery(Model):
    """One message to one person on one channel; claimed with a lease, sent once."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    purpose = fields.CharEnumField(MessagePurpose, max_length=10)
    channel = fields.CharEnumField(Channel, max_length=8)
    ask_id = fields.UUIDField(null=True)
    sign_in_request_id = fields.UUIDField(null=True)
    template = fields.CharField(max_length=40)
    parameters: dict[str, Any] = fields.JSONField()
    state = fields.CharEnumField(DeliveryState, max_length=10, default=DeliveryState.PENDING)
    attempt = fields.SmallIntField(default=0)
    owner = fields.UUIDField(null=True)
    leased_until = fields.DatetimeField(null=True)
    attempted_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)
    message_id = fields.CharField(max_length=200, null=True)
    subject = fields.CharField(max_length=300, null=True)
    body = fields.TextField(null=True)
    last_error = fields.CharField(max_length=500, null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "deliveries"
        unique_together = (("account_id", "ask_id", "channel"),)
        indexes = [
            Index(fields=("account_id", "person_id", "created_at"), name="deliveries_person"),
            Index(fields=("state", "due_at", "id"), name="deliveries_due"),
        ]


class MailboxMessage(Model):
    """A message in the local mailbox: what would have been an e-mail, where no mail server is configured."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField(null=True)
    to_address = fields.CharField(max_length=254)
    subject = fields.CharField(max_length=300)
    text = fields.TextField()
    html = fields.TextField()
    message_id = fields.CharField(max_length=200)
    received_at = fields.DatetimeField()

    class Meta:
        table = "mailbox_messages"
        unique_together = (("account_id", "message_id"),)
        indexes = [Index(fields=("account_id", "received_at", "id"), name="mailbox_messages_time")]


class ThanksSigner(Model):
    """An organizer who lends their name to thank-you notes for newcomers of their regions."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    since = fields.DatetimeField()

    class Meta:
        table = "thanks_signers"
        unique_together = (("account_id", "person_id"),)


class NewcomerThanks(Model):
    """
    The one draw of a newcomer who earned thanks in their first month (`rules.md` G12): with which chance, and whether the
    lot fell on them. Those it did not fall on are the holdout. `signed_by`: the organizer in whose name they are thanked.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    chance = fields.FloatField()
    drawn = fields.BooleanField()
    signed_by = fields.UUIDField(null=True)
    drawn_at = fields.DatetimeField()

    class Meta:
        table = "newcomer_thanks"
        unique_together = (("account_id", "person_id"),)
