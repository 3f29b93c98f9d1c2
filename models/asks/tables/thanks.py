"""Unannounced thanks for newcomers, and who lends their name to letters."""

from tortoise import fields
from tortoise.models import Model


class ThanksSigner(Model):
    """An organizer who lends their name to thank-you notes for newcomers of their regions."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    since = fields.DatetimeField()

    class Meta:
        table = "thanks_signers"
        unique_together = (("account_id", "person_id"),)


class AskSigner(Model):
    """An organizer who lends their name to asks of people of their regions."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    person_id = fields.UUIDField()
    since = fields.DatetimeField()

    class Meta:
        table = "ask_signers"
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
