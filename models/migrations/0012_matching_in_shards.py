"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0011_corrected_letters_and_own_care")]

    initial = False

    operations = [
        ops.CreateModel(
            name="MatchShard",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("run_id", fields.UUIDField()),
                ("number", fields.IntField()),
                ("regions", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("people", fields.IntField(default=0)),
                ("pairs", fields.IntField(default=0)),
                ("contents", fields.BinaryField(null=True)),
            ],
            options={
                "table": "match_shards",
                "app": "models",
                "unique_together": (("account_id", "run_id", "number"),),
                "pk_attr": "id",
                "table_description": "A part of a run that workers share: the people of some neighbouring regions, by number from 0.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="MatchTurn",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("run_id", fields.UUIDField()),
                ("turn", fields.IntField()),
                ("shard", fields.IntField()),
                ("moved", fields.IntField(default=0)),
                ("cpu_seconds", fields.FloatField(default=0)),
                ("contents", fields.BinaryField(null=True)),
            ],
            options={
                "table": "match_turns",
                "app": "models",
                "unique_together": (("account_id", "run_id", "turn", "shard"),),
                "pk_attr": "id",
                "table_description": "What a shard (or the border between them, BORDER) did in one turn: 0 fills its own places, then the border and the",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="MatchRun",
            name="shards",
            field=fields.IntField(default=1),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE match_shards DROP CONSTRAINT match_shards_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE match_turns DROP CONSTRAINT match_turns_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE match_shards ADD CONSTRAINT match_shards_run_id_fkey FOREIGN KEY (account_id, run_id) REFERENCES match_runs (account_id, id)",
                "ALTER TABLE match_turns ADD CONSTRAINT match_turns_run_id_fkey FOREIGN KEY (account_id, run_id) REFERENCES match_runs (account_id, id)",
            ]
        ),
    ]
