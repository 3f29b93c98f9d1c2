"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.contrib.postgres.fields import ArrayField
from tortoise.migrations import operations as ops

from models.asks.rules.attention import Unheard


class Migration(migrations.Migration):
    dependencies = [("models", "0014_activity_flags")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Attention",
            fields=[
                ("person_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("waiting", fields.SmallIntField(default=0)),
                ("free_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "why",
                    fields.CharEnumField(
                        null=True,
                        description="QUIET_DAYS: quiet_days\nWEEK_FULL: week_full\nMONTH_FULL: month_full\nBUDGET_SPENT: budget_spent",
                        enum_type=Unheard,
                        max_length=12,
                    ),
                ),
                ("declined_task_ids", ArrayField(default=list, element_type="UUID")),
                ("declined_kinds", ArrayField(default=list, element_type="TEXT")),
            ],
            options={
                "table": "attention",
                "app": "models",
                "pk_attr": "person_id",
                "table_description": "The one account of a person's attention, across channels, organizers and campaigns (`rules.md` A1, A2).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ShiftInvitations",
            fields=[
                ("shift_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("brings", fields.FloatField()),
                ("recount_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "shift_invitations",
                "app": "models",
                "pk_attr": "shift_id",
                "table_description": "What the open asks for a shift are expected to bring, in people who come; `recount_at`: from when on that is not so any more.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE shift_invitations DROP CONSTRAINT shift_invitations_pkey, ADD PRIMARY KEY (account_id, shift_id)",
                "ALTER TABLE attention DROP CONSTRAINT attention_pkey, ADD PRIMARY KEY (account_id, person_id)",
                "ALTER TABLE shift_invitations ADD CONSTRAINT shift_invitations_shift_id_fkey FOREIGN KEY (account_id, shift_id) REFERENCES shifts (account_id, id)",
                "ALTER TABLE attention ADD CONSTRAINT attention_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE attention SET (fillfactor = 70)",
                """
                INSERT INTO attention (account_id, person_id, waiting, free_at, why, declined_task_ids, declined_kinds)
                SELECT a.account_id, a.person_id,
                       count(*) FILTER (WHERE a.status = 'chosen' AND EXISTS (
                           SELECT FROM deliveries d WHERE d.account_id = a.account_id AND d.ask_id = a.id
                              AND d.state IN ('pending', 'attempting'))),
                       max(coalesce(a.sent_at, a.chosen_at)) + interval '30 days', 'month_full',
                       coalesce(array_agg(DISTINCT a.task_id) FILTER (WHERE a.answer <> 'yes'), '{}'),
                       coalesce(array_agg(DISTINCT t.kind::text) FILTER (WHERE a.answer = 'not_my_thing'), '{}')
                FROM asks a JOIN tasks t ON t.account_id = a.account_id AND t.id = a.task_id
                GROUP BY a.account_id, a.person_id
                """,  # free too late rather than too early, until the night counts again
            ]
        ),
    ]
