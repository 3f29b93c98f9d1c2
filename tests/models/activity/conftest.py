"""What several tests of activities begin with."""

from datetime import UTC, datetime

import pytest

from models.activity import actions
from models.activity.queries import LoggedActivity
from models.activity.tables import ActivityKind
from models.kernel import clock
from models.kernel.tables import Account
from models.people.tables import Person
from tests.factories import actor_for, make_person

NOW = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.fixture
async def maker(account: Account) -> Person:
    """Somebody who logs work."""
    return await make_person(account)


@pytest.fixture
async def logged(maker: Person) -> LoggedActivity:
    """An hour of canvassing that they logged at `NOW`."""
    with clock.freeze(NOW):
        return await actions.log_activity(
            actor_for(maker), client_key="key-00000001", kind=ActivityKind.CANVASS, quantity=12, minutes=60
        )
