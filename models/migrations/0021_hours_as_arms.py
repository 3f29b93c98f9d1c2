"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0020_webhook_receipts_by_time")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Ask",
            name="arm",
            field=fields.SmallIntField(default=0),
        ),
        ops.AddField(
            model_name="Ask",
            name="possible_arms",
            field=fields.SmallIntField(default=1),
        ),
        ops.AddIndex(
            model_name="Ask",
            index=Index(fields=["account_id", "sent_at"], name="asks_sent"),
        ),
        ops.AddField(
            model_name="AskRound",
            name="seed",
            field=fields.BigIntField(default=0),
        ),
    ]
