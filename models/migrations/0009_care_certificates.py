"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0008_badges_and_pauses")]

    initial = False

    operations = [
        ops.AddField(
            model_name="MatchRun",
            name="care_bound",
            field=fields.FloatField(null=True),
        ),
        ops.AddField(
            model_name="MatchRun",
            name="care_value",
            field=fields.FloatField(null=True),
        ),
    ]
