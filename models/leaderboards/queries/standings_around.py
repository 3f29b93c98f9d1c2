"""Where I stand, between my nearest neighbours: shown to nobody else (`rules.md` G1, G4)."""

from dataclasses import replace
from uuid import UUID

from models.kernel.actor import Actor
from models.kernel.errors import SignInRequired
from models.leaderboards.copies import Around
from models.leaderboards.queries.board import (
    Board,
    BoardRow,
    board_of,
    home_of,
    public_people_names,
    public_team_names,
    region_rows,
)
from models.leaderboards.queries.frame import Frame, frame_of
from models.leaderboards.queries.scores import scores_around
from models.leaderboards.tables import BoardKind, Window
from models.people.tables import Person, Team
from models.regions.queries import region_by_id
from models.regions.tables import Region

NEIGHBOURS = 2


async def standings_around(actor: Actor, *, kind: BoardKind, window: Window) -> Board | None:
    """
    The actor (or their team, or their region) with two neighbours on either side, in the present window.

    None when there is nothing to show yet: no points, no team, or a rank that the person switched off. Neighbours have
    a name only if they may be shown to everybody. A region too small for a place is stood for by the one above it.
    Raises SignInRequired.
    """
    person = await home_of(actor)
    if person is None:
        raise SignInRequired
    if kind is BoardKind.REGION:
        return await _around_region(actor, window, person)
    member_id = person.team_id if kind is BoardKind.TEAM else person.ledger_id
    if member_id is None or (kind is BoardKind.PERSON and person.rank_hidden):
        return None
    frame = await frame_of(actor.account_id, kind=kind, window=window, on=None, region_id=None)
    return await _around_member(actor, frame, member_id, await _own_name(actor, kind, person))


async def _own_name(actor: Actor, kind: BoardKind, person: Person) -> str | None:
    if kind is BoardKind.PERSON:
        return person.first_name
    team = await Team.get_or_none(account_id=actor.account_id, id=person.team_id)
    return team.name if team else None


async def _around_member(actor: Actor, frame: Frame, mine: UUID, own_name: str | None) -> Board | None:
    near, catching_up = await scores_around(actor.account_id, frame.name, mine, NEIGHBOURS)
    if not near:
        return None
    is_team = frame.name.kind is BoardKind.TEAM
    naming = public_team_names if is_team else public_people_names
    names = await naming(actor.account_id, [one.member_id for one in near])
    rows = [_row(one, names.get(one.member_id), is_team, mine) for one in near]
    return board_of(frame, [replace(row, name=own_name) if row.is_mine else row for row in rows], catching_up)


def _row(one: Around, name: str | None, is_team: bool, mine: UUID) -> BoardRow:
    is_mine = one.member_id == mine
    shown_team = one.member_id if is_team and (name or is_mine) else None
    return BoardRow(one.place, one.member_id, name, one.points, is_mine=is_mine, team_id=shown_team)


async def _around_region(actor: Actor, window: Window, person: Person) -> Board | None:
    """The lowest of the person's regions that has a place, among its siblings."""
    region: Region | None = await region_by_id(person.region_id)
    while region is not None and region.parent_id is not None:
        frame = await frame_of(
            actor.account_id, kind=BoardKind.REGION, window=window, on=None, region_id=region.parent_id
        )
        rows, catching_up = await region_rows(actor, frame)
        mine = next((position for position, row in enumerate(rows) if row.is_mine), None)
        if mine is not None:
            near = rows[max(0, mine - NEIGHBOURS) : mine + NEIGHBOURS + 1]
            return board_of(frame, near, catching_up)
        region = frame.region
    return None
