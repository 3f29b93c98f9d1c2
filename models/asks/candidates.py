"""Whom we could ask: current matches of open tasks, and what stands against each. Plain reads, before any lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import numpy as np

from models.asks.channels import open_channels
from models.asks.personal_calls import HAS_CALLER, WANTS_CALLS
from models.asks.rules.choice import LEAD, URGENCY_WEIGHT, Integers, Numbers, Truths, choose
from models.asks.rules.decisions import Decision
from models.asks.rules.parts import IS_DIVISIBLE
from models.asks.rules.price import price_of_attention
from models.kernel import clock, work
from models.kernel.bulk_reads import Columns, fetch_columns, rank_of_ids, read_ids
from models.people.queries import AGREES, born_before
from models.people.tables import Channel
from models.tasks.bound import FREE_PLACES
from models.tasks.qualified import QUALIFIED

_OPENINGS = f"""
    SELECT s.id AS shift_id, t.id AS task_id, r.run_id, t.urgency, {IS_DIVISIBLE} AS divisible
    FROM tasks t
    JOIN task_match_runs r ON r.account_id = t.account_id AND r.task_id = t.id
    JOIN shifts s ON s.account_id = t.account_id AND s.task_id = t.id
    WHERE t.account_id = $1 AND ($2::uuid IS NULL OR t.id = $2)
      AND t.status = 'open' AND s.cancelled_at IS NULL AND s.starts_at >= $3 AND {FREE_PLACES} > 0
      AND ($2::uuid IS NOT NULL OR NOT EXISTS (SELECT FROM appeals x WHERE x.account_id = t.account_id AND x.task_id = t.id
                                               AND x.state = 'running'))
    ORDER BY s.starts_at, s.id
"""
MOST_HOURS = 32_767
"""As far ahead as it is kept until when somebody is left alone: nearly four years."""
_ZONES = "SELECT DISTINCT time_zone FROM people WHERE account_id = $1 ORDER BY 1"

IS_SILENT = """
EXISTS (SELECT FROM suppressed_addresses x WHERE x.account_id = p.account_id AND x.person_id = p.id AND x.channel = {channel})
"""
BY_MAIL = f"p.email IS NOT NULL AND NOT {IS_SILENT} AND {AGREES}".replace("{channel}", "'email'").replace(
    "{purpose}", "'asks'"
)
BY_TEXT = f"""
p.phone IS NOT NULL AND p.phone_proven_at IS NOT NULL AND NOT {IS_SILENT} AND {AGREES}
""".replace("{channel}", "'sms'").replace("{purpose}", "'asks'")
BY_PUSH = f"""
EXISTS (SELECT FROM push_subscriptions x WHERE x.account_id = p.account_id AND x.person_id = p.id) AND {AGREES}
""".replace("{channel}", "'push'").replace("{purpose}", "'asks'")
"""Whether a person `p` may be asked by e-mail, text message or notification, in SQL: to be formatted with `born_before`."""

# What is cheap to know is asked first: most people are told apart by their own two rows.
_CANDIDATES = f"""
    SELECT m.person_id, p.ledger_id, o.number::int4 - 1 AS shift, array_position($4::text[], p.time_zone::text)::int4 - 1 AS zone,
           CASE WHEN p.kind <> 'volunteer' THEN {Decision.NO_VOLUNTEER}
                WHEN p.holdout THEN {Decision.HOLDOUT}
                WHEN p.email IS NULL AND (p.phone IS NULL OR NOT $7) THEN {Decision.NO_ADDRESS}
                WHEN p.paused_until > $5 THEN {Decision.PAUSED}
                WHEN m.task_id = ANY(a.declined_task_ids) OR t.kind = ANY(a.declined_kinds) THEN {Decision.DECLINED}
                WHEN a.waiting > 0 THEN {Decision.WAITING}
                WHEN a.free_at > $5 THEN CASE a.why WHEN 'quiet_days' THEN {Decision.QUIET_DAYS}
                    WHEN 'week_full' THEN {Decision.WEEK_FULL} WHEN 'month_full' THEN {Decision.MONTH_FULL}
                    ELSE {Decision.BUDGET_SPENT} END
                WHEN t.qualification_ids <> '{{}}' AND NOT {QUALIFIED} THEN {Decision.NOT_QUALIFIED}
                WHEN EXISTS (SELECT FROM assignments b WHERE b.account_id = m.account_id AND b.shift_id = m.shift_id
                             AND b.person_id = m.person_id) THEN {Decision.HAS_PLACE}
                WHEN {BY_MAIL.format(born_before="$6")} THEN {Decision.ASKED}
                WHEN $7 AND {BY_TEXT.format(born_before="$6")} THEN {Decision.ASKED}
                WHEN {BY_PUSH.format(born_before="$6")} THEN {Decision.ASKED}
                WHEN {WANTS_CALLS.format(born_before="$6", texting="$7")}
                THEN CASE WHEN {HAS_CALLER} THEN {Decision.ASKED} ELSE {Decision.NO_CALLER} END
                WHEN {IS_SILENT.format(channel="'email'")} THEN {Decision.NO_ADDRESS}
                ELSE {Decision.NO_CONSENT} END AS decision,
           CASE WHEN greatest(p.paused_until, a.free_at) > $5
                THEN least(ceil(extract(epoch FROM greatest(p.paused_until, a.free_at) - $5) / 3600), {MOST_HOURS})::int4
                ELSE 0 END AS hours,
           (a.person_id IS NULL)::int4 AS stranger, coalesce(a.spent, 0)::float8 AS spent,
           m.score, m.yes_chance * m.show_chance AS chance
    FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS o (shift_id, run_id, number)
    JOIN matches m ON m.account_id = $1 AND m.run_id = o.run_id AND m.shift_id = o.shift_id
    JOIN shifts s ON s.account_id = $1 AND s.id = o.shift_id
    JOIN tasks t ON t.account_id = $1 AND t.id = s.task_id
    JOIN people p ON p.account_id = $1 AND p.id = m.person_id
    LEFT JOIN attention a ON a.account_id = $1 AND a.person_id = m.person_id
    WHERE p.time_zone = ANY($4::text[])
