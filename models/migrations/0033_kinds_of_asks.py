"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.asks.tables.asks import AskKind


class Migration(migrations.Migration):
    dependencies = [("models", "0032_cards_climb")]

    initial = False

    operations = [
        ops.AlterModelOptions(
            name="Ask",
            options={
                "table": "asks",
                "app": "models",
                "unique_together": (("account_id", "person_id", "chosen_on"),),
                "indexes": [Index(fields=["account_id", "shift_id", "status"], name="asks_shift")],
                "pk_attr": "id",
                "table_description": "One ask of one person for one thing: why they (reasons), and with which probability it was chosen. Only SHIFT has a task",
            },
        ),
        ops.AlterField(
            model_name="Ask",
            name="kind",
            field=fields.CharEnumField(
                description="SHIFT: shift\nSTEP: step\nRETURN: return\nPROFILE: profile",
                enum_type=AskKind,
                max_length=12,
            ),
        ),
        ops.AlterField(
            model_name="Ask",
            name="shift_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AlterField(
            model_name="Ask",
            name="task_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name="Ask",
            name="subject",
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE asks ADD CONSTRAINT asks_shift_of_kind CHECK ((kind = 'shift') = (task_id IS NOT NULL AND shift_id IS NOT NULL))",
                "ALTER TABLE asks ADD CONSTRAINT asks_subject_of_kind CHECK ((kind = 'shift') = (subject IS NULL))",
                "CREATE INDEX asks_steps ON asks (account_id, chosen_at) WHERE kind <> 'shift'",
            ]
        ),
    ]
