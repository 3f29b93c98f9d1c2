"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0033_kinds_of_asks")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Assignment",
            name="coming_said_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