"""
_KINDS = {
    "person": "uuid",
    "ledger": "uuid",
    "shift": "int",
    "zone": "int",
    "decision": "int",
    "hours": "int",
    "stranger": "int",
    "spent": "float",
    "score": "float",
    "chance": "float",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """
    A shift that still has places and lies far enough ahead, and what matching found for it last. `divisible`: a part of it
    helps, too.
    """

    shift_id: UUID
    task_id: UUID
    run_id: UUID
    urgency: int
    divisible: bool


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """
    Matches that could become asks: each row a person and an opening, in the order of pseudonyms, then of openings.

    `decisions` says what stands against each before anybody is locked; ASKED: nothing. `hours`: until a pause, or what
    attention forbids, is over. `zones` are numbers in `time_zones`; `strangers` have no account of attention yet. `chances`
    and `values` (what asking is worth, less what it costs) have 24 bits, so that what is kept of them gives the same choice
    again.
    """

    openings: list[Opening]
    time_zones: list[str]
    ids: Columns
    ledger_ids: Columns
    people: Integers
    shifts: Integers
    zones: Integers
    decisions: Integers
    hours: Integers
    strangers: Truths
    scores: Numbers
    chances: Numbers
    values: Numbers

    def person_ids(self, rows: Integers) -> list[UUID]:
        """Whose these rows are."""
        return read_ids(self.ids[rows])

    def choose(self, rows: Integers, wanted: Sequence[float]) -> Integers:
        """Which of these rows are asked if each opening wants so many more people who come: numbers in `rows`, best first."""
        return choose(self.people[rows], self.shifts[rows], self.values[rows], self.chances[rows], wanted)


def texting() -> bool:
    """Whether text messages can be sent at all: then they reach those who cannot be asked by e-mail."""
    return Channel.SMS in open_channels()


async def load_openings(account_id: UUID, task_id: UUID | None, lead: timedelta = LEAD) -> list[Opening]:
    """
    All shifts that people can be asked for, of one task, or of all for which no appeal is running: the soonest first.
    """
    rows = await work.fetch(_OPENINGS, account_id, task_id, clock.now() + lead)
    return [Opening(**row) for row in rows]


async def load_candidates(account_id: UUID, openings: Sequence[Opening]) -> Candidates:
    """Everybody who is matched with one of the openings."""
    now, zones = clock.now(), [row["time_zone"] for row in await work.fetch(_ZONES, account_id)]
    shift_ids, run_ids = [each.shift_id for each in openings], [each.run_id for each in openings]
    rows = await fetch_columns(
        _CANDIDATES, _KINDS, account_id, shift_ids, run_ids, zones, now, born_before(now), texting()
    )
    return _sorted(list(openings), zones, rows)


def _sorted(openings: list[Opening], zones: list[str], rows: Columns) -> Candidates:
    weights = np.array([URGENCY_WEIGHT[each.urgency] for each in openings] or [0.0])
    ranks = rank_of_ids(rows["ledger"])
    order = np.lexsort((rows["shift"], ranks))
    rows, people = rows[order], ranks[order]
    shifts, scores = rows["shift"].astype(np.int64), rows["score"].astype(np.float64)
    values = _rounded(scores * weights[shifts] - price_of_attention(rows["spent"].astype(np.float64)))
    decisions = rows["decision"].astype(np.int64)
    decisions[(decisions == Decision.ASKED) & (values <= 0)] = Decision.NOT_WORTH
    return Candidates(
        openings=openings,
        time_zones=zones,
        ids=rows["person"],
        ledger_ids=rows["ledger"],
        people=people,
        shifts=shifts,
        zones=rows["zone"].astype(np.int64),
        decisions=decisions,
        hours=rows["hours"].astype(np.int64),
        strangers=rows["stranger"] == 1,
        scores=scores,
        chances=_rounded(rows["chance"]),
        values=values,
    )


def _rounded(numbers: Columns) -> Numbers:
    return numbers.astype(np.float32).astype(np.float64)
