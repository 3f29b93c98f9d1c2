"""Written by `make migration`; change it only before it is committed."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

from models.asks.tables.asks import AskRoute


class Migration(migrations.Migration):
    dependencies = [("models", "0031_arms_by_dimension")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Ask",
            name="route",
            field=fields.CharEnumField(
                null=True,
                description="TEAMMATE: teammate\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nNOBODY: nobody\nBUSY: busy\nPRIVATE: private\nNO_CALLER: no_caller",
                enum_type=AskRoute,
                max_length=12,
            ),
        ),
        ops.RemoveConstraint(
            model_name="AskCard",
            name=None,
            fields=["account_id", "ask_id"],
        ),
        ops.AlterModelOptions(
            name="AskCard",
            options={
                "table": "ask_cards",
                "app": "models",
                "unique_together": (("account_id", "ask_id", "asker_person_id"),),
                "indexes": [
                    Index(fields=["account_id", "asker_person_id", "given_on"], name="ask_cards_day"),
                    Index(fields=["account_id", "asker_person_id", "leased_until"], name="ask_cards_asker"),
                ],
                "pk_attr": "id",
                "table_description": "An ask in somebody's hands (`rules.md` A8), before its message goes out: theirs until `leased_until`.",
            },
        ),
        ops.AlterField(
            model_name="AskCard",
            name="route",
            field=fields.CharEnumField(
                description="TEAMMATE: teammate\nTEAM_LEADER: team_leader\nORGANIZER: organizer\nNOBODY: nobody\nBUSY: busy\nPRIVATE: private\nNO_CALLER: no_caller",
                enum_type=AskRoute,
                max_length=12,
            ),
        ),
        ops.AddField(
            model_name="AskCard",
            name="lapsed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddConstraint(
            model_name="AskCard",
            constraint=UniqueConstraint(fields=("account_id", "ask_id", "asker_person_id"), name=None),
        ),
        ops.AddField(
            model_name="PersonalAsker",
            name="lapses",
            field=fields.SmallIntField(default=0),
        ),
        ops.RunSQL(
            sql=[
                "CREATE INDEX ask_cards_over ON ask_cards (account_id, leased_until) WHERE result IS NULL AND lapsed_at IS NULL"
            ]
        ),
    ]
