"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0003_asks_by_asker")]

    initial = False

    operations = [
        ops.CreateModel(
            name="GuardianConsent",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("granted", fields.BooleanField()),
                ("guardian_name", fields.CharField(max_length=100)),
                ("wording_version", fields.SmallIntField()),
                ("recorded_by", fields.UUIDField(null=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "guardian_consents",
                "app": "models",
                "indexes": [Index(fields=["account_id", "person_id", "at", "id"], name="guardian_consents_person")],
                "pk_attr": "id",
                "table_description": "One decision of a parent or guardian about somebody under 16, as an organizer wrote it down. Append-only: the latest",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE guardian_consents DROP CONSTRAINT guardian_consents_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE guardian_consents ADD CONSTRAINT guardian_consents_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
