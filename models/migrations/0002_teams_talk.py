"""Written by `make migration`; change it only before it is committed."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.community.tables import ReportReason
from models.kernel.columns import SortedField


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="News",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("region_id", fields.UUIDField()),
                ("region_path", SortedField(max_length=120)),
                ("title", fields.CharField(max_length=120)),
                ("text", fields.TextField(unique=False)),
                ("written_by", fields.UUIDField(null=True)),
                ("published_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("withdrawn_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "news",
                "app": "models",
                "indexes": [Index(fields=["account_id", "region_path", "id"], name="news_region")],
                "pk_attr": "id",
                "table_description": "What a campaign tells everybody who lives in a region.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Post",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("team_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("thread_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("hidden_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "posts",
                "app": "models",
                "indexes": [
                    Index(fields=["account_id", "team_id", "thread_id", "id"], name="posts_team"),
                    Index(fields=["account_id", "person_id", "created_at"], name="posts_person"),
                ],
                "pk_attr": "id",
                "table_description": "Something a member says to their team. `thread_id` is the id of the first post of a talk, its own for that one: no",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PostReport",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("post_id", fields.UUIDField()),
                ("person_id", fields.UUIDField()),
                ("reported_by", fields.UUIDField(null=True)),
                (
                    "reason",
                    fields.CharEnumField(
                        description="HURTFUL: hurtful\nPRIVATE: private\nADVERTISING: advertising\nOTHER: other",
                        enum_type=ReportReason,
                        max_length=12,
                    ),
                ),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("upheld", fields.BooleanField(null=True)),
            ],
            options={
                "table": "post_reports",
                "app": "models",
                "unique_together": (("account_id", "post_id", "reported_by"),),
                "pk_attr": "id",
                "table_description": "Somebody finds that a post should not stand; `person_id` is who wrote it. An organizer of the region decides once",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TeamGoal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("account_id", fields.UUIDField()),
                ("team_id", fields.UUIDField()),
                ("week_start", fields.DateField()),
                ("minutes", fields.IntField()),
                ("set_by", fields.UUIDField(null=True)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "team_goals",
                "app": "models",
                "unique_together": (("account_id", "team_id", "week_start"),),
                "pk_attr": "id",
                "table_description": "How many minutes a team wants to give in one week; `week_start` is its Monday. Members change it as they like.",
            },
            bases=["Model"],
        ),
        ops.RunSQL(
            sql=[
                "ALTER TABLE team_goals DROP CONSTRAINT team_goals_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE posts DROP CONSTRAINT posts_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE post_reports DROP CONSTRAINT post_reports_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE news DROP CONSTRAINT news_pkey, ADD PRIMARY KEY (account_id, id)",
                "ALTER TABLE team_goals ADD CONSTRAINT team_goals_team_id_fkey FOREIGN KEY (account_id, team_id) REFERENCES teams (account_id, id)",
                "ALTER TABLE posts ADD CONSTRAINT posts_team_id_fkey FOREIGN KEY (account_id, team_id) REFERENCES teams (account_id, id)",
                "ALTER TABLE posts ADD CONSTRAINT posts_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
                "ALTER TABLE post_reports ADD CONSTRAINT post_reports_post_id_fkey FOREIGN KEY (account_id, post_id) REFERENCES posts (account_id, id)",
                "ALTER TABLE post_reports ADD CONSTRAINT post_reports_person_id_fkey FOREIGN KEY (account_id, person_id) REFERENCES people (account_id, id)",
            ]
        ),
    ]
