"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0029_partial_indexes_of_asks")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Attention",
            name="spent",
            field=fields.FloatField(default=0.0),
        ),
    ]
