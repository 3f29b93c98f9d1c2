"""Written by `make migration`; change it only before it is committed."""

from tortoise import migrations
from tortoise.migrations import operations as ops

# Most asks have neither an asker nor an appeal, and none is sent when it is written. Those of a person are few, and found
# by the key that lets nobody have two a day.
_INDEXES = {
    "asks_asker": "(account_id, asked_by, chosen_at) WHERE asked_by IS NOT NULL",
    "asks_sent": "(account_id, sent_at) WHERE sent_at IS NOT NULL",
    "asks_appeal": "(account_id, appeal_id) WHERE appeal_id IS NOT NULL",
}


class Migration(migrations.Migration):
    dependencies = [("models", "0028_deliveries_attempted")]

    initial = False

    operations = [
        ops.RemoveIndex(model_name="Ask", name="asks_person", fields=None),
        ops.RemoveIndex(model_name="Ask", name="asks_asker", fields=None),
        ops.RemoveIndex(model_name="Ask", name="asks_sent", fields=None),
        ops.RemoveIndex(model_name="Ask", name="asks_appeal", fields=None),
        ops.RunSQL(sql=[f"CREATE INDEX {name} ON asks {columns}" for name, columns in _INDEXES.items()]),
    ]
