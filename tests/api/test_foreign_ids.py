"""
An id of somebody else's answers exactly as one that nobody has: every place of the schema that takes an id is tried.

The tries are generated. When a new one fails with "made a difference", its input needs a helping hand: give the value
that it must have in `sample_values.py` (VALUES), say whose id belongs there (EXPECTED), or excuse it with a reason.
"""

import inspect

import pytest
from tortoise.models import Model

from api.execution import Endpoint
from api.ids import global_id
from api.node import NODES, Node
from api.schema import schema
from models.kernel.actor import Actor, Role, Scope
from models.kernel.ids import id_for, new_id
from models.kernel.tables import Account
from tests.api.asking import an_account
from tests.api.foreign_ids import Trial, try_slot
from tests.api.id_slots import Slot, expected_type, slots_of
from tests.api.kettles import KETTLES, KettleRow, kettle_schema
from tests.api.sample_rows import ELSEWHERE, HERE, World, is_of_account, make_world, tables
from tests.api.sample_values import EXCUSED, TABLES
from tests.factories import actor_for, make_account

PRIVATE = {"Person", "Session", "Activity", "Assignment", "Ask", "Membership", "Message", "News", "Post"}
"""Types whose rows of another person elsewhere, in the same account, are nobody else's business."""


def _tables() -> dict[str, type[Model]]:
    """The table behind each type that has an id."""
    shown = {name: _table(kind) for name, kind in NODES.items() if name in schema._schema.type_map}
    more = {name: tables()[table] for name, table in TABLES.items()}
    return {name: table for name, table in shown.items() if table is not None} | more


def _own_tables() -> dict[str, type[Model]]:
    return {name: table for name, table in _tables().items() if is_of_account(table)}


def _table(kind: type[Node]) -> type[Model] | None:
    return next((each for each in kind.row_types if inspect.isclass(each) and issubclass(each, Model)), None)


async def _ids(world: World, names: set[str]) -> dict[str, str]:
    return {
        name: global_id(name, (await world.row(table)).pk) for name, table in _own_tables().items() if name in names
    }


@pytest.mark.parametrize("slot", slots_of(schema._schema), ids=str)
async def test_ids_of_others_answer_as_unknown_ones(account: Account, slot: Slot) -> None:
    every = set(_own_tables())
    here, elsewhere = await make_world(account), await make_world(account, ELSEWHERE)
    others = await make_world(await make_account())
    regions = {"Region": global_id("Region", here.person.region_id)}
    foreign = [await _ids(others, every), await _ids(elsewhere, every & PRIVATE)]
    trial = Trial(
        account=account,
        actors={
            "a volunteer": actor_for(here.person),
            "an organizer": actor_for(here.person, Scope(Role.ORGANIZER, HERE)),
            "an administrator": actor_for(here.person, Scope(Role.ADMIN, HERE)),
        },
        own=await _ids(here, every) | regions,
        foreign={name: [each[name] for each in foreign if name in each] for name in every},
        common=frozenset(_tables().keys() - every),
        excused=EXCUSED,
    )
    assert await try_slot(Endpoint(schema), slot, trial) == []


def test_excuses_are_for_what_there_is() -> None:
    assert set(EXCUSED) <= {str(slot) for slot in slots_of(schema._schema)}


def _kettle_trial() -> Trial:
    account = an_account()
    mine, foreign = id_for("kettle:mine"), id_for("kettle:foreign")
    KETTLES[mine] = KettleRow(mine, account.id, "mine", 2, id_for("owner:1"))
    KETTLES[foreign] = KettleRow(foreign, new_id(), "foreign", 2, id_for("owner:1"))
    return Trial(
        account=account,
        actors={"somebody": Actor(account.id, person_id=new_id())},
        own={"Kettle": global_id("Kettle", mine)},
        foreign={"Kettle": [global_id("Kettle", foreign)]},
    )


@pytest.mark.parametrize(
    ("place", "problems"),
    [
        ("kettleLend.input.kettleId", 0),
        ("kettlePeek.kettleId", 1),
        ("kettleDrop.kettleId", 1),
    ],
)
async def test_the_tries_find_what_leaks_and_what_does_not_matter(db: None, place: str, problems: int) -> None:
    (slot,) = [each for each in slots_of(kettle_schema._schema) if str(each) == place]
    assert expected_type(kettle_schema._schema, slot) == "Kettle"
    assert len(await try_slot(Endpoint(kettle_schema), slot, _kettle_trial())) == problems
    KETTLES.clear()
