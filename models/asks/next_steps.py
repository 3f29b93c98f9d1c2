"""Who could be asked for something besides a shift, what is known of them, and what is against it. Reads, before any lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np

from models.activity.queries import Record, how_often
from models.activity.tables import ActivityKind
from models.asks.candidates import BY_MAIL, BY_PUSH, BY_TEXT, IS_SILENT, MOST_HOURS, texting
from models.asks.questions_near import Near, NearBy, load_questions_near, near_to
from models.asks.rules.choice import PATIENCE
from models.asks.rules.decisions import Decision
from models.asks.rules.next_steps import (
    KIND_OF,
    YEAR,
    Known,
    NextStep,
    Subject,
    chance_of_yes,
    is_thanked,
    rests,
    told_of,
    worthwhile_steps,
)
from models.asks.rules.price import price_of_attention
from models.asks.tables import AskAnswer, AskKind
from models.kernel import clock, work
from models.people.queries import born_before
from models.people.rules.ages import is_certainly_adult

LOOKED_AT = 100_000
"""So many people are looked at in a round; of a larger account it is the turn of others on each day."""
PAGE = 5_000

_VOLUNTEERS = "SELECT count(*) FROM people WHERE account_id = $1 AND kind = 'volunteer'"
_LOOKED_AT = f"""
    SELECT p.id, p.ledger_id, p.time_zone, p.region_path, p.birth_year, coalesce(a.spent, 0)::float8 AS spent,
           CASE WHEN p.holdout THEN {Decision.HOLDOUT}
                WHEN p.paused_until > $2 THEN {Decision.PAUSED}
                WHEN a.waiting > 0 THEN {Decision.WAITING}
                WHEN a.free_at > $2 THEN CASE a.why WHEN 'quiet_days' THEN {Decision.QUIET_DAYS}
                    WHEN 'week_full' THEN {Decision.WEEK_FULL} WHEN 'month_full' THEN {Decision.MONTH_FULL}
                    ELSE {Decision.BUDGET_SPENT} END
                WHEN {BY_MAIL.format(born_before="$3")} THEN {Decision.ASKED}
                WHEN $4 AND {BY_TEXT.format(born_before="$3")} THEN {Decision.ASKED}
                WHEN {BY_PUSH.format(born_before="$3")} THEN {Decision.ASKED}
                WHEN p.email IS NULL OR {IS_SILENT.format(channel="'email'")} THEN {Decision.NO_ADDRESS}
                ELSE {Decision.NO_CONSENT} END AS decision,
           least(ceil(extract(epoch FROM greatest(p.paused_until, a.free_at) - $2) / 3600), {MOST_HOURS})::int AS hours,
           least(extract(epoch FROM $2 - greatest(a.free_at, p.created_at)) / 3600, {MOST_HOURS})::int AS waited
    FROM people p LEFT JOIN attention a ON a.account_id = p.account_id AND a.person_id = p.id
    WHERE p.account_id = $1 AND p.kind = 'volunteer' AND mod(hashtextextended(p.id::text, $5), $6) = 0
    ORDER BY p.ledger_id
"""
_FACTS = """
    SELECT p.id, p.willing = '{}' AS willing, p.availability IS NULL AS availability, p.birth_year IS NULL AS birth_year,
           NOT EXISTS (SELECT FROM person_skills k WHERE k.account_id = p.account_id AND k.person_id = p.id) AS skills,
           p.dismissed_questions,
           ARRAY(SELECT q.qualification_id FROM person_qualifications q
                 WHERE q.account_id = p.account_id AND q.person_id = p.id) AS held,
           EXISTS (SELECT FROM assignments b JOIN shifts s ON s.account_id = b.account_id AND s.id = b.shift_id
                   WHERE b.account_id = p.account_id AND b.person_id = p.id AND s.ends_at > $3 AND s.cancelled_at IS NULL
                     AND b.state IN ('invited', 'accepted', 'waitlisted', 'confirmed'))
               OR EXISTS (SELECT FROM asks o JOIN shifts s ON s.account_id = o.account_id AND s.id = o.shift_id
                          WHERE o.account_id = p.account_id AND o.person_id = p.id AND o.status IN ('chosen', 'sent')
                            AND s.starts_at > $3) AS planned,
           EXISTS (SELECT FROM memberships m WHERE m.account_id = p.account_id AND m.person_id = p.id
                   AND m.role = 'team_leader' AND m.ended_at IS NULL) AS leads,
           p.team_id IS NOT NULL AND NOT EXISTS (
               SELECT FROM memberships m WHERE m.account_id = p.account_id AND m.team_id = p.team_id
                  AND m.role = 'team_leader' AND m.ended_at IS NULL) AS leaderless,
           (SELECT max(d.created_at) FROM deliveries d WHERE d.account_id = p.account_id AND d.person_id = p.id
            AND d.purpose = 'thanks' AND d.state <> 'recalled') AS thanked_at
    FROM people p WHERE p.account_id = $1 AND p.id = ANY($2::uuid[])
"""
_ASKED_BEFORE = """
    SELECT person_id, kind, subject, answer, chosen_at FROM asks
    WHERE account_id = $1 AND person_id = ANY($2::uuid[]) AND kind <> 'shift' AND chosen_at > $3 AND status <> 'recalled'
"""
_ANSWERS = """
    SELECT subject, count(*) AS asked, count(*) FILTER (WHERE answer = 'yes') AS said_yes FROM asks
    WHERE account_id = $1 AND kind <> 'shift' AND sent_at > $2 AND sent_at < $3 GROUP BY subject
