"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.asks.tables import AskRoute, CardResult
from models.people.tables.consent import Channel


class Migration(migrations.Migration):
    dependencies = [("models", "0024_recovery")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AskCard",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("ask_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("asker_person_id", fields.UUIDField(null=True)),
                (
                    "route",
                    fields.CharEnumField(
                        description="TEAMMATE: teammate\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nNOBODY: nobody\nBUSY: busy\nPRIVATE: private",
                        enum_type=AskRoute,
                        max_length=12,
                    ),
                ),
                ("given_on", fields.DateField()),
                ("given_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("leased_until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "result",
                    fields.CharEnumField(
                        null=True,
                        description="YES: yes\nNOT_NOW: not_now\nTOO_FAR: too_far\nNOT_MY_THING: not_my_thing\nALREADY_DID: already_did\nNEVER: never\nNOT_REACHED: not_reached\nWRONG_NUMBER: wrong_number",
                        enum_type=CardResult,
                        max_length=12,
                    ),
                ),
                ("recorded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "ask_cards",
                "app": "models",
                "unique_together": (("account_id", "ask_id"),),
                "indexes": [
                    Index(fields=["account_id", "asker_person_id", "given_on"], name="ask_cards_day"),
                    Index(fields=["account_id", "asker_person_id", "leased_until"], name="ask_cards_asker"),
                ],
                "pk_attr": "id",
                "table_description": "An ask in somebody's hands (`rules.md` A8), before its message goes out: theirs until `leased_until`, when that is due.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PersonalAsker",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "personal_askers",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "Somebody who offered to ask teammates (those of their team, or of their region as an organizer) personally.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Ask",
            name="route",
            field=fields.CharEnumField(
                null=True,
                description="TEAMMATE: teammate\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nNOBODY: nobody\nBUSY: busy\nPRIVATE: private",
                enum_type=AskRoute,
                max_length=12,
            ),
        ),
        ops.AlterField(
            model_name="Consent",
            name="channel",
            field=fields.CharEnumField(
                description="APP: app\nEMAIL: email\nSMS: sms\nPUSH: push\nPUBLIC: public\nPERSON: person",
                enum_type=Channel,
                max_length=8,
            ),
        ),
        ops.AlterField(
            model_name="Delivery",
            name="channel",
            field=fields.CharEnumField(
                description="APP: app\nEMAIL: email\nSMS: sms\nPUSH: push\nPUBLIC: public\nPERSON: person",
                enum_type=Channel,
                max_length=8,
            ),
        ),
        ops.AlterField(
            model_name="SuppressedAddress",
            name="channel",
            field=fields.CharEnumField(
                description="APP: app\nEMAIL: email\nSMS: sms\nPUSH: push\nPUBLIC: public\nPERSON: person",
                enum_type=Channel,
                max_length=8,
            ),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE personal_askers DROP CONSTRAINT personal_askers_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE ask_cards DROP CONSTRAINT ask_cards_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE personal_askers ADD CONSTRAINT personal_askers_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE ask_cards ADD CONSTRAINT ask_cards_ask_id_fkey FOREIGN KEY (account_id, ask_id) REFERENCES asks (account_id, id)",
                "ALTER TABLE ask_cards ADD CONSTRAINT ask_cards_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
