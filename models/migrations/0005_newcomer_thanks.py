"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0004_guardian_consents")]

    initial = False

    operations = [
        ops.CreateModel(
            name="NewcomerThanks",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("chance", fields.FloatField()),
                ("drawn", fields.BooleanField()),
                ("signed_by", fields.UUIDField(null=True)),
                ("drawn_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "newcomer_thanks",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "The one draw of a newcomer who earned thanks in their first month (`rules.md` G12): with which chance, and whether the",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ThanksSigner",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "thanks_signers",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "An organizer who lends their name to thank-you notes for newcomers of their regions.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE thanks_signers DROP CONSTRAINT thanks_signers_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE newcomer_thanks DROP CONSTRAINT newcomer_thanks_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE thanks_signers ADD CONSTRAINT thanks_signers_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE newcomer_thanks ADD CONSTRAINT newcomer_thanks_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
