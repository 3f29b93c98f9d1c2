"""Organizers and leaders take a newcomer over, or hand them to somebody: one newcomer, at once."""

from enum import Enum
from uuid import UUID

from models.kernel import audit, clock, outbox, work
from models.kernel.actor import Actor
from models.kernel.errors import Conflict, Invalid, NotAllowed
from models.kernel.words import isolated
from models.people.actions.greeting_steps import clock_of, ensure_started, queue_up_to_give, take_step
from models.people.policy import ensure_found, ensure_in_person, ensure_may_greet, may_greet
from models.people.queries.greeters import greeter_for
from models.people.rules.greeting import GreetingStepKind
from models.people.rules.greeting_clock import take
from models.people.rules.names import name_and_initial
from models.people.tables import GreetingLease, Person, PersonKind
from models.people.visibility import visible_to


class Owner(Enum):
    """Whom somebody expects to have a newcomer in hand."""

    ANYBODY = "anybody"


async def hand_over_greeting(
    actor: Actor,
    *,
    person_id: UUID,
    to_person_id: UUID | None = None,
    expected_owner: UUID | Owner | None = Owner.ANYBODY,
) -> GreetingLease:
    """
    Give a newcomer whom the actor may greet to somebody whom the actor sees; without one, to the actor.

    Whoever had them has them no longer; the new owner has them alone for seven days. The promise to the newcomer stands.
    `expected_owner`: who had them when the actor looked (None: nobody). Raises NotFound, NotAllowed, SignInRequired; Conflict
    where that changed meanwhile, there is nobody to greet any more, or no room; Invalid for somebody who cannot be given
    newcomers.
    """
    own_id = ensure_in_person(actor)
    ensure_may_greet(actor)
    async with work.unit_of_work(actor):
        await queue_up_to_give(actor.account_id)
        seen = visible_to(actor)
        newcomer = ensure_found(await seen.get_or_none(id=person_id))
        greeter = ensure_found(await seen.get_or_none(id=to_person_id or own_id))
        if newcomer.id == actor.person_id or not may_greet(actor, newcomer):
            raise NotAllowed("You can hand over newcomers of your own region or team. Ask an organizer of theirs.")
        lease = await _open_lease(newcomer)
        await _ensure_as_seen(lease, expected_owner, greeter)
        await _ensure_can_be_given(newcomer, greeter, lease)
        kind = GreetingStepKind.TAKEN if greeter.id == own_id else GreetingStepKind.GIVEN
        now = clock.now()
        await take_step(lease, kind, take(clock_of(lease), greeter.id, now))
        if kind is GreetingStepKind.GIVEN:
            await outbox.enqueue("greetings.handed", account_id=actor.account_id, person_ids=[greeter.id], at=now)
        await audit.record(actor, "greeting.hand_over", "person", newcomer.id, about=newcomer.id, to=greeter.id)
        return lease


async def _open_lease(newcomer: Person) -> GreetingLease:
    if newcomer.kind is not PersonKind.VOLUNTEER or newcomer.greeted_at is not None:
        raise Conflict("Nobody has to greet them: somebody did already, or they have not confirmed their address yet.")
    lease = await ensure_started(newcomer)
    if lease.closed_at is not None:
        raise Conflict("Nobody is to try this newcomer again: see what was noted last.")
    return lease


async def _ensure_as_seen(lease: GreetingLease, expected: UUID | Owner | None, greeter: Person) -> None:
    """Two who hand over the same newcomer are not to undo each other unknowingly."""
    owner_id = lease.greeter_person_id
    if isinstance(expected, Owner) or owner_id in (expected, greeter.id):
        return
    owner = await Person.get_or_none(account_id=lease.account_id, id=owner_id) if owner_id else None
    if owner is None:
        raise Conflict("Meanwhile nobody has this newcomer in hand any more. Look again, and choose once more.")
    raise Conflict(
        "{name} was given this newcomer a moment ago. Leave it so, or choose once more if it should be somebody else.",
        name=isolated(name_and_initial(owner.first_name, owner.last_name)),
    )


async def _ensure_can_be_given(newcomer: Person, greeter: Person, lease: GreetingLease) -> None:
    if lease.greeter_person_id == greeter.id:
        raise Conflict("They have this newcomer in hand already.")
    found = await greeter_for(newcomer, greeter)
    if found is None:
        raise Invalid(
            "They cannot be given this newcomer. Choose a leader or an organizer, or for adults somebody who likes to greet, "
            "was greeted, and has been active here for two weeks.",
            field="toPersonId",
        )
    if not found.has_room:
        raise Conflict(
            "Ten newcomers are as many as one can have in hand. Choose somebody else, or have some given back."
        )
