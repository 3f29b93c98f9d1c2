"""Written by `make migration`; change it only before it is committed."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0002_teams_talk")]

    initial = False

    operations = [
        ops.AddIndex(
            model_name="Ask",
            index=Index(fields=["account_id", "asked_by", "chosen_at"], name="asks_asker"),
        ),
    ]
