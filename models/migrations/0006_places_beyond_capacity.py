"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0005_newcomer_thanks")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Ask",
            name="chance",
            field=fields.FloatField(default=0.3333333333333333),
        ),
        ops.AddField(
            model_name="Assignment",
            name="show_chance",
            field=fields.FloatField(null=True),
        ),
        ops.AddField(
            model_name="Shift",
            name="expected",
            field=fields.FloatField(default=0),
        ),
        ops.AddField(
            model_name="Shift",
            name="overbook",
            field=fields.SmallIntField(default=0),
        ),
    ]
