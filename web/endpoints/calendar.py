"""The calendar feed of one person, by their private token."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.kernel.errors import DomainError
from models.tasks.queries.calendar_feed import feed_of_token


async def feed(request: Request) -> Response:
    """My shifts as iCalendar, for the calendar program that subscribed to them."""
    try:
        text = await feed_of_token(request.path_params["token"])
    except DomainError as error:
        raise HTTPException(404) from error
    return Response(text, media_type="text/calendar", headers={"Cache-Control": "private, max-age=900"})
