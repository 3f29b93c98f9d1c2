"""One tap in a letter about a shift: to come, to free the place, to say how it was. What is refused changes nothing."""

import asyncio
import base64
from datetime import timedelta

import pytest

from models.asks import links
from models.asks.actions import answer_place, rate_place
from models.asks.errors import LinkTooOld, LinkUnknown, PlaceClosed
from models.asks.own_places import RATED_FOR, PlaceQuestion, place_by_token, question_about
from models.kernel import clock, ids
from models.kernel.actor import Actor, stranger
from models.kernel.errors import Conflict, DomainError, Invalid, NotFound
from models.kernel.tables import Account, AuditEntry
from models.people.tables import Person
from models.tasks.actions import cancel_sign_up, confirm_coming, sign_up_for_shift, update_task
from models.tasks.errors import ShiftClosed
from models.tasks.rules.validate import ShiftDraft
from models.tasks.tables import Assignment, AssignmentState, Shift, Task, TaskStatus
from tests.factories import (
    actor_for,
    make_account,
    make_assignment,
    make_organizer,
    make_person,
    make_shift,
    make_task,
)
from tests.models.people.test_erasure import everything_in_the_database

DAY = timedelta(days=1)


async def have_place(account: Account, **changes: object) -> tuple[Person, Shift, Assignment]:
    person, shift = await make_person(account), await make_shift(await make_task(account), capacity=3)
    return person, shift, await make_assignment(shift, person, **changes)


def token_of(assignment: Assignment) -> str:
    return links.sign(links.PLACE, assignment.account_id, assignment.id)


async def refused(actor: Actor, assignment: Assignment, coming: bool, error: type[DomainError] = PlaceClosed) -> str:
    """The answer is refused, and nothing has changed."""
    before = await everything_in_the_database()
    with pytest.raises(error) as found:
        await answer_place(actor, token=token_of(assignment), coming=coming)
    assert await everything_in_the_database() == before
    return found.value.message


async def asked_now(assignment: Assignment) -> PlaceQuestion | DomainError:
    place = await place_by_token(stranger(assignment.account_id), token_of(assignment))
    return question_about(place, clock.now())


async def test_a_stranger_with_the_link_says_that_they_come_and_then_that_they_do_not(account: Account) -> None:
    person, shift, place = await have_place(account)
    said = await answer_place(stranger(account.id), token=token_of(place), coming=True)
    assert said.startswith("Wonderful, \u2068Ada\u2069: your place is kept. \u2068Saturday doors\u2069")
    now = await Assignment.get(id=place.id)
    assert (now.state, now.coming_said_at is not None) == (AssignmentState.CONFIRMED, True)
    assert "already that you come" in await refused(stranger(account.id), place, True)
    said = await answer_place(stranger(account.id), token=token_of(place), coming=False)
    assert said == (
        "Thank you for telling us, \u2068Ada\u2069: your place in “\u2068Saturday doors\u2069” is free for somebody else."
    )
    now = await Assignment.get(id=place.id)
    assert (now.state, now.coming_said_at) == (AssignmentState.CANCELLED, None)
    assert (await Shift.get(id=shift.id)).confirmed == 0
    done = [row.verb for row in await AuditEntry.filter(account_id=account.id, actor_person_id=person.id)]
    assert sorted(done) == ["shift.cancel", "shift.coming"]


async def test_a_freed_place_goes_to_whoever_waits(account: Account) -> None:
    person, shift = await make_person(account), await make_shift(await make_task(account), capacity=1)
    place = await make_assignment(shift, person)
    waiting = await make_assignment(shift, await make_person(account), state=AssignmentState.WAITLISTED)
    await answer_place(stranger(account.id), token=token_of(place), coming=False)
    assert (await Assignment.get(id=waiting.id)).state is AssignmentState.CONFIRMED


