"""The law of the ledger against PostgreSQL: any order, repetition and lateness of delivery gives the same net ledger."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.activity import actions
from models.activity.actions import NewActivity
from models.activity.tables import ActivityKind, ReviewReason, Source, Verdict
from models.kernel import clock
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.people.tables import Person
from tests.factories import make_account, make_person
from tests.models.activity.ledger_reading import net_ledger

START = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
"""Nine in the evening in New York: the stream crosses midnight there."""


@dataclass(frozen=True)
class Sent:
    """One delivery: which of the people, and their activity (a revision above 0 is a correction)."""

    person: int
    activity: NewActivity


NOBODY = UUID(int=0)
sent = st.builds(
    Sent,
    person=st.integers(0, 1),
    activity=st.builds(
        NewActivity,
        ledger_id=st.just(NOBODY),
        client_key=st.sampled_from(["key-0000a", "key-0000b", "key-0000c", "key-0000d"]),
        kind=st.sampled_from([ActivityKind.CANVASS, ActivityKind.COOKING]),
        quantity=st.integers(0, 40),
        minutes=st.integers(1, 300),
        started_at=st.integers(0, 600).map(lambda minutes: START + timedelta(minutes=minutes)),
        time_zone=st.sampled_from([None, "Europe/Berlin"]),
        shift_id=st.none(),
        revision=st.integers(0, 2),
        voided=st.booleans(),
    ),
)
streams = st.lists(
    sent, unique_by=lambda one: (one.person, one.activity.client_key, one.activity.revision), min_size=1, max_size=10
)
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


async def two_people() -> tuple[Account, list[Person]]:
    """Always the same two, each time in an account of their own."""
    account = await make_account()
    return account, [await make_person(account, time_zone=zone) for zone in ("America/New_York", "Asia/Kathmandu")]


def addressed(stream: list[Sent], people: list[Person]) -> list[NewActivity]:
    """The activities with their makers filled in."""
    return [one.activity._replace(ledger_id=people[one.person].ledger_id) for one in stream]


async def deliver(stream: list[Sent], sizes: Random | None) -> tuple[Any, Any]:
    """Record a stream, at once or in batches of any size; the net ledger and what a recomputation finds wrong."""
    account, people = await two_people()
    actor, rest = system_actor(account.id), addressed(stream, people)
    with clock.freeze(START + timedelta(days=2)):
        while rest:
            size = sizes.randint(1, 3) if sizes else len(rest)
            await actions.record_many(actor, rest[:size], source=Source.IMPORT)
            rest = rest[size:]
        differences = await actions.recompute(
            actor, first=START.date() - timedelta(2), last=START.date() + timedelta(2)
        )
    return sorted(await net_ledger(account.id)), differences


@slow
@given(streams, st.randoms(use_true_random=False))
async def test_any_order_repetition_and_lateness(db: None, stream: list[Sent], random: Random) -> None:
    shuffled = stream + random.choices(stream, k=random.randint(0, 3))
    random.shuffle(shuffled)
    expected, nothing_wrong = await deliver(stream, sizes=None)
    net, nothing_wrong_either = await deliver(shuffled, sizes=random)
    assert net == expected
    assert nothing_wrong == nothing_wrong_either == []


@slow
@given(streams, st.randoms(use_true_random=False))
async def test_reversals_and_corroborations_at_any_time(db: None, stream: list[Sent], random: Random) -> None:
    """Verdicts given between deliveries, on what was there by then; the recomputed ledger is the ledger."""
    account, people = await two_people()
    actor = system_actor(account.id)
    moment = START + timedelta(days=2)
    for activity in addressed(stream, people):
        moment += timedelta(seconds=1)
        with clock.freeze(moment):
            await actions.record_many(actor, [activity], source=Source.IMPORT)
            key = (activity.ledger_id, activity.client_key)
            verdict = random.choice([*Verdict, None])
            if verdict:
                await actions.review_many(actor, keys=[key], verdict=verdict, reason_code=ReviewReason.SEEN)
    with clock.freeze(moment):
        span = {"first": START.date() - timedelta(2), "last": START.date() + timedelta(2)}
        assert await actions.recompute(actor, **span) == []


@slow
@given(streams)
async def test_many_at_once_give_what_one_by_one_gives(db: None, stream: list[Sent]) -> None:
    first_revisions = [replace(one, activity=one.activity._replace(revision=0, voided=False)) for one in stream]
    unique = list({(one.person, one.activity.client_key): one for one in first_revisions}.values())
    account, people = await two_people()
    with clock.freeze(START + timedelta(days=2)):
        for one in addressed(unique, people):
            person = next(person for person in people if person.ledger_id == one.ledger_id)
            await actions.log_activity(
                system_actor(account.id),
                client_key=one.client_key,
                kind=one.kind,
                quantity=one.quantity,
                minutes=one.minutes,
                started_at=one.started_at,
                source=Source.IMPORT,
                person_id=person.id,
                time_zone=one.time_zone,
            )
    expected, _ = await deliver(unique, sizes=None)
    assert sorted(await net_ledger(account.id)) == expected
