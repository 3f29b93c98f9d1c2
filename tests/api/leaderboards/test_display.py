"""What a region shows in public, through the API."""

from datetime import date, timedelta
from typing import Any

import pytest_asyncio

from models.kernel import clock, ids
from models.kernel.actor import system_actor
from models.kernel.tables import Account
from models.leaderboards.actions import compute_standings
from models.leaderboards.tables import Fixture
from models.people.actions.change_consents import revoke_consent
from models.people.tables import Channel, Purpose
from tests.api.asking import context_for, data_of
from tests.factories import actor_for, make_account, make_consent, make_person, make_region
from tests.models.leaderboards.stage import Made, record, settle

CODES = ["US-NY-061", "US-NY-047", "US-NY-081", "US-NY-005"]
DISPLAY = """
query Display($code: String!) {
  display(code: $code) {
    region { code }
    standings { league leagues region { code } lines { region { code } activePeople } }
    map { areas { region { code } shade line { shown activePeople } } }
    people: board(kind: PERSON) { rows { name points } }
  }
}
"""


@pytest_asyncio.fixture
async def account(db: None) -> Account:
    """A campaign in a state with four counties."""
    for code in ["US", "US-NY", *CODES]:
        above = code.rpartition("-")[0]
        await make_region(code, parent_id=ids.id_for(f"region:{above}") if above else None)
    return await make_account()


async def work_done(account: Account, code: str, points: list[int]) -> None:
    today, region_id = clock.local_date(clock.now(), account.time_zone), ids.id_for(f"region:{code}")
    await record(account, [Made(ids.new_id(), score, today, region_id) for score in points])
    await settle()
    await compute_standings(system_actor(account.id), on=today)


async def display(account: Account, code: str) -> Any:
    return (await data_of(DISPLAY, context_for(account), code=code))["display"]


async def test_a_map_shades_what_may_be_shown_and_leaves_the_rest_neutral(account: Account) -> None:
    await work_done(account, CODES[0], [9000] * 8)
    await work_done(account, CODES[1], [1000] * 9)
    await work_done(account, CODES[2], [5000] * 7)
    await work_done(account, CODES[3], [2000] * 4)
    areas = {area["region"]["code"]: area for area in (await display(account, "US-NY"))["map"]["areas"]}
    active = [areas[code]["line"] and areas[code]["line"]["activePeople"] for code in CODES]
    assert active == [8, 9, None, None]  # with 7 people the third is hidden beside the fourth, who are 4
    assert areas[CODES[3]]["shade"] == 0
    assert areas[CODES[0]]["shade"] > 0


async def test_a_county_shows_the_league_it_plays_in(account: Account) -> None:
    for code in CODES:
        await work_done(account, code, [1000] * 6)
    found = await display(account, CODES[2])
    assert found["standings"]["region"]["code"] == "US-NY"
    assert CODES[2] in [line["region"]["code"] for line in found["standings"]["lines"]]


async def test_whoever_withdraws_their_consent_is_gone_from_the_next_frame(account: Account) -> None:
    person = await make_person(
        account,
        first_name="Amina",
        last_name="Haddad",
        public_name="initial",
        birth_year=1980,
        region_id=ids.id_for("region:US-NY-061"),
        region_path="US/NY/061/",
    )
    await make_consent(person, Purpose.PUBLIC_BOARD, Channel.PUBLIC)
    today = clock.local_date(clock.now(), account.time_zone)
    await record(account, [Made(person.ledger_id, 42000, today, person.region_id)])
    await settle()
    assert (await display(account, "US-NY"))["people"]["rows"] == [{"name": "Amina H.", "points": 42000}]
    await revoke_consent(actor_for(person), purpose=Purpose.PUBLIC_BOARD, channel=Channel.PUBLIC)
    assert (await display(account, "US-NY"))["people"]["rows"] == []


async def test_an_unknown_region_and_one_without_outlines_show_no_map(account: Account) -> None:
    await make_region("PL")
    assert await display(account, "US-ZZ") is None
    assert (await display(account, "PL"))["map"] is None


async def test_a_hall_has_all_leagues_and_one_alone_if_asked(account: Account) -> None:
    for code in CODES:
        await work_done(account, code, [1000] * 6)
    asked = (
        'query($league: Int) { display(code: "US-NY") { leagues(league: $league) { league leagues lines { place } } } }'
    )
    found = (await data_of(asked, context_for(account)))["display"]["leagues"]
    assert [one["league"] for one in found] == list(range(1, found[0]["leagues"] + 1))
    (one,) = (await data_of(asked, context_for(account), league=1))["display"]["leagues"]
    assert one == found[0]


async def test_matches_stand_on_the_display(account: Account) -> None:
    for code in CODES:
        await work_done(account, code, [1000] * 6)
    today = clock.local_date(clock.now(), account.time_zone)
    monday = today - timedelta(days=today.weekday())
    await Fixture.create(
        id=ids.new_id(),
        account_id=account.id,
        parent_id=ids.id_for("region:US-NY"),
        season_start=date(today.year, 1, 1),
        week_start=monday,
        league=1,
        one_id=ids.id_for(f"region:{CODES[0]}"),
        other_id=ids.id_for(f"region:{CODES[1]}"),
        chance=0.5,
        joint_target=24_000,
        drawn_at=clock.now(),
    )
    asked = (
        '{ display(code: "US-NY") { fixtures { one { rate } other { rate } jointTarget jointPoints jointPercent } } }'
    )
    (match,) = (await data_of(asked, context_for(account)))["display"]["fixtures"]
    assert match == {
        "one": {"rate": 1000},
        "other": {"rate": 1000},
        "jointTarget": 24_000,
        "jointPoints": 12_000,
        "jointPercent": 50,
    }
