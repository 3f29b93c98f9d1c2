"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.people.rules.qualifications import QualificationKind


class Migration(migrations.Migration):
    dependencies = [("models", "0009_care_certificates")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PersonQualification",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("qualification_id", fields.UUIDField()),
                ("expires_on", fields.DateField(null=True)),
                ("declared_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("confirmed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("confirmed_by", fields.UUIDField(null=True)),
            ],
            options={
                "table": "person_qualifications",
                "app": "models",
                "unique_together": (("account_id", "person_id", "qualification_id"),),
                "indexes": [
                    Index(fields=["account_id", "qualification_id", "person_id"], name="person_qualifications_of")
                ],
                "pk_attr": "id",
                "table_description": "A licence or training that a person says to have, until the end of `expires_on` (None: for good).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Qualification",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="LICENCE: licence\nTRAINING: training", enum_type=QualificationKind, max_length=8
                    ),
                ),
                ("word", fields.CharField(null=True, max_length=30)),
                ("name", fields.CharField(default="", max_length=80)),
                ("how", fields.CharField(default="", max_length=300)),
                ("needs_confirmation", fields.BooleanField(default=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "qualifications",
                "app": "models",
                "unique_together": (("account_id", "word"),),
                "pk_attr": "id",
                "table_description": "A licence or training of an account's small vocabulary.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Task",
            name="qualification_ids",
            field=ArrayField(default=list, element_type="UUID"),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE qualifications DROP CONSTRAINT qualifications_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE person_qualifications DROP CONSTRAINT person_qualifications_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE person_qualifications ADD CONSTRAINT person_qualifications_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE person_qualifications ADD CONSTRAINT person_qualifications_qualification_id_fkey FOREIGN KEY (account_id, qualification_id) REFERENCES qualifications (account_id, id)",
            ]
        ),
    ]
