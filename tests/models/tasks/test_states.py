"""The life of an assignment, as pure rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.kernel.errors import Conflict
from models.tasks.rules import PLACED, may_become, next_state, place_change
from models.tasks.tables import AssignmentState as State

ALLOWED = {
    State.INVITED: "accepted confirmed waitlisted declined cancelled attended",
    State.ACCEPTED: "confirmed waitlisted cancelled attended no_show",
    State.WAITLISTED: "confirmed cancelled declined attended",
    State.CONFIRMED: "attended no_show cancelled",
    State.ATTENDED: "no_show",
    State.NO_SHOW: "attended",
    State.CANCELLED: "invited confirmed waitlisted declined",
    State.DECLINED: "invited confirmed waitlisted",
}


@pytest.mark.parametrize("now", State)
@pytest.mark.parametrize("then", State)
def test_the_table_of_states(now: State, then: State) -> None:
    assert may_become(now, then) is (then.value in ALLOWED[now].split())


def test_what_may_not_follow_is_refused_with_the_state_it_stands_at() -> None:
    with pytest.raises(Conflict) as refusal:
        next_state(State.NO_SHOW, State.CONFIRMED)
    assert refusal.value.message == (
        "This cannot be done any more: it stands at “did not come”. Look at the shift again."
    )


@given(st.lists(st.sampled_from(State), min_size=1))
def test_places_add_up_along_any_way(path: list[State]) -> None:
    changes = [place_change(now, then) for now, then in zip([None, *path[:-1]], path, strict=True)]
    assert sum(changes) == int(path[-1] in PLACED)