async def test_who_gave_the_place_back_cannot_do_so_twice_nor_come_by_the_letter(account: Account) -> None:
    person, shift, place = await have_place(account)
    await answer_place(stranger(account.id), token=token_of(place), coming=False)
    for coming in (False, True):
        assert "You have no place in this shift any more" in await refused(stranger(account.id), place, coming)
    await sign_up_for_shift(actor_for(person), shift_id=shift.id)
    assert await asked_now(place) is PlaceQuestion.COMING


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (AssignmentState.WAITLISTED, "You have no place in this shift any more"),
        (AssignmentState.DECLINED, "You have no place in this shift any more"),
        (AssignmentState.ATTENDED, "This shift is over."),
        (AssignmentState.NO_SHOW, "This shift is over."),
    ],
)
async def test_who_has_no_place_to_come_to_is_told_so(account: Account, state: AssignmentState, said: str) -> None:
    _, _, place = await have_place(account, state=state)
    for coming in (True, False):
        assert said in await refused(stranger(account.id), place, coming)


async def test_the_link_ends_with_the_shift(account: Account) -> None:
    _, shift, place = await have_place(account)
    with clock.freeze(shift.ends_at):
        assert "This shift is over." in await refused(stranger(account.id), place, False)
    with clock.freeze(shift.ends_at - timedelta(seconds=1)):
        await answer_place(stranger(account.id), token=token_of(place), coming=False)
    assert (await Assignment.get(id=place.id)).state is AssignmentState.CANCELLED


@pytest.mark.parametrize("what", ["task", "shift"])
async def test_what_was_called_off_needs_no_answer(account: Account, what: str) -> None:
    _, shift, place = await have_place(account)
    if what == "task":
        await Task.filter(id=shift.task_id).update(status=TaskStatus.CANCELLED)
    else:
        await Shift.filter(id=shift.id).update(cancelled_at=clock.now())
    assert "This shift was called off." in await refused(stranger(account.id), place, True)


async def test_who_came_says_how_it_was_once(account: Account) -> None:
    _, shift, place = await have_place(account, state=AssignmentState.ATTENDED)
    token, nobody = token_of(place), stranger(account.id)
    with clock.freeze(shift.ends_at + RATED_FOR - timedelta(seconds=1)):
        said = await rate_place(nobody, token=token, rating=4, text="  Good company.  ")
        assert said == "Thank you, \u2068Ada\u2069: that helps whoever plans the next one."
        now = await Assignment.get(id=place.id)
        assert (now.rating, now.feedback) == (4, "Good company.")
        before = await everything_in_the_database()
        with pytest.raises(PlaceClosed, match="You have told us how it was"):
            await rate_place(nobody, token=token, rating=1)
        assert await everything_in_the_database() == before


@pytest.mark.parametrize(
    ("state", "late", "given", "error"),
    [
        (AssignmentState.ATTENDED, RATED_FOR, {"rating": 5}, LinkTooOld),
        (AssignmentState.ATTENDED, DAY, {"rating": 0}, Invalid),
        (AssignmentState.ATTENDED, DAY, {"rating": 6}, Invalid),
        (AssignmentState.ATTENDED, DAY, {"rating": 3, "text": "x" * 1001}, Invalid),
        (AssignmentState.NO_SHOW, DAY, {"rating": 5}, PlaceClosed),
        (AssignmentState.CONFIRMED, DAY, {"rating": 5}, PlaceClosed),
        (AssignmentState.CONFIRMED, -DAY, {"rating": 5}, PlaceClosed),
        (AssignmentState.CANCELLED, DAY, {"rating": 5}, PlaceClosed),
    ],
)
async def test_stars_that_cannot_be_taken_change_nothing(
    account: Account, state: AssignmentState, late: timedelta, given: dict[str, object], error: type[DomainError]
) -> None:
    _, shift, place = await have_place(account, state=state)
    before = await everything_in_the_database()
    with clock.freeze(shift.ends_at + late), pytest.raises(error):
        await rate_place(stranger(account.id), token=token_of(place), **given)  # type: ignore[arg-type]
    assert await everything_in_the_database() == before


