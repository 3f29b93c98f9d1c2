"""Matches, by run, with their reasons."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model


class MatchRun(Model):
    """One computation of matches over some tasks; a task's latest finished run is the one that counts."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    trigger = fields.CharField(max_length=20)
    started_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    tasks = fields.IntField(default=0)
    people = fields.IntField(default=0)
    pairs = fields.IntField(default=0)
    value = fields.FloatField(default=0)

    class Meta:
        table = "match_runs"
        indexes = [Index(fields=("account_id", "started_at"), name="match_runs_started")]


class TaskMatchRun(Model):
    """Which run holds the current matches of a task."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    task_id = fields.UUIDField()
    run_id = fields.UUIDField()

    class Meta:
        table = "task_match_runs"
        unique_together = (("account_id", "task_id"),)


class Match(Model):
    """
    One person for one shift in one run: rank from 1, score 0 to 1, and why.

    `reasons` is a list of `{"code": str, …parameters}`; `rules.put_into_words` turns them into sentences when read.
    Matches together keep to places and to one thing at a time; a `reserve` comes after them, for when somebody says no.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    run_id = fields.UUIDField()
    task_id = fields.UUIDField()
    shift_id = fields.UUIDField()
    person_id = fields.UUIDField()
    rank = fields.IntField()
    reserve = fields.BooleanField(default=False)
    score = fields.FloatField()
    distance_km = fields.FloatField(null=True)
    reasons: list[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "matches"
        unique_together = (("account_id", "run_id", "shift_id", "person_id"),)
        indexes = [
            Index(fields=("account_id", "task_id", "run_id", "rank"), name="matches_task"),
            Index(fields=("account_id", "person_id", "run_id"), name="matches_person"),
        ]
