"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.activity.tables import Concern, EntryReason


class Migration(migrations.Migration):
    dependencies = [("models", "0013_step_ups")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ActivityFlag",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("ledger_id", fields.UUIDField()),
                ("client_key", fields.CharField(max_length=64)),
                ("revision", fields.SmallIntField()),
                (
                    "concern",
                    fields.CharEnumField(
                        description="RATE: rate\nDISTANCE: distance\nBURST: burst\nDUPLICATE: duplicate",
                        enum_type=Concern,
                        max_length=10,
                    ),
                ),
                ("measured", fields.IntField()),
                ("bound", fields.IntField()),
                ("found_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "activity_flags",
                "app": "models",
                "unique_together": (("account_id", "ledger_id", "client_key", "revision", "concern"),),
                "indexes": [Index(fields=["account_id", "decided_at", "found_at"], name="activity_flags_open")],
                "pk_attr": "id",
                "table_description": "Something about a revision asks for a person to look at it. Open until an organizer has judged the activity.",
            },
            bases=["Model"],
        ),
        ops.AlterField(
            model_name="LedgerEntry",
            name="reason",
            field=fields.CharEnumField(
                description="SCORED: scored\nADJUSTED: adjusted\nCORRECTED: corrected\nREVERSED: reversed\nFLAGGED: flagged\nRECOMPUTED: recomputed",
                enum_type=EntryReason,
                max_length=10,
            ),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE activity_flags DROP CONSTRAINT activity_flags_pkey, ADD PRIMARY KEY (account_id, id)",
            ]
        ),
    ]
