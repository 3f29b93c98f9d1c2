"""What a display shows: an operation, and the parts that its answer is put into."""

from dataclasses import dataclass
from typing import Any

from api.context import Context
from web import door, templating
from web.frames import Frame
from web.pages import PAGE_BY_NAME
from web.show import whole


@dataclass(frozen=True, slots=True)
class Show:
    """The page whose parts change, and the template of each part by its name."""

    name: str
    parts: dict[str, str]


BOARD = Show("display", {"board": "parts/standings.html"})
REGION = Show(
    "region_display", {part: f"display/{part}.html" for part in ("league", "matches", "team", "map", "ticker")}
)


async def perform(show: Show, variables: dict[str, Any], context: Context) -> Frame:
    """Render all parts of a show. Raises HTTPException where there is nothing to show."""
    page = PAGE_BY_NAME[show.name]
    data = whole(await door.execute(page.operation, variables, context), page)
    return Frame(
        {part: templating.render_part(template, context, data=data).strip() for part, template in show.parts.items()}
    )