"""


@dataclass(slots=True)
class Planned:
    """
    Somebody who was looked at: what stands against asking them, else what they are asked; `hours` until that is over, or
    less nothing how many they have `waited`. `qualification_id`: the one that is asked about. `steps`: what could be asked
    instead, best first; `probability`: with which one of them fell on them, of the kinds in the mask `possible`
    (`draw_kinds`).
    """

    person_id: UUID
    ledger_id: UUID
    time_zone: str
    decision: Decision
    hours: int
    waited: int
    known: Known = field(default_factory=Known)
    step: NextStep | None = None
    qualification_id: UUID | None = None
    steps: list[NextStep] = field(default_factory=list)
    probability: float = 1.0
    possible: int = 0


Told = Mapping[Subject, tuple[float, float]]
"""What is known of the chance of a yes, by what is asked (`told_of`)."""


async def plan_next_steps(account_id: UUID, told: Told) -> list[Planned]:
    """Everybody whose turn it is, by pseudonym, with what would be asked of them if nobody else asked meanwhile."""
    now, chances = clock.now(), {subject: chance_of_yes(each) for subject, each in told.items()}
    turns = max(1, -(-int(await work.fetch_value(_VOLUNTEERS, account_id)) // LOOKED_AT))
    limits = now, born_before(now), texting(), now.date().toordinal(), turns
    rows = await work.fetch(_LOOKED_AT, account_id, *limits)
    near = await load_questions_near(account_id)
    planned = [_planned(row) for row in rows]
    free = [(each, row) for each, row in zip(planned, rows, strict=True) if each.decision is Decision.ASKED]
    for start in range(0, len(free), PAGE):
        await _choose(account_id, free[start : start + PAGE], near, chances, now)
    return planned


def _planned(row: Any) -> Planned:
    hours = max(0, row["hours"] or 0)
    return Planned(
        row["id"], row["ledger_id"], row["time_zone"], Decision(row["decision"]), hours, max(0, row["waited"])
    )


async def load_told(account_id: UUID) -> Told:
    """By what those answered within a year who had two days for it."""
    now = clock.now()
    rows = await work.fetch(_ANSWERS, account_id, now - YEAR, now - PATIENCE)
    answers = {row["subject"]: (row["asked"], row["said_yes"]) for row in rows}
    return {subject: told_of(KIND_OF[subject], *answers.get(subject, ())) for subject in Subject}


async def _choose(
    account_id: UUID, page: Sequence[tuple[Planned, Any]], near: NearBy, chances: Mapping[Subject, float], now: datetime
) -> None:
    person_ids = [each.person_id for each, _ in page]
    facts = {row["id"]: row for row in await work.fetch(_FACTS, account_id, person_ids, now)}
    done = await how_often(account_id, [each.ledger_id for each, _ in page])
    resting = await _resting(account_id, person_ids, now)
    prices = price_of_attention(np.array([row["spent"] for _, row in page])).tolist()
    for (each, row), price in zip(page, prices, strict=True):
        if each.person_id not in facts:
            continue
        opens, each.qualification_id = _questions(facts[each.person_id], near_to(near, row["region_path"]))
        rest = resting.get(each.person_id, frozenset())
        each.known = _known(row, facts[each.person_id], done.get(each.ledger_id), opens, rest, now)
        each.steps = worthwhile_steps(each.known, chances, price)
        each.step = next(iter(each.steps), None)
        if each.step is None:
            each.decision = Decision.THANKED if is_thanked(each.known) else Decision.NOT_WORTH


async def _resting(account_id: UUID, person_ids: Sequence[UUID], now: datetime) -> dict[UUID, frozenset[Subject]]:
    found: dict[UUID, frozenset[Subject]] = {}
    for row in await work.fetch(_ASKED_BEFORE, account_id, person_ids, now - YEAR):
        answer = AskAnswer(row["answer"]) if row["answer"] else None
        if rests(AskKind(row["kind"]), answer, now - row["chosen_at"]):
            found[row["person_id"]] = found.get(row["person_id"], frozenset()) | {Subject(row["subject"])}
    return found


def _known(
    row: Any, facts: Any, done: Record | None, opens: Mapping[Subject, int], resting: frozenset[Subject], now: datetime
) -> Known:
    today = clock.local_date(now, row["time_zone"])
    thanked = facts["thanked_at"] and done and clock.local_date(facts["thanked_at"], row["time_zone"]) >= done.last_on
    return Known(
        times=done.times if done else 0,
        days=max(0, (today - done.last_on).days) if done else None,
        planned=facts["planned"],
        adult=is_certainly_adult(row["birth_year"], today),
        hosted=bool(done and ActivityKind.HOUSE_PARTY in done.kinds),
        leads=facts["leads"],
        leaderless=facts["leaderless"],
        opens=opens,
        resting=resting,
        thanked=bool(thanked),
    )


def _questions(facts: Any, near: Near) -> tuple[dict[Subject, int], UUID | None]:
    """What a profile leaves open, with the tasks that each is about; and the licence or training most of them need."""
    asked = (Subject.WILLING, Subject.SKILLS, Subject.AVAILABILITY, Subject.BIRTH_YEAR)
    lacks = [each for each in asked if facts[each.value] and each.value not in facts["dismissed_questions"]]
    opens = {each: near.questions[each] for each in lacks}
    held = set(facts["held"])
    wanted = sorted((-number, each) for each, number in near.qualifications.items() if each not in held)
    if not wanted:
        return opens, None
    return opens | {Subject.QUALIFICATION: -wanted[0][0]}, wanted[0][1]
