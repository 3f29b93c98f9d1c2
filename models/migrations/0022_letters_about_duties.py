"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.people.tables.consent import Purpose


class Migration(migrations.Migration):
    dependencies = [("models", "0021_hours_as_arms")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Consent",
            name="purpose",
            field=fields.CharEnumField(
                description="PARTICIPATION: participation\nASKS: asks\nNEWS: news\nURGENT_CALLS: urgent_calls\nPUBLIC_BOARD: public_board\nDUTIES: duties",
                enum_type=Purpose,
                max_length=16,
            ),
        ),
    ]
