"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.asks.tables import DeliveryState


class Migration(migrations.Migration):
    dependencies = [("models", "0027_appeals_in_waves")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Delivery",
            name="state",
            field=fields.CharEnumField(
                default=DeliveryState.PENDING,
                description="PENDING: pending\nATTEMPTING: attempting\nSENT: sent\nUNKNOWN: unknown\nPRESUMED_SENT: presumed\nDEAD: dead\nRECALLED: recalled",
                enum_type=DeliveryState,
                max_length=10,
            ),
        ),
        ops.AddField(
            model_name="Delivery",
            name="attempted_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
