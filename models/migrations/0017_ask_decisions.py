"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0016_greeting_clock")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AskDecisionPage",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("round_id", fields.UUIDField()),
                ("first_ledger_id", fields.UUIDField()),
                ("ledger_ids", fields.BinaryField()),
                ("shifts", fields.BinaryField()),
                ("decisions", fields.BinaryField()),
                ("hours", fields.BinaryField()),
                ("worth", fields.BinaryField()),
                ("chances", fields.BinaryField()),
            ],
            options={
                "table": "ask_decisions",
                "app": "models",
                "unique_together": (("account_id", "round_id", "first_ledger_id"),),
                "pk_attr": "id",
                "table_description": "What a round decided about some thousand people, by their pseudonyms, in order: columns as bytes (`decision_pages`).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AskRound",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("asked_by", fields.UUIDField(null=True)),
                ("task_id", fields.UUIDField(null=True)),
                ("most", fields.IntField(null=True)),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("shift_ids", ArrayField(default=list, element_type="UUID")),
                ("wanted", ArrayField(default=list, element_type="FLOAT8")),
            ],
            options={
                "table": "ask_rounds",
                "app": "models",
                "indexes": [Index(fields=["account_id", "decided_at", "id"], name="ask_rounds_time")],
                "pk_attr": "id",
                "table_description": "One round of choosing: for one task, or for all; of which shifts, and how many people who come each still wanted.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Ask",
            name="round_id",
            field=fields.UUIDField(null=True),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE ask_rounds DROP CONSTRAINT ask_rounds_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE ask_decisions DROP CONSTRAINT ask_decisions_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE ask_decisions ADD CONSTRAINT ask_decisions_round_id_fkey FOREIGN KEY (account_id, round_id) REFERENCES ask_rounds (account_id, id)",
                "ALTER TABLE ask_decisions ALTER ledger_ids SET STORAGE EXTERNAL, ALTER worth SET STORAGE EXTERNAL, ALTER chances SET STORAGE EXTERNAL",
            ]
        ),
    ]
