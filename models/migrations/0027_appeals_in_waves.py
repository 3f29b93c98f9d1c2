"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.asks.tables import AppealState


class Migration(migrations.Migration):
    dependencies = [("models", "0026_push_subscriptions_and_proven_phones")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Appeal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("task_id", fields.UUIDField()),
                ("asked_by", fields.UUIDField(null=True)),
                ("texts", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("per_wave", fields.SmallIntField()),
                ("wait_hours", fields.SmallIntField()),
                ("urgent", fields.BooleanField(default=False)),
                (
                    "state",
                    fields.CharEnumField(
                        default=AppealState.DRAFT,
                        description="DRAFT: draft\nRUNNING: running\nFILLED: filled\nTOO_LATE: too_late\nSTOPPED: stopped",
                        enum_type=AppealState,
                        max_length=10,
                    ),
                ),
                ("simulation", fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("released_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("next_wave_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "appeals",
                "app": "models",
                "indexes": [
                    Index(fields=["account_id", "task_id", "created_at"], name="appeals_task"),
                    Index(fields=["account_id", "state", "next_wave_at"], name="appeals_due"),
                ],
                "pk_attr": "id",
                "table_description": "What an organizer asks many for, in waves (`rules.md` A4): the texts by language (`subject`, `body`), how many people a",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AppealWave",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("appeal_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                ("round_id", fields.UUIDField()),
                ("asked", fields.SmallIntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "appeal_waves",
                "app": "models",
                "unique_together": (("account_id", "appeal_id", "number"),),
                "pk_attr": "id",
                "table_description": "A wave of an appeal that asked somebody: the first is number 1. Stored in the transaction that asked them.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Ask",
            name="appeal_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name="Ask",
            index=Index(fields=["account_id", "appeal_id"], name="asks_appeal"),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE appeals DROP CONSTRAINT appeals_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE appeal_waves DROP CONSTRAINT appeal_waves_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE appeals ADD CONSTRAINT appeals_task_id_fkey FOREIGN KEY (account_id, task_id) REFERENCES tasks (account_id, id)",
                "ALTER TABLE appeal_waves ADD CONSTRAINT appeal_waves_appeal_id_fkey FOREIGN KEY (account_id, appeal_id) REFERENCES appeals (account_id, id)",
                "ALTER TABLE asks ADD CONSTRAINT asks_appeal_id_fkey FOREIGN KEY (account_id, appeal_id) REFERENCES appeals (account_id, id)",
            ]
        ),
    ]
