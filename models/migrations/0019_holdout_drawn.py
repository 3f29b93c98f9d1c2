"""Written by `make migration`; change it only before it is committed."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0018_suppressed_addresses")]

    initial = False

    operations = [
        ops.RunSQL(
            sql=[
                """
                UPDATE people SET holdout = TRUE
                WHERE NOT holdout
                  AND ('x' || encode(substring(sha256(uuid_send(account_id) || uuid_send(ledger_id)) FOR 4), 'hex'))::bit(32)::bigint
                      < 0.05 * 4294967296
                """,  # as in models/people/rules/holdout.py; bit(32) to bigint is unsigned
            ]
        ),
    ]
