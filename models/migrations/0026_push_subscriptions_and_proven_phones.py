"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.asks.tables import MessagePurpose
from models.people.tables.consent import Purpose


class Migration(migrations.Migration):
    dependencies = [("models", "0025_cards_for_askers")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PhoneProof",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("phone", fields.CharField(max_length=20)),
                ("wrong_codes", fields.SmallIntField(default=0)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "phone_proofs",
                "app": "models",
                "indexes": [
                    Index(fields=["account_id", "person_id", "created_at"], name="phone_proofs_person"),
                    Index(fields=["account_id", "phone", "created_at"], name="phone_proofs_phone"),
                ],
                "pk_attr": "id",
                "table_description": "A code on its way to a number, to show whose it is. The code is derived from the id and never stored.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PushSubscription",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("session_id", fields.UUIDField(null=True)),
                ("endpoint", fields.CharField(max_length=1000)),
                ("endpoint_key", fields.CharField(max_length=64)),
                ("p256dh", fields.CharField(max_length=100)),
                ("auth", fields.CharField(max_length=40)),
                ("name", fields.CharField(default="", max_length=80)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "push_subscriptions",
                "app": "models",
                "unique_together": (("account_id", "endpoint_key"),),
                "indexes": [Index(fields=["account_id", "person_id"], name="push_subscriptions_person")],
                "pk_attr": "id",
                "table_description": "A browser in which a person takes notifications: where its maker takes them (RFC 8030), and the keys that only this",
            },
            bases=["Model"],
        ),
        ops.AlterField(
            model_name="Consent",
            name="purpose",
            field=fields.CharEnumField(
                description="PARTICIPATION: participation\nASKS: asks\nNEWS: news\nURGENT_CALLS: urgent_calls\nPUBLIC_BOARD: public_board\nDUTIES: duties\nSERVICE: service\nTHANKS: thanks",
                enum_type=Purpose,
                max_length=16,
            ),
        ),
        ops.AlterField(
            model_name="Delivery",
            name="purpose",
            field=fields.CharEnumField(
                description="SIGN_IN: sign_in\nPROOF: proof\nASK: ask\nTHANKS: thanks\nSERVICE: service",
                enum_type=MessagePurpose,
                max_length=10,
            ),
        ),
        ops.AddField(
            model_name="Person",
            name="phone_proven_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE push_subscriptions DROP CONSTRAINT push_subscriptions_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE phone_proofs DROP CONSTRAINT phone_proofs_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE push_subscriptions ADD CONSTRAINT push_subscriptions_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE phone_proofs ADD CONSTRAINT phone_proofs_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
