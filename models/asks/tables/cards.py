"""Who asks people personally, and the cards that they are given."""

from enum import StrEnum

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.asks.tables.asks import AskRoute


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


class PersonalAsker(Model):
    """
    Somebody who offered to ask teammates (those of their team, or of their region as an organizer) personally.

    `lapses`: how many cards in a row they let go by; after three they are given none until they say that they are back.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    since = fields.DatetimeField()
    lapses = fields.SmallIntField(default=0)

    class Meta:
        table = "personal_askers"
        unique_together = (("account_id", "person_id"),)


class AskCard(Model):
    """
    An ask in somebody's hands (`rules.md` A8), before its message goes out: theirs until `leased_until`.

    In hand while it has no `result`, the lease runs, and the ask is still only chosen. `given_on`: the asker's local date.
    `lapsed_at`: when it was seen that the time went by without a result; whoever is next then has a card of their own.
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
    lapsed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "ask_cards"
        unique_together = (("account_id", "ask_id", "asker_person_id"),)
        indexes = [
            Index(fields=("account_id", "asker_person_id", "given_on"), name="ask_cards_day"),
            Index(fields=("account_id", "asker_person_id", "leased_until"), name="ask_cards_asker"),
        ]
