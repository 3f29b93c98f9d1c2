"""What an actor may do where."""

from uuid import uuid4

from models.kernel.actor import ORGANIZING, Actor, Role, Scope, stranger, system_actor

ACCOUNT = uuid4()


def organizer(path: str) -> Actor:
    return Actor(ACCOUNT, uuid4(), uuid4(), (Scope(Role.ORGANIZER, path),))


def test_a_scope_covers_its_region_and_all_below_but_not_its_neighbours() -> None:
    california = organizer("US/CA/")
    assert california.covers("US/CA/", *ORGANIZING)
    assert california.covers("US/CA/037/", *ORGANIZING)
    assert not california.covers("US/", *ORGANIZING)
    assert not california.covers("US/CO/", *ORGANIZING)


def test_an_empty_path_covers_everything() -> None:
    assert organizer("").covers("PL/14/", *ORGANIZING)


def test_a_team_leader_organizes_no_region() -> None:
    leader = Actor(ACCOUNT, uuid4(), uuid4(), (Scope(Role.TEAM_LEADER, "US/CA/", team_id=uuid4()),))
    assert not leader.covers("US/CA/", *ORGANIZING)
    assert not leader.covers("US/CA/", Role.TEAM_LEADER)
    assert leader.has_role(Role.TEAM_LEADER)


def test_the_system_may_do_everything_and_a_stranger_nothing() -> None:
    assert system_actor(ACCOUNT).covers("US/", *ORGANIZING)
    assert not stranger(ACCOUNT).covers("US/", *ORGANIZING)
    assert stranger(ACCOUNT).is_stranger
    assert not system_actor(ACCOUNT).is_stranger
