"""How the hour of asks is drawn, and how that was judged, through the API."""

from datetime import timedelta
from typing import Any

import pytest

from models.asks.actions import learn_policy
from models.asks.evaluation.intervals import difference_of_shares
from models.asks.policy_report import policy_report
from models.kernel import clock
from models.kernel.actor import Actor, system_actor
from models.kernel.errors import NotAllowed, SignInRequired
from models.kernel.tables import Account
from models.people.tables import Person
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_account, make_organizer, make_person
from tests.models.asks.test_hours_drawn import NOON, make_past_asks
from tests.models.asks.test_learn_policy import answer_every_fourth

REPORT = """{ askPolicyReport {
  signing
  dimensions {
    dimension arms between { value }
    live { madeAt asks chances { onWeekend band usual other } }
    nights { madeAt verdict asks yes { value low high } gain { value } }
    ways { name asks yes { value } }
  }
  holdout { people share heldOut heldOutShare gain { value low high } }
} }"""


async def report(account: Account, actor: Actor) -> dict[str, Any]:
    found: dict[str, Any] = (await data_of(REPORT, context_for(account, actor)))["askPolicyReport"]
    return found


async def test_before_anything_is_learned_the_report_is_empty(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    found = await report(account, organizer)
    assert (found["signing"], found["holdout"]) == (False, None)
    assert [each["dimension"] for each in found["dimensions"]] == ["HOUR", "TONE", "SIZE", "ASKER", "CHANNEL"]
    empty = {"live": None, "nights": [], "ways": [], "between": None}
    assert all(each | empty == each for each in found["dimensions"])


async def test_organizers_read_what_draws_now_and_what_else_there_was(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    await make_past_asks(account, 400, each=4)
    await answer_every_fourth(account)
    held_out = [await make_person(account, holdout=True) for _ in range(5)]
    await Person.filter(account_id=account.id).update(created_at=NOON - timedelta(days=60))
    await make_person(account, created_at=NOON - timedelta(days=27))
    with clock.freeze(NOON):
        await learn_policy(system_actor(account.id))
        found = await report(account, organizer)
    hour = found["dimensions"][0]
    assert (hour["dimension"], hour["arms"], hour["between"]) == ("HOUR", ["soon", "evening"], None)
    assert hour["live"]["asks"] == 400
    assert [(row["onWeekend"], row["band"]) for row in hour["live"]["chances"]] == [
        (weekend, band) for weekend in (False, True) for band in range(3)
    ]
    assert hour["live"]["chances"][2] == {"onWeekend": False, "band": 2, "usual": 0.9, "other": 0.1}
    assert [(night["verdict"], night["asks"], night["yes"]["value"]) for night in hour["nights"]] == [
        ("LIVE", 400, 0.25)
    ]
    ways = {way["name"]: (way["asks"], way["yes"]["value"]) for way in hour["ways"]}
    assert ways["logged"] == ways["soon"] == (400, 0.25)
    assert "evening" not in ways  # nobody was ever asked then
    assert (found["holdout"]["heldOut"], found["holdout"]["heldOutShare"]) == (len(held_out), 0)
    assert found["holdout"]["people"] == await Person.filter(account_id=account.id, holdout=False).count() - 1
    assert found["holdout"]["gain"]["low"] < 0 < found["holdout"]["gain"]["high"]


async def test_a_report_is_for_those_who_organize_and_of_their_own_campaign(account: Account) -> None:
    await make_past_asks(account, 200)
    with clock.freeze(NOON):
        await learn_policy(system_actor(account.id))
    with pytest.raises(NotAllowed):
        await policy_report(actor_for(await make_person(account)))
    with pytest.raises(SignInRequired):
        await policy_report(context_for(account, None).actor)
    elsewhere = await make_account()
    assert (await policy_report(await make_organizer(elsewhere))).dimensions[0].nights == []


def test_a_difference_of_shares_has_newcombes_interval() -> None:
    """The example of the paper: 56 of 70 and 48 of 80."""
    found = difference_of_shares(56, 70, 48, 80)
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    nothing = difference_of_shares(0, 0, 1, 2)
    assert (nothing.value, nothing.low, nothing.high) == (0, -1, 1)


async def test_an_organizer_lends_their_name_and_takes_it_back(account: Account) -> None:
    organizer = await make_organizer(account, "US/NY/")
    for sign in (True, True, False):
        mutation = (
            f"mutation {{ asksSign(input: {{sign: {str(sign).lower()}}}) {{ ... on AsksSignPayload {{ signing }} }} }}"
        )
        assert (await data_of(mutation, context_for(account, organizer)))["asksSign"] == {"signing": sign}
        assert (await report(account, organizer))["signing"] is sign
