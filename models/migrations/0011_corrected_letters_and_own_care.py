"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0010_qualifications")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Ask",
            name="corrected",
            field=ArrayField(default=list, element_type="TEXT"),
        ),
        ops.AddField(
            model_name="Person",
            name="most_in_a_row",
            field=fields.SmallIntField(null=True),
        ),
        ops.AddField(
            model_name="Person",
            name="rest_hours",
            field=fields.SmallIntField(null=True),
        ),
    ]
