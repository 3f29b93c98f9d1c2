"""Matches, by run, with their reasons; the models of chances that they were made with."""

from typing import Any

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.matching.chances.kinds import ChanceKind
from models.matching.chances.learn import ChanceVerdict


class MatchRun(Model):
    """
    One computation of matches over some tasks; a task's latest finished run is the one that counts.

    `value`: the sum of the scores of its matches. `core_value` and `bound` are the certificate: what the best assignment
    that was found is worth before care limits, and what any assignment is worth at most (see MatchPrice). `care_value`
    and `care_bound`: the same within all limits; None in runs from before there was such a proof. `shards`: into how many
    its people were cut, 1 for a run on one machine (see MatchShard).
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    trigger = fields.CharField(max_length=20)
    started_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    tasks = fields.IntField(default=0)
    people = fields.IntField(default=0)
    pairs = fields.IntField(default=0)
    value = fields.FloatField(default=0)
    core_value = fields.FloatField(default=0)
    bound = fields.FloatField(default=0)
    care_value = fields.FloatField(null=True)
    care_bound = fields.FloatField(null=True)
    shards = fields.IntField(default=1)

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


class MatchPrice(Model):
    """
    The prices of the places of a shift in a run, from the first place on: the dual solution of its assignment.

    A place is worth its price to the run; somebody new should take one only where their score in it is higher.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    run_id = fields.UUIDField()
    task_id = fields.UUIDField()
    shift_id = fields.UUIDField()
    prices: list[float] = fields.JSONField()

    class Meta:
        table = "match_prices"
        unique_together = (("account_id", "run_id", "shift_id"),)
        indexes = [Index(fields=("account_id", "task_id"), name="match_prices_task")]


class Match(Model):
    """
    One person for one shift in one run: rank from 1, score 0 to 1, and why.

    `reasons` is a list of `{"code": str, …parameters}`; `rules.put_into_words` turns them into sentences when read.
    Matches together keep to places and to one thing at a time; a `reserve` comes after them, for when somebody says no.
    `yes_chance` and `show_chance`, 0 to 1: that they say yes when asked, and that they come when they said so.
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
    yes_chance = fields.FloatField()
    show_chance = fields.FloatField()
    distance_km = fields.FloatField(null=True)
    reasons: list[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "matches"
        unique_together = (("account_id", "run_id", "shift_id", "person_id"),)
        indexes = [
            Index(fields=("account_id", "task_id", "run_id", "rank"), name="matches_task"),
            Index(fields=("account_id", "person_id", "run_id"), name="matches_person"),
        ]


class MatchShard(Model):
    """
    A part of a run that workers share: the people of some neighbouring regions, by number from 0.

    `contents`: all pairs of its people, as they were when it began; gone when the run is done.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    run_id = fields.UUIDField()
    number = fields.IntField()
    regions: list[str] = fields.JSONField()
    people = fields.IntField(default=0)
    pairs = fields.IntField(default=0)
    contents = fields.BinaryField(null=True)

    class Meta:
        table = "match_shards"
        unique_together = (("account_id", "run_id", "number"),)


class MatchTurn(Model):
    """
    What a shard (or the border between them, BORDER) did in one turn: 0 fills its own places, then the border and the
    shards take turns, and a last one makes the matches. Stored once, however often its job is done.

    `moved`: places of the border that changed hands (of a shard: that were given up). `cpu_seconds`: of the process, while
    it was at it. `contents`: what the next turn goes on from, prices and who holds which place; gone when the run is done.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    run_id = fields.UUIDField()
    turn = fields.IntField()
    shard = fields.IntField()
    moved = fields.IntField(default=0)
    cpu_seconds = fields.FloatField(default=0)
    contents = fields.BinaryField(null=True)

    class Meta:
        table = "match_turns"
        unique_together = (("account_id", "run_id", "turn", "shard"),)


class ChanceFit(Model):
    """
    One fit of a chance, under way: its people in `pages`, each counted by a job of its own; the last one in ends it.

    `until`: outcomes are those known by then.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(ChanceKind, max_length=8)
    until = fields.DatetimeField()
    pages = fields.IntField()

    class Meta:
        table = "chance_fits"


class ChancePage(Model):
    """What was counted on one page of people: rows of `chances.cells`. Gone when the fit is done."""

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    fit_id = fields.UUIDField()
    number = fields.IntField()
    cells: list[list[Any]] = fields.JSONField()

    class Meta:
        table = "chance_pages"
        unique_together = (("account_id", "fit_id", "number"),)


class StoredChanceModel(Model):
    """
    A model of a chance, by versions; the highest counts. Never changed. Its id is that of its fit.

    `coefficients` as `ChanceModel.as_json`. How the held-out outcomes went: `verdict` says whether what was learned is in
    use or the shrunken base rate; `error`, `brier` and `bins` (`[low, high, outcomes, given, successes]`) are of what is in
    use. `made_up`: it was learned from a demo campaign.
    """

    id = fields.UUIDField(primary_key=True)
    account_id = fields.UUIDField()
    kind = fields.CharEnumField(ChanceKind, max_length=8)
    version = fields.IntField()
    fitted_at = fields.DatetimeField()
    verdict = fields.CharEnumField(ChanceVerdict, max_length=16)
    made_up = fields.BooleanField(default=False)
    outcomes = fields.IntField()
    error = fields.FloatField()
    brier = fields.FloatField()
    base_brier = fields.FloatField()
    coefficients: dict[str, Any] = fields.JSONField()
    bins: list[list[Any]] = fields.JSONField()

    class Meta:
        table = "chance_models"
        unique_together = (("account_id", "kind", "version"),)