async def test_links_of_others_purposes_and_campaigns_are_unknown_and_who_is_gone_is_not_found(
    account: Account,
) -> None:
    _, _, place = await have_place(account)
    _, _, other = await have_place(account)
    elsewhere = await make_account()
    raw = base64.urlsafe_b64decode(token_of(place))
    swapped = base64.urlsafe_b64encode(raw[:16] + other.id.bytes + raw[32:]).decode()
    forged = [
        swapped,
        links.sign(links.STOP, account.id, place.id),
        links.sign(links.ASK, account.id, place.id),
        links.sign(links.PLACE, elsewhere.id, place.id),
        "nonsense",
        "",
    ]
    before = await everything_in_the_database()
    for token in forged:
        with pytest.raises(LinkUnknown):
            await answer_place(stranger(account.id), token=token, coming=False)
        with pytest.raises(LinkUnknown):
            await rate_place(stranger(account.id), token=token, rating=5)
    token = links.sign(links.PLACE, account.id, ids.new_id())
    with pytest.raises(NotFound):
        await answer_place(stranger(account.id), token=token, coming=False)
    assert await everything_in_the_database() == before


async def test_whoever_is_signed_in_acts_for_whose_place_it_is(account: Account) -> None:
    person, shift, place = await have_place(account)
    other = await make_person(account)
    await make_assignment(shift, other)
    await answer_place(actor_for(other), token=token_of(place), coming=False)
    states = {row.person_id: row.state for row in await Assignment.filter(shift_id=shift.id)}
    assert states == {person.id: AssignmentState.CANCELLED, other.id: AssignmentState.CONFIRMED}


async def test_a_shift_that_moves_has_to_be_said_anew(account: Account) -> None:
    _, shift, place = await have_place(account)
    organizer = await make_organizer(account)
    await answer_place(stranger(account.id), token=token_of(place), coming=True)
    draft = ShiftDraft(shift.starts_at + DAY, shift.ends_at + DAY, 5, id=shift.id)
    task = await Task.get(id=shift.task_id)
    await update_task(organizer, task_id=task.id, version=task.version, changes={}, shifts=[draft])
    assert (await Assignment.get(id=place.id)).coming_said_at is None
    await answer_place(stranger(account.id), token=token_of(place), coming=True)
    assert (await Assignment.get(id=place.id)).coming_said_at is not None


async def test_only_who_has_a_place_comes_and_again_it_changes_nothing(account: Account) -> None:
    person, shift, _ = await have_place(account)
    first = (await confirm_coming(actor_for(person), shift_id=shift.id)).coming_said_at
    before = await everything_in_the_database()
    with clock.freeze(clock.now() + timedelta(minutes=5)):
        assert (await confirm_coming(actor_for(person), shift_id=shift.id)).coming_said_at == first
    with pytest.raises(NotFound):
        await confirm_coming(actor_for(await make_person(account)), shift_id=shift.id)
    await cancel_sign_up(actor_for(person), shift_id=shift.id)
    with pytest.raises(Conflict):
        await confirm_coming(actor_for(person), shift_id=shift.id)
    with clock.freeze(shift.ends_at), pytest.raises(ShiftClosed):
        await confirm_coming(actor_for(person), shift_id=shift.id)
    assert before != await everything_in_the_database()


async def test_of_two_taps_at_once_one_frees_the_place(committed_account: Account) -> None:
    _, shift, place = await have_place(committed_account)
    taps = [answer_place(stranger(committed_account.id), token=token_of(place), coming=False) for _ in range(2)]
    results = await asyncio.gather(*taps, return_exceptions=True)
    assert sorted(type(each) for each in results if not isinstance(each, str)) == [PlaceClosed]
    assert (await Shift.get(id=shift.id)).confirmed == 0
