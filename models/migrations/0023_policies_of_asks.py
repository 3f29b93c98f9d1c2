"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.asks.tables import PolicyVerdict


class Migration(migrations.Migration):
    dependencies = [("models", "0022_letters_about_duties")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AskPolicy",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "verdict",
                    fields.CharEnumField(
                        description="LIVE: live\nKEPT_BACK: kept_back", enum_type=PolicyVerdict, max_length=10
                    ),
                ),
                ("live_from", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("live_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("asks", fields.IntField()),
                ("chances", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("judged", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("report", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "ask_policies",
                "app": "models",
                "indexes": [Index(fields=["account_id", "made_at", "id"], name="ask_policies_time")],
                "pk_attr": "id",
                "table_description": "One policy that was learned from past asks, and how it was judged before it could go live (`evaluation/gate.py`).",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=["ALTER TABLE ask_policies DROP CONSTRAINT ask_policies_pkey, ADD PRIMARY KEY (account_id, id)"]
        ),
    ]
