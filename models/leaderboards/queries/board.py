"""A board as it may be shown to anybody."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.kernel import clock
from models.kernel.actor import Actor
from models.kernel.paging import ensure_first
from models.leaderboards.queries.active_people import active_people
from models.leaderboards.queries.frame import Frame, frame_of
from models.leaderboards.queries.scores import Scores, top_scores, top_scores_within
from models.leaderboards.rules import Standing, placed, without_small_ones
from models.leaderboards.rules.places import FEWEST_PEOPLE
from models.leaderboards.tables import BoardKind, Window
from models.people.queries import public_names, teams_by_id
from models.people.tables import Person
from models.regions.tables import Region

PAGE = 500
MOST_READ = 10_000

Names = dict[UUID, str]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """
    One line of a board. `name` None: somebody who is not named; `member_id` stays inside.

    `active_people` and `points_per_person` (thousandths) are there for regions only: the rate beside the sum.
    """

    place: int
    member_id: UUID
    name: str | None
    points: int
    is_mine: bool = False
    region_id: UUID | None = None
    team_id: UUID | None = None
    active_people: int | None = None

    @property
    def points_per_person(self) -> int | None:
        """Points (thousandths) per active person, rounded down."""
        return self.points // self.active_people if self.active_people else None


@dataclass(frozen=True, slots=True)
class Board:
    """
    Who stands where in a window. `catching_up`: Redis is being filled again, the rows come from PostgreSQL meanwhile.

    `region` is the one whose parts compete, or within which people or teams do; None: the whole campaign.
    """

    kind: BoardKind
    window: Window
    starts_on: date
    ends_on: date
    region: Region | None
    rows: tuple[BoardRow, ...]
    updated_at: datetime
    catching_up: bool


async def board(
    actor: Actor,
    *,
    kind: BoardKind,
    window: Window,
    on: date | None = None,
    region_id: UUID | None = None,
    first: int | None = None,
) -> Board:
    """
    The first 1 to 100 (20) of a board: public, so it shows people only by their consent (adults, by the name they chose),
    teams from five members on, regions from five active people on. Whoever is not shown takes no place.

    The window is the one that holds `on`: today, if not said. Raises Invalid, NotFound.
    """
    count = ensure_first(first)
    frame = await frame_of(actor.account_id, kind=kind, window=window, on=on, region_id=region_id)
    if kind is BoardKind.REGION:
        rows, catching_up = await region_rows(actor, frame)
    else:
        rows, catching_up = await _rows_of_members(actor, frame, count)
    return board_of(frame, rows[:count], catching_up)


def board_of(frame: Frame, rows: Collection[BoardRow], catching_up: bool) -> Board:
    """These rows as the board of a frame, as of now."""
    name = frame.name
    return Board(
        name.kind, name.window, name.starts_on, frame.ends_on, frame.region, tuple(rows), clock.now(), catching_up
    )


async def region_rows(actor: Actor, frame: Frame) -> tuple[list[BoardRow], bool]:
    """All regions of a board that may be shown, best first."""
    scores = await top_scores(actor.account_id, frame.name, 0, MOST_READ)
    people = await active_people(actor.account_id, frame)
    shown = placed(without_small_ones(scores.members, lambda region_id: people.get(region_id, 0)))
    regions = {region.id: region for region in await Region.filter(id__in=[one.member_id for one in shown])}
    home = await home_of(actor)
    rows = [_region_row(one, regions[one.member_id], people[one.member_id], home, actor.language) for one in shown]
    return rows, scores.catching_up


def _region_row(standing: Standing, region: Region, people: int, home: Person | None, language: str) -> BoardRow:
    return BoardRow(
        standing.place,
        region.id,
        region.names.get(language, region.name),
        standing.points,
        is_mine=home is not None and home.region_path.startswith(region.path),
        region_id=region.id,
        active_people=people,
    )


async def home_of(actor: Actor) -> Person | None:
    """The person who looks; None for strangers and the system."""
    if actor.person_id is None:
        return None
    return await Person.get_or_none(account_id=actor.account_id, id=actor.person_id)


async def _rows_of_members(actor: Actor, frame: Frame, count: int) -> tuple[list[BoardRow], bool]:
    """The best people or teams that may be shown."""
    naming = _NAMING[frame.name.kind]
    shown, names, catching_up = await _read_shown(actor.account_id, frame, count, naming)
    home = await home_of(actor) if frame.name.kind is BoardKind.TEAM else None
    mine = home.team_id if home else actor.ledger_id
    is_team = frame.name.kind is BoardKind.TEAM
    rows = [
        BoardRow(
            one.place,
            one.member_id,
            names[one.member_id],
            one.points,
            is_mine=one.member_id == mine,
            team_id=one.member_id if is_team else None,
        )
        for one in placed(shown)
    ]
    return rows, catching_up


async def _read_shown(
    account_id: UUID, frame: Frame, count: int, naming: Callable[[UUID, list[UUID]], Awaitable[Names]]
) -> tuple[list[tuple[UUID, int]], Names, bool]:
    """The best who have a name to show, with their names: read page by page until there are enough, or nobody is left."""
    shown: dict[UUID, int] = {}
    names: Names = {}
    catching_up = False
    for skip in range(0, MOST_READ, PAGE):
        scores = await _page(account_id, frame, skip)
        catching_up = catching_up or scores.catching_up
        names |= await naming(account_id, [member_id for member_id, _ in scores.members])
        shown |= {member_id: points for member_id, points in scores.members if member_id in names}
        if len(shown) >= count or len(scores.members) < PAGE:
            break
    return list(shown.items()), names, catching_up


async def _page(account_id: UUID, frame: Frame, skip: int) -> Scores:
    if frame.region is None:
        return await top_scores(account_id, frame.name, skip, PAGE)
    return await top_scores_within(account_id, frame.name, frame.region.path, skip, PAGE)


async def public_team_names(account_id: UUID, team_ids: list[UUID]) -> Names:
    """The names of those teams that are large enough to be shown: a small one's points would be a person's."""
    teams = await teams_by_id(account_id, team_ids)
    return {team.id: team.name for team in teams.values() if team.member_count >= FEWEST_PEOPLE}


async def public_people_names(account_id: UUID, ledger_ids: list[UUID]) -> Names:
    """The names of those people who may be shown to everybody."""
    return await public_names(account_id, ledger_ids)


_NAMING: dict[BoardKind, Callable[[UUID, list[UUID]], Awaitable[Names]]] = {
    BoardKind.PERSON: public_people_names,
    BoardKind.TEAM: public_team_names,
}
