"""What is known of each dimension: its own chances, and only what was open and carried out."""

from datetime import UTC, datetime, timedelta

from models.asks.learning.dimensions import AskDimension, mask_of
from models.asks.past_arms import past_choices
from models.asks.tables import Ask, AskKind, AskStatus, Delivery, MessagePurpose
from models.kernel import clock, ids
from models.kernel.tables import Account
from models.people.tables import Channel
from tests.factories import make_person, make_shift, make_task

NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
HOUR, TONE, SIZE, ASKER, CHANNEL = AskDimension


async def make_asks(account: Account, *rows: dict[str, object], by: Channel = Channel.EMAIL) -> None:
    """One a day, that went out that way."""
    person, task = await make_person(account), await make_task(account)
    shift = await make_shift(task)
    for day, row in enumerate(rows):
        then = NOW - timedelta(days=3 + day)
        ask = await Ask.create(
            id=ids.new_id(), account_id=account.id, person_id=person.id, kind=AskKind.SHIFT, task_id=task.id,
            shift_id=shift.id, reasons=[], score=0.5, status=AskStatus.SENT, chosen_on=then.date(), chosen_at=then,
            sent_at=then, **row,
        )  # fmt: skip
        await Delivery.create(
            id=ids.new_id(), account_id=account.id, person_id=person.id, purpose=MessagePurpose.ASK, ask_id=ask.id,
            channel=by, template="ask", parameters={}, due_at=then, created_at=then,
        )  # fmt: skip


async def known(account: Account, dimension: AskDimension) -> list[tuple[int, float]]:
    """Arms with their chances, the newest first."""
    with clock.freeze(NOW):
        choices, _ = await past_choices(account.id, dimension)
    return list(zip(choices.arm.tolist(), choices.propensity.round(9).tolist(), strict=True))


async def test_each_dimension_has_its_own_chances(account: Account) -> None:
    both, chances = mask_of((HOUR, SIZE)), 70 | 30 << 20
    drawn = [(0, 0.93 * 0.97), (HOUR.bit, 0.07 * 0.97), (SIZE.bit, 0.93 * 0.03), (both, 0.07 * 0.03)]
    rows = [{"arm": arm, "probability": p, "possible_arms": both, "arm_chances": chances} for arm, p in drawn]
    await make_asks(account, *rows)
    assert await known(account, HOUR) == [(0, 0.93), (1, 0.07), (0, 0.93), (1, 0.07)]
    assert await known(account, SIZE) == [(0, 0.97), (0, 0.97), (1, 0.03), (1, 0.03)]
    assert await known(account, TONE) == []


async def test_asks_from_before_dimensions_tell_of_the_hour(account: Account) -> None:
    """They knew one chance alone."""
    await make_asks(account, {"arm": 1, "probability": 0.0731, "possible_arms": 1}, {"arm": 0, "possible_arms": 0})
    assert await known(account, HOUR) == [(1, 0.0731)]


async def test_what_was_not_carried_out_says_nothing_of_that_arm(account: Account) -> None:
    everything = {"possible_arms": mask_of(AskDimension), "arm_chances": sum(50 << 10 * place for place in range(5))}
    await make_asks(account, everything | {"arm": TONE.bit, "missed_arms": TONE.bit})
    assert [len(await known(account, each)) for each in AskDimension] == [
        1,
        0,
        1,
        1,
        0,
    ]  # nor did it go by notification


async def test_a_notification_tells_of_the_way_and_the_hour_alone(account: Account) -> None:
    everything = {"possible_arms": mask_of(AskDimension), "arm_chances": sum(50 << 10 * place for place in range(5))}
    await make_asks(account, everything | {"arm": 0}, everything | {"arm": CHANNEL.bit}, by=Channel.PUSH)
    assert [len(await known(account, each)) for each in AskDimension] == [2, 0, 0, 0, 1]
    assert await known(account, CHANNEL) == [(0, 0.95)]
