"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.people.tables.addresses import SuppressionReason
from models.people.tables.consent import Channel


class Migration(migrations.Migration):
    dependencies = [("models", "0017_ask_decisions")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SuppressedAddress",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                (
                    "channel",
                    fields.CharEnumField(
                        description="APP: app\nEMAIL: email\nSMS: sms\nPUSH: push\nPUBLIC: public",
                        enum_type=Channel,
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    fields.CharEnumField(
                        description="BOUNCED: bounced\nCOMPLAINED: complained",
                        enum_type=SuppressionReason,
                        max_length=10,
                    ),
                ),
                ("status", fields.CharField(null=True, max_length=12)),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "suppressed_addresses",
                "app": "models",
                "unique_together": (("account_id", "person_id", "channel"),),
                "pk_attr": "id",
                "table_description": "A person's address on a channel that nothing is sent to any more, but the way in for whoever asks for it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="WebhookReceipt",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("received_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "webhook_receipts",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A webhook's request that was taken, known by its signature: the same one is not taken again while it is fresh.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE suppressed_addresses DROP CONSTRAINT suppressed_addresses_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE webhook_receipts DROP CONSTRAINT webhook_receipts_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE suppressed_addresses ADD CONSTRAINT suppressed_addresses_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
