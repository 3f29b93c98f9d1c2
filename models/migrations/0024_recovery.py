"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0023_policies_of_asks")]

    initial = False

    operations = [
        ops.AddField(
            model_name="AskPolicy",
            name="recovery_days",
            field=fields.SmallIntField(default=30),
        ),
    ]
