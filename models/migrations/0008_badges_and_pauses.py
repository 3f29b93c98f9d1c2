"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0007_fixtures")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Badge",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("code", fields.CharField(max_length=40)),
                ("value", fields.IntField()),
                ("earned_on", fields.DateField(null=True)),
                ("awarded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "badges",
                "app": "models",
                "unique_together": (("account_id", "person_id", "code"),),
                "pk_attr": "id",
                "table_description": "A badge that a person has, by the days that are counted now.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BadgeProgress",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("version", fields.SmallIntField()),
                ("through", fields.DateField()),
                ("state", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "badge_progress",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "What all of a person's days before `through` came to, by the rules of a version: `state` by code of the badge.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BadgeSet",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("version", fields.SmallIntField()),
                ("body", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "badge_sets",
                "app": "models",
                "unique_together": (("account_id", "version"),),
                "pk_attr": "id",
                "table_description": "A version of an account's badges: data, published. The set that comes with Groundswell is version 1.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Pause",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "pauses",
                "app": "models",
                "indexes": [Index(fields=["account_id", "person_id", "starts_at"], name="pauses_person")],
                "pk_attr": "id",
                "table_description": "A break that a person took or takes: until `ends_at`, or until they came back earlier.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE pauses DROP CONSTRAINT pauses_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE badge_sets DROP CONSTRAINT badge_sets_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE badge_progress DROP CONSTRAINT badge_progress_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE badges DROP CONSTRAINT badges_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE pauses ADD CONSTRAINT pauses_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE badge_progress ADD CONSTRAINT badge_progress_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE badges ADD CONSTRAINT badges_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
