"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.asks.learning.dimensions import AskDimension


class Migration(migrations.Migration):
    dependencies = [("models", "0030_what_attention_costs")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AskSigner",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "ask_signers",
                "app": "models",
                "unique_together": (("account_id", "person_id"),),
                "pk_attr": "id",
                "table_description": "An organizer who lends their name to asks of people of their regions.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Ask",
            name="arm_chances",
            field=fields.BigIntField(default=0),
        ),
        ops.AddField(
            model_name="Ask",
            name="missed_arms",
            field=fields.SmallIntField(default=0),
        ),
        ops.AddField(
            model_name="AskPolicy",
            name="dimension",
            field=fields.CharEnumField(
                default=AskDimension.HOUR,
                description="HOUR: hour\nTONE: tone\nSIZE: size\nASKER: asker\nCHANNEL: channel",
                enum_type=AskDimension,
                max_length=10,
            ),
        ),
        ops.RunSQL(
            sql=[
                # Arms were the two hours, a bit each: both were possible (3) or only soon (1). Now a bit is a dimension.
                "UPDATE asks SET possible_arms = possible_arms >> 1",
                "ALTER TABLE ask_signers DROP CONSTRAINT ask_signers_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE ask_signers ADD CONSTRAINT ask_signers_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
