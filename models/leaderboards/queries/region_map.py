"""The map of a region: its parts, filled by their fair rate."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.kernel.actor import Actor
from models.leaderboards.queries.frame import frame_of
from models.leaderboards.queries.region_standings import RegionLine, lines_of
from models.leaderboards.rules.shades import shades
from models.leaderboards.tables import BoardKind, Window
from models.regions.outlines import outlines, view_box
from models.regions.tables import Region


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a map. `shade` 0 and no `line`: nothing of it may be shown in public, or nothing happened there."""

    region: Region
    path: str
    shade: int
    line: RegionLine | None


@dataclass(frozen=True, slots=True)
class RegionMap:
    """Left, top, width and height of the map in its own units, and its parts by name."""

    view_box: tuple[int, int, int, int]
    areas: tuple[Area, ...]


async def region_map(
    actor: Actor, *, window: Window, on: date | None = None, region_id: UUID | None = None
) -> RegionMap | None:
    """
    The parts of a region (for one without parts: of that above it), each as dark as its rate; None where no outlines are
    known. The window is the one that holds `on`: today, if not said. Raises NotFound, Invalid.
    """
    frame = await frame_of(actor.account_id, kind=BoardKind.REGION, window=window, on=on, region_id=region_id)
    parent_id = frame.region.id if frame.region else None
    parts = await Region.filter(parent_id=parent_id, code__in=list(_codes_beneath(frame.region))).order_by("name")
    if not parts:
        return None
    lines = {line.region_id: line for line in await lines_of(actor, frame)}
    dark = shades({region_id: line.shown for region_id, line in lines.items()})
    known = outlines()
    areas = [Area(one, known[one.code].path, dark.get(one.id, 0), lines.get(one.id)) for one in parts]
    return RegionMap(view_box([known[one.code] for one in parts]), tuple(areas))


def _codes_beneath(region: Region | None) -> list[str]:
    """The codes of outlines that lie directly beneath a region."""
    head = f"{region.code}-" if region else ""
    return [code for code in outlines() if code.startswith(head) and "-" not in code[len(head) :]]
