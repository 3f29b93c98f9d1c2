"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0006_places_beyond_capacity")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Fixture",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("parent_id", fields.UUIDField()),
                ("season_start", fields.DateField()),
                ("week_start", fields.DateField()),
                ("league", fields.IntField()),
                ("one_id", fields.UUIDField()),
                ("other_id", fields.UUIDField()),
                ("chance", fields.FloatField()),
                ("joint_target", fields.BigIntField()),
                ("drawn_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("one_rate", fields.BigIntField(null=True)),
                ("other_rate", fields.BigIntField(null=True)),
                ("joint_points", fields.BigIntField(null=True)),
                ("outcome", fields.FloatField(null=True)),
                ("settled_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "fixtures",
                "app": "models",
                "unique_together": (("account_id", "week_start", "one_id"), ("account_id", "week_start", "other_id")),
                "indexes": [Index(fields=["account_id", "parent_id", "week_start"], name="fixtures_week")],
                "pk_attr": "id",
                "table_description": "A match of two regions of a league over an ISO week, drawn with about even odds.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="RegionStanding",
            name="counted",
            field=fields.BigIntField(default=0),
        ),
        ops.AddField(
            model_name="RegionStanding",
            name="next_league",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="RegionStanding",
            name="variance",
            field=fields.FloatField(default=0.0),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE fixtures DROP CONSTRAINT fixtures_pkey, ADD PRIMARY KEY (account_id, id)",
            ]
        ),
    ]
