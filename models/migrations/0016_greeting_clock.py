"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.kernel.columns import SortedField
from models.people.rules.greeting import GreetingResult, GreetingStage, GreetingStepKind

# Newcomers who are in somebody's hands keep them; an open clock climbs in a day at the earliest.
_FILL = """
UPDATE greeting_leases AS l
   SET region_path = p.region_path,
       started_at = coalesce(p.confirmed_at, p.created_at),
       due_at = coalesce(p.confirmed_at, p.created_at) + interval '72 hours',
       closed_at = coalesce(p.greeted_at, CASE WHEN l.result IN ('reached', 'wrong_number', 'refused') THEN l.recorded_at END),
       escalates_at = CASE WHEN p.greeted_at IS NULL AND (l.result IS NULL OR l.result IN ('left_message', 'not_reached'))
                           THEN now() + interval '24 hours' END,
       steps = 1
  FROM people AS p WHERE p.account_id = l.account_id AND p.id = l.person_id
"""
# Whoever came within two weeks and is in nobody's hands gets an owner. Older ones can still be taken.
_START = """
INSERT INTO greeting_leases (id, account_id, person_id, region_path, stage, started_at, due_at, escalates_at, leased_at,
                             leased_until, attempts, steps)
SELECT gen_random_uuid(), p.account_id, p.id, p.region_path, 'greeter', p.confirmed_at, p.confirmed_at + interval '72 hours',
       now(), now(), now(), 0, 1
  FROM people AS p
 WHERE p.kind = 'volunteer' AND p.greeted_at IS NULL AND p.confirmed_at > now() - interval '14 days'
   AND NOT EXISTS (SELECT FROM greeting_leases AS l WHERE l.account_id = p.account_id AND l.person_id = p.id)
"""
_BEGIN_STEPS = """
INSERT INTO greeting_steps (id, account_id, person_id, number, kind, greeter_person_id, stage, due_at, escalates_at,
                            leased_until, result, recorded_at, attempts, at)
SELECT gen_random_uuid(), account_id, person_id, 1, 'started', greeter_person_id, stage, due_at, escalates_at,
       leased_until, result, recorded_at, attempts, started_at
  FROM greeting_leases
"""
# The nearest greeter is looked for by this.
_NEAR = "CREATE INDEX people_greeters ON people (account_id, latitude) WHERE 'greeting' = ANY (willing)"


class Migration(migrations.Migration):
    dependencies = [("models", "0015_attention_accounts")]

    initial = False

    operations = [
        ops.CreateModel(
            name="GreetingStep",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("number", fields.SmallIntField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="STARTED: started\nGIVEN: given\nESCALATED: escalated\nNOBODY_LEFT: nobody_left\nTAKEN: taken\nRETURNED: returned\nRECORDED: recorded\nUNDONE: undone\nMISSED: missed\nWITHDRAWN: withdrawn",
                        enum_type=GreetingStepKind,
                        max_length=12,
                    ),
                ),
                ("greeter_person_id", fields.UUIDField(null=True)),
                (
                    "stage",
                    fields.CharEnumField(
                        description="GREETER: greeter\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nREGION: region",
                        enum_type=GreetingStage,
                        max_length=12,
                    ),
                ),
                ("scope_path", fields.CharField(null=True, max_length=120)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("escalates_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("leased_until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "result",
                    fields.CharEnumField(
                        null=True,
                        description="REACHED: reached\nLEFT_MESSAGE: left_message\nNOT_REACHED: not_reached\nWRONG_NUMBER: wrong_number\nREFUSED: refused",
                        enum_type=GreetingResult,
                        max_length=12,
                    ),
                ),
                ("recorded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("attempts", fields.SmallIntField(default=0)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "greeting_steps",
                "app": "models",
                "unique_together": (("account_id", "person_id", "number"),),
                "pk_attr": "id",
                "table_description": "What happened to a newcomer's clock, and how it stood after it; append-only. `number`: from 1, each once.",
            },
            bases=["Model"],
        ),
        ops.AlterModelOptions(
            name="GreetingLease",
            options={
                "table": "greeting_leases",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "indexes": [
                    Index(fields=["account_id", "greeter_person_id", "leased_until"], name="greeting_leases_greeter"),
                    Index(fields=["account_id", "closed_at", "due_at", "id"], name="greeting_leases_open"),
                    Index(fields=["account_id", "region_path", "started_at"], name="greeting_leases_region"),
                ],
                "pk_attr": "id",
                "table_description": "A newcomer, who answers for their first human contact (`greeter_person_id`), and until when (`rules/greeting_clock.py`).",
            },
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="closed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="due_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="escalates_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="missed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="region_path",
            field=SortedField(default="", max_length=120),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="scope_path",
            field=fields.CharField(null=True, max_length=120),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="stage",
            field=fields.CharEnumField(
                default=GreetingStage.GREETER,
                description="GREETER: greeter\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nREGION: region",
                enum_type=GreetingStage,
                max_length=12,
            ),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="started_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="GreetingLease",
            name="steps",
            field=fields.SmallIntField(default=0),
        ),
        ops.RunSQL(sql=[_FILL, _START, _BEGIN_STEPS, _NEAR]),
        ops.AlterField(
            model_name="GreetingLease",
            name="due_at",
            field=fields.DatetimeField(auto_now=False, auto_now_add=False),
        ),
        ops.AlterField(
            model_name="GreetingLease",
            name="started_at",
            field=fields.DatetimeField(auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name="GreetingLease",
            index=Index(fields=["account_id", "closed_at", "due_at", "id"], name="greeting_leases_open"),
        ),
        ops.AddIndex(
            model_name="GreetingLease",
            index=Index(fields=["account_id", "region_path", "started_at"], name="greeting_leases_region"),
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE greeting_steps DROP CONSTRAINT greeting_steps_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE greeting_steps ADD CONSTRAINT greeting_steps_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
