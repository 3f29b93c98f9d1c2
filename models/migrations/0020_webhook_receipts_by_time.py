"""Written by `make migration`; change it only before it is committed."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0019_holdout_drawn")]

    initial = False

    operations = [
        ops.AddIndex(
            model_name="WebhookReceipt",
            index=Index(fields=["account_id", "received_at"], name="webhook_receipts_time"),
        ),
    ]
